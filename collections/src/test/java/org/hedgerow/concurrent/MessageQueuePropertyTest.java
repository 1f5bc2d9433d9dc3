package org.hedgerow.concurrent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.ControlledMessageHandler.Action;
import org.hedgerow.memory.AuditedMemory;
import org.hedgerow.memory.OsException;

/** Message queues beside an {@link ArrayDeque} on a system that fails now and then, with a memory that is too small. */
@PropertyDefaults(edgeCases = EdgeCasesMode.NONE)
class MessageQueuePropertyTest {

    /** What the property does to the queues. */
    enum Kind {
        WRITE,
        COMMIT,
        ABORT,
        READ,
        CONTROLLED_READ
    }

    /** An operation, and how long a message is or how many are read. */
    record Step(Kind kind, int number) {}

    private final SegmentBuffer source = new SegmentBuffer(new byte[8 << 10]);
    private final MessageClaim claim = new MessageClaim();
    private final Deque<String> plain = new ArrayDeque<>();
    private int type;

    @Property(tries = 150)
    void whateverFailsNothingIsLost(
            @ForAll final MessageQueueKind kind,
            @ForAll final boolean large,
            @ForAll @IntRange(max = 1_000) final int seed,
            @ForAll("steps") final List<Step> steps) {
        // A large chunk is a mapping of its own.
        final int chunkBytes = large ? 8 << 10 : 64;
        final AuditedMemory memory =
                AuditedMemory.open(AuditedMemory.tinyOptions().maxBytes(24L * chunkBytes));
        try (AbstractMessageQueue queue = kind.create(memory.memory(), Long.MAX_VALUE, chunkBytes)) {
            memory.os().faults(AuditedMemory.randomFaults(seed));
            for (final Step step : steps) {
                apply(queue, step);
            }
            read(queue, Integer.MAX_VALUE);
            assertTrue(plain.isEmpty());
            assertTrue(queue.isEmpty());
            assertTrue(
                    memory.stats().liveBlocks() <= 2 + ChunkChain.MAX_SPARES,
                    () -> "hardly anything is left: " + memory.stats());
        }
        memory.close();
    }

    private void apply(final MessageQueue queue, final Step step) {
        final int length = step.number() % (queue.maxMsgLength() + 1);
        type++;
        source.setMemory(0, length, (byte) type);
        final long position = queue.producerPosition();
        try {
            switch (step.kind()) {
                case WRITE -> {
                    if (queue.write(type, source, 0, length)) {
                        plain.add(text(type, source, 0, length));
                    }
                }
                case COMMIT, ABORT -> claim(queue, length, step.kind() == Kind.COMMIT);
                case READ -> read(queue, step.number() % 4);
                case CONTROLLED_READ -> controlledRead(queue, step.number() % 4);
            }
        } catch (final OsException e) {
            assertEquals(position, queue.producerPosition());
        }
    }

    private void claim(final MessageQueue queue, final int length, final boolean commit) {
        if (queue.tryClaim(type, length, claim)) {
            claim.buffer().putBytes(claim.index(), source, 0, length);
            if (commit) {
                claim.commit();
                plain.add(text(type, source, 0, length));
            } else {
                claim.abort();
            }
        }
    }

    private void read(final MessageQueue queue, final int limit) {
        final int expected = Math.min(limit, plain.size());
        assertEquals(
                expected,
                queue.read(
                        (each, buffer, index, length) ->
                                assertEquals(plain.remove(), text(each, buffer, index, length)),
                        limit));
    }

    /** Reads messages up to one that is aborted, or up to a limit. */
    private void controlledRead(final MessageQueue queue, final int count) {
        final List<String> seen = new ArrayList<>();
        final int read = queue.controlledRead(
                (each, buffer, index, length) -> {
                    seen.add(text(each, buffer, index, length));
                    return seen.size() == 3 ? Action.ABORT : Action.COMMIT;
                },
                count);
        assertEquals(Math.min(2, Math.min(count, plain.size())), read);
        assertEquals(plain.stream().limit(seen.size()).toList(), seen);
        for (int i = 0; i < read; i++) {
            plain.remove();
        }
    }

    private static String text(final int type, final DirectBuffer buffer, final int index, final int length) {
        return type + "/" + length + "/"
                + (length == 0 ? 0 : buffer.getByte(index) + buffer.getByte(index + length - 1));
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        final Arbitrary<Kind> kinds = Arbitraries.frequency(
                Tuple.of(6, Kind.WRITE),
                Tuple.of(2, Kind.COMMIT),
                Tuple.of(1, Kind.ABORT),
                Tuple.of(3, Kind.READ),
                Tuple.of(1, Kind.CONTROLLED_READ));
        return kinds.flatMap(kind -> Arbitraries.integers().between(0, 8_000).map(number -> new Step(kind, number)))
                .list()
                .ofMaxSize(120);
    }
}

package org.hedgerow.concurrent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.foreign.Arena;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.BusySpinIdleStrategy;
import org.agrona.concurrent.ControlledMessageHandler;
import org.agrona.concurrent.ControlledMessageHandler.Action;
import org.agrona.concurrent.MessageHandler;
import org.hedgerow.memory.AuditedMemory;
import org.hedgerow.memory.MemoryLimitException;
import org.hedgerow.memory.OsException;
import org.hedgerow.memory.access.RawMemory;
import org.hedgerow.memory.os.Errno;
import org.hedgerow.memory.os.Faults;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The contract of message queues, by example and by one thread. */
class MessageQueueTest {

    private static final int CHUNK_BYTES = 128;
    /** Of a chunk that is a mapping of its own. */
    private static final int LARGE_CHUNK_BYTES = 8 << 10;

    /** A retained chunk would hide an access to memory that was given up: none is retained. */
    private final AuditedMemory memory =
            AuditedMemory.open(AuditedMemory.tinyOptions().retainBytes(0));

    private final SegmentBuffer message = new SegmentBuffer(new byte[LARGE_CHUNK_BYTES]);
    private final MessageClaim claim = new MessageClaim();
    private final List<String> received = new ArrayList<>();
    private final MessageHandler receiver = (type, buffer, index, length) ->
            received.add(type + ":" + buffer.getStringWithoutLengthAscii(index, length));

    @AfterEach
    void nothingIsLeft() {
        memory.close();
    }

    private AbstractMessageQueue create(final MessageQueueKind kind) {
        return kind.create(memory.memory(), Long.MAX_VALUE, CHUNK_BYTES);
    }

    private AbstractMessageQueue createLarge(final MessageQueueKind kind) {
        return kind.create(memory.memory(), Long.MAX_VALUE, LARGE_CHUNK_BYTES);
    }

    /** Receives, and says how to go on. */
    private ControlledMessageHandler controlled(final Action action) {
        return (type, buffer, index, length) -> {
            receiver.onMessage(type, buffer, index, length);
            return action;
        };
    }

    private boolean write(final MessageQueue queue, final int type, final String text) {
        return queue.write(type, message, 0, message.putStringWithoutLengthAscii(0, text));
    }

    @ParameterizedTest
    @EnumSource
    void messagesComeOutAsTheyWentIn(final MessageQueueKind kind) {
        try (AbstractMessageQueue queue = create(kind)) {
            for (int lap = 0; lap < 40; lap++) {
                assertTrue(write(queue, 1, "first"));
                assertTrue(write(queue, 2, ""));
                assertTrue(write(queue, 3, "of lap " + lap + "x".repeat(lap)));
                assertEquals(3, queue.read(receiver));
                assertEquals(List.of("1:first", "2:", "3:of lap " + lap + "x".repeat(lap)), received);
                received.clear();
            }
            assertTrue(queue.isEmpty());
            assertEquals(queue.producerPosition(), queue.consumerPosition());
            assertTrue(memory.stats().liveBlocks() <= 2);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aMessageMayFillAChunk(final MessageQueueKind kind) {
        try (AbstractMessageQueue queue = create(kind)) {
            assertEquals(CHUNK_BYTES - 8, queue.maxMsgLength());
            final String longest = "y".repeat(queue.maxMsgLength());
            for (int lap = 0; lap < 5; lap++) {
                assertTrue(write(queue, 1, longest));
                assertTrue(write(queue, 2, "short"));
                assertTrue(write(queue, 3, longest));
                assertTrue(write(queue, 4, longest.substring(1)));
            }
            for (int lap = 0; lap < 5; lap++) {
                assertEquals(4, queue.read(receiver, 4));
                assertEquals(List.of("1:" + longest, "2:short", "3:" + longest, "4:" + longest.substring(1)), received);
                received.clear();
            }
            assertEquals(0, queue.read(receiver));
        }
    }

    @ParameterizedTest
    @EnumSource
    void withoutAHandlerNoMessageIsLost(final MessageQueueKind kind) {
        try (AbstractMessageQueue queue = create(kind)) {
            assertTrue(write(queue, 1, "kept"));
            assertThrows(NullPointerException.class, () -> queue.read(null));
            assertThrows(NullPointerException.class, () -> queue.controlledRead(null));
            assertEquals(1, queue.read(receiver));
            assertEquals(List.of("1:kept"), received);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsBeyondTheBoundsIsRefused(final MessageQueueKind kind) {
        try (AbstractMessageQueue queue = create(kind)) {
            final int tooLong = queue.maxMsgLength() + 1;
            assertThrows(IllegalArgumentException.class, () -> queue.write(0, message, 0, 8));
            assertThrows(IllegalArgumentException.class, () -> queue.write(-1, message, 0, 8));
            assertThrows(IllegalArgumentException.class, () -> queue.write(1, message, 0, -1));
            assertThrows(IllegalArgumentException.class, () -> queue.write(1, message, 0, tooLong));
            assertThrows(IndexOutOfBoundsException.class, () -> queue.write(1, message, LARGE_CHUNK_BYTES - 4, 8));
            assertThrows(IllegalArgumentException.class, () -> queue.tryClaim(0, 8, claim));
            assertThrows(IllegalArgumentException.class, () -> queue.tryClaim(1, -1, claim));
            assertThrows(IllegalArgumentException.class, () -> queue.tryClaim(1, tooLong, claim));
            assertThrows(
                    IllegalArgumentException.class,
                    () -> queue.claim(1, tooLong, claim, BusySpinIdleStrategy.INSTANCE));
            assertThrows(IllegalArgumentException.class, () -> queue.read(receiver, 0, BusySpinIdleStrategy.INSTANCE));
            assertThrows(
                    IllegalArgumentException.class,
                    () -> queue.controlledRead(controlled(Action.CONTINUE), 0, BusySpinIdleStrategy.INSTANCE));
            assertEquals(0, queue.producerPosition());
        }
        assertThrows(IllegalArgumentException.class, () -> kind.create(memory.memory(), 127, 128));
        assertThrows(IllegalArgumentException.class, () -> kind.create(memory.memory(), Long.MAX_VALUE, 63));
        assertThrows(IllegalArgumentException.class, () -> kind.create(memory.memory(), Long.MAX_VALUE, (1 << 30) + 1));
    }

    @ParameterizedTest
    @EnumSource
    void aSourceThatEndsLeavesNothingBehind(final MessageQueueKind kind) {
        try (AbstractMessageQueue queue = create(kind)) {
            final SegmentBuffer ended;
            try (Arena arena = Arena.ofConfined()) {
                ended = new SegmentBuffer(arena.allocate(16));
            }
            assertThrows(IllegalStateException.class, () -> queue.write(1, ended, 0, 16));
            assertTrue(write(queue, 2, "next"));
            assertEquals(1, queue.read(receiver));
            assertEquals(List.of("2:next"), received);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aClaimIsCommittedOrAbortedOnce(final MessageQueueKind kind) {
        try (AbstractMessageQueue queue = create(kind)) {
            final MessageClaim other = new MessageClaim();
            assertThrows(IllegalStateException.class, claim::commit);
            assertThrows(IllegalStateException.class, claim::buffer);
            assertTrue(queue.tryClaim(1, 4, claim));
            assertThrows(IllegalStateException.class, () -> queue.tryClaim(1, 4, claim));
            assertTrue(queue.tryClaim(2, 4, other));
            assertEquals(4, other.length());
            other.buffer().putStringWithoutLengthAscii(other.index(), "four");
            other.commit();
            assertEquals(0, queue.read(receiver));
            claim.abort();
            assertThrows(IllegalStateException.class, claim::abort);
            assertThrows(IllegalStateException.class, other::commit);
            assertEquals(1, queue.read(receiver));
            assertEquals(List.of("2:four"), received);
            assertTrue(queue.isEmpty());
        }
    }

    @ParameterizedTest
    @EnumSource
    void claimsOfSeveralChunksMayBeOpen(final MessageQueueKind kind) {
        try (AbstractMessageQueue queue = create(kind)) {
            final List<MessageClaim> claims = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                final MessageClaim open = new MessageClaim();
                assertTrue(queue.tryClaim(1 + i, 60, open));
                open.buffer().setMemory(open.index(), 60, (byte) ('a' + i));
                claims.add(open);
            }
            claims.reversed().forEach(MessageClaim::commit);
            assertEquals(10, queue.read(receiver));
            for (int i = 0; i < 10; i++) {
                assertEquals((1 + i) + ":" + Character.toString('a' + i).repeat(60), received.get(i));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aHandlerThatThrowsHasHadItsMessage(final MessageQueueKind kind) {
        try (AbstractMessageQueue queue = create(kind)) {
            assertTrue(write(queue, 1, "bad"));
            assertTrue(write(queue, 2, "good"));
            assertThrows(
                    UnsupportedOperationException.class,
                    () -> queue.read((type, buffer, index, length) -> {
                        throw new UnsupportedOperationException("as asked");
                    }));
            assertEquals(1, queue.read(receiver));
            assertEquals(List.of("2:good"), received);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aHandlerSaysHowToGoOn(final MessageQueueKind kind) {
        try (AbstractMessageQueue queue = create(kind)) {
            for (int i = 0; i < 12; i++) {
                assertTrue(write(queue, 1 + i, "z".repeat(50)));
            }
            final Iterator<Action> actions = List.of(
                            Action.CONTINUE,
                            Action.COMMIT,
                            Action.CONTINUE,
                            Action.ABORT,
                            Action.CONTINUE,
                            Action.BREAK)
                    .iterator();
            final List<Integer> types = new ArrayList<>();
            assertEquals(3, queue.controlledRead((type, buffer, index, length) -> {
                types.add(type);
                return actions.next();
            }));
            assertEquals(2, queue.controlledRead((type, buffer, index, length) -> {
                types.add(type);
                return actions.next();
            }));
            assertEquals(
                    4,
                    queue.controlledRead(
                            (type, buffer, index, length) -> {
                                types.add(type);
                                return Action.CONTINUE;
                            },
                            4));
            assertEquals(List.of(1, 2, 3, 4, 4, 5, 6, 7, 8, 9), types);
            assertEquals(3, queue.read(receiver));
        }
    }

    @ParameterizedTest
    @EnumSource
    void memoryFollowsTheMessages(final MessageQueueKind kind) {
        try (AbstractMessageQueue queue = createLarge(kind)) {
            for (int swing = 0; swing < 3; swing++) {
                for (int i = 0; i < 3_200; i++) {
                    assertTrue(queue.write(1, message, 0, 248));
                }
                final long used = memory.stats().usedBytes();
                assertTrue(used >= 100 * LARGE_CHUNK_BYTES && used <= 102 * LARGE_CHUNK_BYTES, "used: " + used);
                assertEquals(3_200, queue.read((type, buffer, index, length) -> assertEquals(248, length)));
                assertTrue(
                        memory.stats().liveBlocks() <= 1 + ChunkChain.MAX_SPARES,
                        () -> "only spare ones are left: " + memory.stats());
            }
        }
        assertEquals(0, memory.stats().liveBlocks());
    }

    @ParameterizedTest
    @EnumSource
    void aQueueIsFullAtItsBoundOrThatOfItsMemory(final MessageQueueKind kind) {
        try (AbstractMessageQueue queue = kind.create(memory.memory(), 1_000, CHUNK_BYTES)) {
            assertEquals(1_000, queue.capacity());
            int written = 0;
            while (queue.write(1, message, 0, 24)) {
                written++;
            }
            assertEquals(1_000 / 32, written);
            assertFalse(queue.tryClaim(1, 24, claim));
            assertEquals(1, queue.read((type, buffer, index, length) -> {}, 1));
            assertTrue(queue.tryClaim(1, 24, claim));
            claim.commit();
            assertFalse(queue.write(1, message, 0, 24));
            assertEquals(written, queue.read((type, buffer, index, length) -> {}));
        }
        final AuditedMemory small =
                AuditedMemory.open(AuditedMemory.tinyOptions().maxBytes(10 * LARGE_CHUNK_BYTES));
        try (AbstractMessageQueue queue = kind.create(small.memory(), Long.MAX_VALUE, LARGE_CHUNK_BYTES)) {
            assertEquals(Long.MAX_VALUE, queue.capacity());
            int written = 0;
            while (queue.write(1, message, 0, 56)) {
                written++;
            }
            assertEquals(10 * LARGE_CHUNK_BYTES / 64, written);
            assertEquals(1, queue.read((type, buffer, index, length) -> {}, 1));
            assertFalse(queue.write(1, message, 0, 56));
            assertEquals(written - 1, queue.read((type, buffer, index, length) -> {}));
            assertTrue(queue.write(1, message, 0, 56));
        }
        assertThrows(
                MemoryLimitException.class, () -> kind.create(small.memory(), Long.MAX_VALUE, 16 * LARGE_CHUNK_BYTES));
        small.close();
    }

    @ParameterizedTest
    @EnumSource
    void afterAnErrorOfTheSystemTheQueueIsAsItWas(final MessageQueueKind kind) {
        try (AbstractMessageQueue queue = createLarge(kind)) {
            assertTrue(write(queue, 1, "there"));
            final int length = queue.maxMsgLength();
            // There is a second chunk from the beginning on.
            assertTrue(queue.write(4, message, 0, length));
            memory.os().faults(Faults.every(Faults.Call.MMAP, Errno.EAGAIN));
            assertThrows(OsException.class, () -> queue.write(2, message, 0, length));
            assertThrows(OsException.class, () -> queue.tryClaim(2, length, claim));
            assertThrows(IllegalStateException.class, claim::commit);
            memory.os().faults(Faults.none());
            assertTrue(write(queue, 3, "more"));
            assertEquals(3, queue.read(receiver));
            assertEquals("1:there", received.getFirst());
            assertEquals("3:more", received.getLast());
        }
    }

    @ParameterizedTest
    @EnumSource
    void blockingOperationsIdleUntilTheyCanGoOn(final MessageQueueKind kind) {
        try (AbstractMessageQueue queue = kind.create(memory.memory(), CHUNK_BYTES, CHUNK_BYTES)) {
            final RunningIdleStrategy writing = new RunningIdleStrategy(() -> assertTrue(write(queue, 1, "late")));
            assertEquals(1, queue.read(receiver, 5, writing));
            assertEquals(1, writing.resets());
            assertTrue(queue.write(2, message, 0, queue.maxMsgLength()));
            final RunningIdleStrategy reading =
                    new RunningIdleStrategy(() -> assertEquals(1, queue.read((type, buffer, index, length) -> {})));
            message.putStringWithoutLengthAscii(0, "last");
            queue.write(3, message, 0, 4, reading);
            assertEquals(1, reading.resets());
            assertEquals(1, queue.read(receiver));
            assertEquals(List.of("1:late", "3:last"), received);
        }
    }

    @ParameterizedTest
    @EnumSource
    @SuppressWarnings("NullAway")
    void withoutAnIdleStrategyNothingIsAddedOrRead(final MessageQueueKind kind) {
        try (AbstractMessageQueue queue = create(kind)) {
            assertTrue(write(queue, 1, "one"));
            assertThrows(NullPointerException.class, () -> queue.write(2, message, 0, 4, null));
            assertThrows(NullPointerException.class, () -> queue.claim(2, 4, claim, null));
            assertThrows(NullPointerException.class, () -> queue.read(receiver, 1, null));
            assertThrows(NullPointerException.class, () -> queue.controlledRead(controlled(Action.CONTINUE), 1, null));
            assertEquals(1, queue.read(receiver));
            assertEquals(List.of("1:one"), received);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aClaimWaitsForRoom(final MessageQueueKind kind) {
        try (AbstractMessageQueue queue = kind.create(memory.memory(), CHUNK_BYTES, CHUNK_BYTES)) {
            assertTrue(queue.write(1, message, 0, queue.maxMsgLength()));
            final RunningIdleStrategy idle =
                    new RunningIdleStrategy(() -> assertEquals(1, queue.read((type, buffer, index, length) -> {})));
            queue.claim(2, 4, claim, idle);
            assertEquals(1, idle.resets());
            claim.buffer().putStringWithoutLengthAscii(claim.index(), "four");
            claim.commit();
            assertEquals(1, queue.read(receiver));
            assertEquals(List.of("2:four"), received);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aControlledReadWaitsForAMessageThatTheHandlerIsCalledWith(final MessageQueueKind kind) {
        try (AbstractMessageQueue queue = create(kind)) {
            final RunningIdleStrategy idle = new RunningIdleStrategy(() -> {
                assertTrue(write(queue, 1, "first"));
                assertTrue(write(queue, 2, "second"));
                assertTrue(write(queue, 3, "third"));
            });
            assertEquals(1, queue.controlledRead(controlled(Action.BREAK), 5, idle));
            assertEquals(1, idle.resets());
            final RunningIdleStrategy unused = new RunningIdleStrategy(() -> {});
            assertEquals(0, queue.controlledRead(controlled(Action.ABORT), 5, unused), "that is the handler's will");
            assertEquals(1, queue.controlledRead(controlled(Action.COMMIT), 1, unused));
            assertEquals(1, queue.controlledRead(controlled(Action.CONTINUE), 5, unused));
            assertEquals(3, unused.resets());
            assertEquals(List.of("1:first", "2:second", "2:second", "3:third"), received);
            assertTrue(queue.isEmpty());
        }
    }

    @ParameterizedTest
    @EnumSource
    void afterCloseEveryOperationNamesTheQueue(final MessageQueueKind kind) {
        final AbstractMessageQueue queue = create(kind);
        assertTrue(write(queue, 1, "lost"));
        assertTrue(queue.tryClaim(2, 8, claim));
        assertFalse(queue.isClosed());
        final DirectBuffer chunk = claim.buffer();
        queue.close();
        assertTrue(queue.isClosed());
        assertEquals(0, memory.stats().liveBlocks());
        final MessageClaim other = new MessageClaim();
        final List<Runnable> operations = List.of(
                claim::commit,
                () -> write(queue, 1, "late"),
                () -> queue.write(1, message, 0, 4, BusySpinIdleStrategy.INSTANCE),
                () -> queue.tryClaim(1, 8, other),
                () -> queue.claim(1, 8, other, BusySpinIdleStrategy.INSTANCE),
                () -> queue.read(receiver),
                () -> queue.read(receiver, 1, BusySpinIdleStrategy.INSTANCE),
                () -> queue.controlledRead(controlled(Action.CONTINUE)),
                () -> queue.controlledRead(controlled(Action.CONTINUE), 1, BusySpinIdleStrategy.INSTANCE),
                queue::unblock,
                queue::close);
        for (final Runnable operation : operations) {
            final var refusal = assertThrows(IllegalStateException.class, operation::run);
            assertTrue(
                    refusal.getMessage().contains(queue.getClass().getSimpleName() + " is closed"),
                    refusal::getMessage);
        }
        assertThrows(IllegalStateException.class, () -> chunk.getByte(0));
        assertEquals(32, queue.producerPosition());
        assertEquals(0, queue.consumerPosition());
        assertEquals(32, queue.size());
        assertTrue(queue.toString().endsWith("closed"), queue::toString);
    }

    @ParameterizedTest
    @EnumSource
    void aHandlerMayCloseTheQueueThatItReads(final MessageQueueKind kind) {
        final AbstractMessageQueue queue = create(kind);
        assertTrue(write(queue, 1, "close"));
        final var told = assertThrows(
                IllegalStateException.class, () -> queue.read((type, buffer, index, length) -> queue.close()));
        assertTrue(told.getMessage().contains("MessageQueue is closed"), told::getMessage);
        assertEquals(0, memory.stats().liveBlocks());
    }

    /** Also with a message that is not the first one of its chunk, and if the handler wants no more. */
    @ParameterizedTest
    @EnumSource
    void aHandlerThatClosesTheQueueIsToldSoHoweverReadingEnds(final MessageQueueKind kind) {
        for (final Action action : Action.values()) {
            final AbstractMessageQueue queue = create(kind);
            assertTrue(write(queue, 1, "read"));
            assertEquals(1, queue.read(receiver));
            assertTrue(write(queue, 2, "close"));
            final ControlledMessageHandler closing = (type, buffer, index, length) -> {
                queue.close();
                return action;
            };
            assertThrows(IllegalStateException.class, () -> queue.controlledRead(closing, 1), action::name);
        }
        final AbstractMessageQueue queue = create(kind);
        assertTrue(write(queue, 1, "read"));
        assertEquals(1, queue.read(receiver));
        assertTrue(write(queue, 2, "close"));
        assertThrows(IllegalStateException.class, () -> queue.read((type, buffer, index, length) -> queue.close(), 1));
    }

    @ParameterizedTest
    @EnumSource
    void whatAHandlerThrowsIsSeenAlsoIfItClosesTheQueue(final MessageQueueKind kind) {
        final AbstractMessageQueue queue = create(kind);
        assertTrue(write(queue, 1, "close"));
        final var thrown = assertThrows(
                ArithmeticException.class,
                () -> queue.controlledRead((type, buffer, index, length) -> {
                    queue.close();
                    throw new ArithmeticException("the handler's");
                }));
        assertEquals(1, thrown.getSuppressed().length);
    }

    @ParameterizedTest
    @EnumSource
    void theBufferOfAChunkThatWasGivenBackSaysSo(final MessageQueueKind kind) {
        try (AbstractMessageQueue queue = create(kind)) {
            final List<DirectBuffer> kept = new ArrayList<>();
            final int count = ChunkChain.MAX_SPARES + 2;
            for (int i = 0; i < count; i++) {
                assertTrue(queue.write(1, message, 0, 100));
            }
            assertEquals(count, queue.read((type, buffer, index, length) -> kept.add(buffer)));
            // The first ones were kept for reuse.
            assertThrows(
                    IllegalStateException.class,
                    () -> kept.get(ChunkChain.MAX_SPARES).getByte(0));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aProducerIsNotToldThatTheConsumerHasGivenBackWhatItPublished(final MessageQueueKind kind) {
        final AbstractMessageQueue queue = create(kind);
        final ChunkBuffer givenBack;
        try (Arena arena = Arena.ofShared()) {
            givenBack = new ChunkBuffer(new SegmentBuffer(arena.allocate(CHUNK_BYTES, Long.BYTES)), queue);
            Records.pad(givenBack, 0, CHUNK_BYTES);
            assertEquals(CHUNK_BYTES, givenBack.getInt(0));
        }
        Records.publish(givenBack, 0, CHUNK_BYTES);
        assertThrows(IllegalStateException.class, () -> givenBack.getInt(0));
        queue.close();
        assertThrows(IllegalStateException.class, () -> Records.publish(givenBack, 0, CHUNK_BYTES));
    }

    @Test
    void aDeadProducerIsUnblocked() {
        try (ManyToOneMessageQueue queue = new ManyToOneMessageQueue(memory.memory(), Long.MAX_VALUE, CHUNK_BYTES)) {
            assertFalse(queue.unblock());
            // It claimed, and wrote nothing.
            assertEquals(0, queue.claim(24));
            assertFalse(queue.unblock(), "nobody knows how much it claimed");
            // It claimed, and began.
            assertTrue(queue.tryClaim(1, 10, claim));
            assertTrue(write(queue, 2, "alive"));
            assertEquals(0, queue.read(receiver));
            assertTrue(queue.unblock());
            assertEquals(0, queue.read(receiver));
            assertTrue(queue.unblock());
            assertEquals(1, queue.read(receiver));
            assertFalse(queue.unblock());
            // It claimed the end of a chunk, and wrote nothing.
            assertEquals(64, queue.claim(CHUNK_BYTES - 64));
            assertTrue(queue.unblock());
            assertTrue(write(queue, 3, "behind"));
            assertEquals(1, queue.read(receiver));
            assertEquals(List.of("2:alive", "3:behind"), received);
        }
    }

    @Test
    void oneProducerIsNeverBlocked() {
        try (OneToOneMessageQueue queue = new OneToOneMessageQueue(memory.memory())) {
            assertTrue(queue.tryClaim(1, 8, claim));
            assertFalse(queue.unblock());
            claim.abort();
        }
    }

    @ParameterizedTest
    @EnumSource
    void theSharedMemoryServesWhereNoneIsGiven(final MessageQueueKind kind) {
        try (AbstractMessageQueue queue = kind.createShared()) {
            assertTrue(write(queue, 7, "shared"));
            assertEquals(1, queue.read(receiver));
            assertEquals((256 << 10) - 8, queue.maxMsgLength());
        }
    }

    /** The consumer leaves a full chunk while a producer is between two steps: it has the next one, and has claimed nothing. */
    @ParameterizedTest
    @EnumSource
    void aProducerFindsItsChunkWhenTheOneBeforeWasLeft(final MessageQueueKind kind) {
        try (AbstractMessageQueue queue = create(kind)) {
            assertTrue(queue.write(1, message, 0, CHUNK_BYTES - 8));
            assertTrue(queue.chain.extend(queue.chain.last()));
            assertEquals(1, queue.read((type, buffer, index, length) -> assertEquals(1, type)));
            assertTrue(queue.write(2, message, 0, 8));
            assertEquals(1, queue.read((type, buffer, index, length) -> assertEquals(2, type)));
        }
    }

    /** A chunk that is used again costs a link on the heap; within a chunk nothing is allocated, as soon as it is compiled. */
    @ParameterizedTest
    @EnumSource
    void aChunkCostsALinkOnTheHeap(final MessageQueueKind kind) {
        final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        final MessageHandler handler = (type, buffer, index, length) -> {};
        final int laps = 8;
        try (AbstractMessageQueue queue = createLarge(kind)) {
            long least = Long.MAX_VALUE;
            for (int i = 0; i < 50_000 && least > laps * 64; i++) {
                final long before = threads.getCurrentThreadAllocatedBytes();
                for (int count = 0; count < laps * LARGE_CHUNK_BYTES / 64; count += 2) {
                    queue.write(1, message, 0, 50);
                    queue.tryClaim(1, 50, claim);
                    claim.commit();
                    queue.read(handler);
                }
                least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
            }
            assertTrue(least <= laps * 64, "at least " + least + " bytes in " + laps + " chunks");
        }
    }

    @ParameterizedTest
    @EnumSource
    void theCheckedModeNamesASecondThread(final MessageQueueKind kind) throws InterruptedException {
        Assumptions.assumeTrue(RawMemory.CHECKED);
        try (AbstractMessageQueue queue = create(kind)) {
            assertTrue(write(queue, 1, "first"));
            assertEquals(1, queue.read(receiver));
            final List<String> messages = new ArrayList<>();
            final Thread intruder = Thread.ofPlatform().name("intruder").start(() -> {
                messages.add(assertThrows(IllegalStateException.class, () -> queue.read(receiver))
                        .getMessage());
                if (kind.producers() == 1) {
                    messages.add(assertThrows(IllegalStateException.class, () -> write(queue, 1, "second"))
                            .getMessage());
                }
            });
            intruder.join();
            assertTrue(messages.getFirst().contains("a second consumer"), messages::toString);
            if (kind.producers() == 1) {
                assertTrue(messages.getLast().contains("a second producer"), messages::toString);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void readingEndsThoughAMessageComesForEachThatIsRead(final MessageQueueKind kind) {
        try (MessageQueue queue = create(kind)) {
            assertTrue(queue.write(1, message, 0, 8));
            final int perChunk = CHUNK_BYTES / 16;
            final int read = queue.read((type, buffer, index, length) -> {
                assertTrue(queue.size() <= 3L * CHUNK_BYTES);
                assertTrue(queue.write(type, message, 0, length));
            });
            assertTrue(read >= 1 && read <= perChunk, () -> read + " messages");
            final int[] calls = {0};
            queue.controlledRead(
                    (type, buffer, index, length) -> {
                        calls[0]++;
                        assertTrue(calls[0] <= 2 * perChunk);
                        assertTrue(queue.write(type, message, 0, length));
                        return Action.CONTINUE;
                    },
                    Integer.MAX_VALUE);
            assertTrue(calls[0] >= 1);
        }
    }
}

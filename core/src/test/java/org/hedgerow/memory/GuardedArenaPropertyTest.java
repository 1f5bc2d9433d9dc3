package org.hedgerow.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** The same calls on an arena of ours and on one of the JDK: the same answers, or exceptions of the same types. */
class GuardedArenaPropertyTest {

    /** What is done to both arenas; it answers what is to be the same. */
    sealed interface Call {

        record Allocate(long bytes, long alignment) implements Call {}

        record Write(int index, byte value) implements Call {}

        record Close() implements Call {}

        /** Makes a call from another thread. */
        record Elsewhere(Call call) implements Call {}
    }

    /** An arena and the segments that it handed out. */
    private static final class Subject {
        private final Arena arena;
        private final List<MemorySegment> segments = new ArrayList<>();

        private Subject(final Arena arena) {
            this.arena = arena;
        }

        private Object answer(final Call call) {
            try {
                return answerOrThrow(call);
            } catch (final RuntimeException e) {
                final boolean elsewhere = e instanceof CompletionException;
                return (elsewhere ? e.getCause() : e).getClass();
            }
        }

        private Object answerOrThrow(final Call call) {
            return switch (call) {
                case Call.Allocate(long bytes, long alignment) -> allocate(bytes, alignment);
                case Call.Write(int index, byte value) -> write(index, value);
                case Call.Close() -> close();
                case Call.Elsewhere(Call inner) ->
                    CompletableFuture.supplyAsync(() -> answerOrThrow(inner)).join();
            };
        }

        private Object allocate(final long bytes, final long alignment) {
            final MemorySegment segment = arena.allocate(bytes, alignment);
            assertEquals(0, segment.address() % alignment);
            assertEquals(-1, segment.mismatch(MemorySegment.ofArray(new byte[(int) bytes])), "not zero");
            for (final MemorySegment other : segments) {
                assertTrue(segment.asOverlappingSlice(other).isEmpty(), "overlaps");
            }
            segments.add(segment);
            return List.of(
                    segment.byteSize(),
                    segment.isNative(),
                    segment.isReadOnly(),
                    segment.scope().isAlive());
        }

        private Object write(final int index, final byte value) {
            if (segments.isEmpty()) {
                return "nothing to write";
            }
            return segments.get(index % segments.size()).fill(value).byteSize();
        }

        private Object close() {
            arena.close();
            return arena.scope().isAlive();
        }

        private List<Object> state() {
            final List<Object> state = new ArrayList<>();
            state.add(arena.scope().isAlive());
            if (arena.scope().isAlive()) {
                segments.forEach(segment -> state.add(List.of(
                        segment.byteSize(), MemorySegment.ofArray(new byte[0]).mismatch(segment))));
            }
            return state;
        }
    }

    @Property(tries = 600, edgeCases = EdgeCasesMode.NONE)
    void answersAsTheJdkDoes(@ForAll final ArenaFlavour flavour, @ForAll("calls") final List<Call> calls) {
        try (AuditedMemory memory = AuditedMemory.open()) {
            final Subject ours = new Subject(flavour.guarded(memory.memory()));
            final Subject theirs = new Subject(flavour.ofTheJdk());
            for (final Call call : calls) {
                assertEquals(theirs.answer(call), ours.answer(call), call::toString);
                assertEquals(theirs.state(), ours.state(), call::toString);
                memory.audit();
            }
            for (final Subject subject : List.of(ours, theirs)) {
                if (subject.arena.scope().isAlive()) {
                    subject.arena.close();
                }
            }
        }
    }

    @Provide
    Arbitrary<List<Call>> calls() {
        final Arbitrary<Call> here = Arbitraries.frequencyOf(
                Tuple.of(12, Combinators.combine(sizes(), alignments()).as(Call.Allocate::new)),
                Tuple.of(
                        6,
                        Combinators.combine(Arbitraries.integers().between(0, 1_000), Arbitraries.bytes())
                                .as(Call.Write::new)),
                Tuple.of(1, Arbitraries.just(new Call.Close())));
        final Arbitrary<Call> elsewhere = here.map(Call.Elsewhere::new);
        return Arbitraries.frequencyOf(Tuple.of(9, here), Tuple.of(1, elsewhere))
                .list()
                .ofMaxSize(60);
    }

    private static Arbitrary<Long> sizes() {
        return Arbitraries.frequencyOf(
                Tuple.of(1, Arbitraries.of(0L, -1L, Long.MIN_VALUE)),
                Tuple.of(12, Arbitraries.longs().between(0, 600)),
                Tuple.of(4, Arbitraries.longs().between(601, 20_000)),
                Tuple.of(1, Arbitraries.longs().between(20_001, 200_000)));
    }

    private static Arbitrary<Long> alignments() {
        return Arbitraries.frequencyOf(
                Tuple.of(12, Arbitraries.integers().between(0, 6).map(log2 -> 1L << log2)),
                Tuple.of(3, Arbitraries.integers().between(7, 16).map(log2 -> 1L << log2)),
                Tuple.of(1, Arbitraries.of(0L, -8L, 3L, 24L, Long.MIN_VALUE)));
    }
}

package org.hedgerow.collections;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.foreign.MemorySegment;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.hedgerow.memory.AuditedMemory;
import org.hedgerow.memory.os.FaultyOs;
import org.hedgerow.table.Long2LongTableInvariants;
import org.hedgerow.table.MovePace;

/** Random operations on the map and on Agrona's of longs, with tiny tables and tiny steps, so that moves overlap everything. */
class Long2LongHashMapPropertyTest extends TableProperties<Long2LongHashMapPropertyTest.Scenario> {

    /** A map, and what is done with it. */
    record Scenario(
            int capacity,
            float loadFactor,
            boolean avoidAllocation,
            MovePace pace,
            List<Long2LongMapOperation> operations) {}

    @Provide
    Arbitrary<Scenario> scenarios() {
        final Arbitrary<List<Long2LongMapOperation>> operations = Combinators.combine(
                        Arbitraries.of(LongKeys.class), counts())
                .flatAs((keys, count) -> Long2LongMapOperation.arbitrary(keys, count)
                        .list()
                        .ofMinSize(1)
                        .ofMaxSize(600));
        return Combinators.combine(capacities(), loadFactors(), Arbitraries.of(true, false), paces(), operations)
                .as(Scenario::new);
    }

    /** What is done with a batch of keys, some of them twice. */
    enum BatchKind {
        GET,
        CONTAIN,
        PUT,
        REMOVE
    }

    /** A batch, in arrays or in segments; the value of each key is its place. */
    record Batch(BatchKind kind, boolean segments, int offset, List</*K*/ Long> keyList) {

        /*K*/ long[] keys() {
            return keyList.stream()./*K*/ mapToLong(key -> key).toArray();
        }

        /*V*/ long[] values() {
            final /*V*/ long[] values = new /*V*/ long[keyList.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = i;
            }
            return values;
        }

        int length() {
            return keyList.size() - offset;
        }

        MemorySegment keySegment() {
            return MemorySegment.ofArray(keys()).asSlice((long) offset * /*K*/ Long.BYTES);
        }

        MemorySegment segmentOf(final /*V*/ long[] values) {
            return MemorySegment.ofArray(values).asSlice((long) offset * /*V*/ Long.BYTES);
        }
    }

    @Provide
    Arbitrary<List<Batch>> batches() {
        return Arbitraries.of(LongKeys.class)
                .flatMap(pattern -> Combinators.combine(
                                Arbitraries.of(BatchKind.class),
                                Arbitraries.of(true, false),
                                Arbitraries.of(0, 1, 7),
                                Arbitraries.integers()
                                        .between(0, 300)
                                        .map(number -> pattern.at(number))
                                        .list()
                                        .ofMinSize(7)
                                        .ofMaxSize(300))
                        .as(Batch::new)
                        .list()
                        .ofMaxSize(30));
    }

    @Property(tries = 3 * Tries./*KV*/ LONG_LONG)
    void batchesDoWhatSingleOperationsDo(@ForAll("batches") final List<Batch> batches) {
        try (AuditedMemory memory = AuditedMemory.open();
                Long2LongHashMap map = new Long2LongHashMap(
                        memory.memory(), 0, 0.65f, Long2LongHashMapWithModel.MISSING, false, new MovePace(2, 8))) {
            final Map</*K*/ Long, /*V*/ Long> model = new HashMap<>();
            for (final Batch batch : batches) {
                applyAndCompare(batch, map, model);
                assertEquals(model, map);
                Long2LongTableInvariants.check(map.table());
            }
        }
    }

    private static void applyAndCompare(
            final Batch batch, final Long2LongHashMap map, final Map</*K*/ Long, /*V*/ Long> model) {
        final /*K*/ long[] keys = batch.keys();
        final /*V*/ long[] values = batch.values();
        switch (batch.kind()) {
            case GET -> {
                final /*V*/ long[] answers = new /*V*/ long[keys.length];
                if (batch.segments()) {
                    map.getAll(batch.keySegment(), batch.segmentOf(answers));
                } else {
                    map.getAll(keys, batch.offset(), batch.length(), answers);
                }
                for (int i = batch.offset(); i < keys.length; i++) {
                    assertEquals(model.getOrDefault(keys[i], Long2LongHashMapWithModel.MISSING), answers[i]);
                }
            }
            case CONTAIN -> {
                final boolean[] answers = new boolean[keys.length];
                if (batch.segments()) {
                    final byte[] bytes = new byte[batch.length()];
                    map.containsAll(batch.keySegment(), MemorySegment.ofArray(bytes));
                    for (int i = 0; i < bytes.length; i++) {
                        answers[batch.offset() + i] = bytes[i] == 1;
                    }
                } else {
                    map.containsAll(keys, batch.offset(), batch.length(), answers);
                }
                for (int i = batch.offset(); i < keys.length; i++) {
                    assertEquals(model.containsKey(keys[i]), answers[i]);
                }
            }
            case PUT -> {
                if (batch.segments()) {
                    map.putAll(batch.keySegment(), batch.segmentOf(values));
                } else {
                    map.putAll(keys, batch.offset(), batch.length(), values);
                }
                for (int i = batch.offset(); i < keys.length; i++) {
                    model.put(keys[i], values[i]);
                }
            }
            case REMOVE -> {
                final long removed = batch.segments()
                        ? map.removeAll(batch.keySegment())
                        : map.removeAll(keys, batch.offset(), batch.length());
                long expected = 0;
                for (int i = batch.offset(); i < keys.length; i++) {
                    expected += model.remove(keys[i]) != null ? 1 : 0;
                }
                assertEquals(expected, removed);
            }
        }
    }

    @Property(tries = 6 * Tries./*KV*/ LONG_LONG)
    void answersAsAgronasDoes(@ForAll("scenarios") final Scenario scenario) {
        run(scenario);
    }

    @Property(tries = 3 * Tries./*KV*/ LONG_LONG)
    void answersAsAgronasDoesOnKernelsWithoutGuards(@ForAll("scenarios") final Scenario scenario) {
        run(
                scenario,
                AuditedMemory.open(
                        AuditedMemory.tinyOptions().retainBytes(0),
                        FaultyOs.ofLinux().withoutGuards()));
    }

    @Property(tries = 3 * Tries./*KV*/ LONG_LONG)
    void answersAsAgronasDoesWhileMemoryIsGivenBackLazily(@ForAll("scenarios") final Scenario scenario) {
        runWhileMemoryIsGivenBackLazily(scenario);
    }

    @Property(tries = 4 * Tries./*KV*/ LONG_LONG)
    void oneFailedCallLosesNothing(
            @ForAll("scenarios") final Scenario scenario, @ForAll("callNumbers") final long failed) {
        runWithOneFailedCall(scenario, failed);
    }

    @Property(tries = 4 * Tries./*KV*/ LONG_LONG)
    void manyFailedCallsLoseNothing(@ForAll("scenarios") final Scenario scenario, @ForAll final long seed) {
        runWithManyFailedCalls(scenario, seed);
    }

    @Property(tries = 2 * Tries./*KV*/ LONG_LONG)
    void atALimitOfMappingsItStaysUsable(@ForAll("scenarios") final Scenario scenario) {
        runWithMappings(scenario, 2);
    }

    @Property(tries = 2 * Tries./*KV*/ LONG_LONG)
    void atALimitOfBytesItStaysUsable(@ForAll("scenarios") final Scenario scenario) {
        runWithBytes(scenario, 94L * (/*K*/ Long.BYTES + /*V*/ Long.BYTES));
    }

    @Override
    long run(final Scenario scenario, final AuditedMemory memory) {
        try (memory;
                Long2LongHashMap map = new Long2LongHashMap(
                        memory.memory(),
                        scenario.capacity(),
                        scenario.loadFactor(),
                        Long2LongHashMapWithModel.MISSING,
                        scenario.avoidAllocation(),
                        scenario.pace())) {
            final Long2LongHashMapWithModel both = new Long2LongHashMapWithModel(memory, map);
            both.playAndCheckOften(memory, scenario.operations());
            return both.refusals();
        }
    }
}

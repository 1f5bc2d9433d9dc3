package org.hedgerow.collections;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.hedgerow.memory.GuardedMemory;
import org.hedgerow.memory.LeakLog;
import org.hedgerow.memory.MemoryOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Collections that become unreachable without being closed lose their memory, and are reported. */
class UnreachableCollectionsTest {

    private static final int ELEMENTS = 100_000;
    private static final int FEW = 100;

    private final GuardedMemory memory = GuardedMemory.open(MemoryOptions.defaults());
    private final LeakLog log = new LeakLog();

    @AfterEach
    void nothingIsLeft() {
        LeakLog.awaitNoBlocks(memory);
        log.close();
        memory.close();
    }

    /** What fills a collection with as many elements, and forgets it. */
    static Stream<Arguments> collections() {
        return Stream.of(
                Arguments.of(
                        "Long2LongHashMap",
                        forgotten(memory -> filledMap(memory, ELEMENTS).longSize())),
                Arguments.of(
                        "LongHashSet",
                        forgotten(memory -> filledSet(memory, ELEMENTS).longSize())),
                Arguments.of(
                        "Int2IntCounterMap",
                        forgotten(memory -> filledCounters(memory, ELEMENTS).longSize())),
                Arguments.of(
                        "LongArrayQueue",
                        forgotten(memory -> filledQueue(memory, ELEMENTS).longSize())));
    }

    private static ToLongFunction<GuardedMemory> forgotten(final ToLongFunction<GuardedMemory> filling) {
        return filling;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("collections")
    void isReleasedAndReportedOnce(final String name, final ToLongFunction<GuardedMemory> filling) {
        assertEquals(ELEMENTS, filling.applyAsLong(memory));
        log.awaitAll(memory);
        assertEquals(1, log.messagesAbout(name).size(), () -> log.messages().toString());
    }

    @Test
    void anIteratorKeepsItsCollection() {
        final LongArrayQueue.LongIterator elements = filledQueue(memory, FEW).iterator();
        final Long2LongHashMap.KeyIterator keys =
                filledMap(memory, FEW).keySet().iterator();
        final LongHashSet.LongIterator values = filledSet(memory, FEW).iterator();
        LeakLog.collectGarbage();
        assertTrue(memory.stats().liveBlocks() > 0);
        long sum = 0;
        while (elements.hasNext()) {
            sum += elements.nextValue() - 2 * keys.nextValue() + values.nextValue();
        }
        assertEquals(0, sum);
        assertEquals(List.of(), log.messages());
    }

    private static LongArrayQueue filledQueue(final GuardedMemory memory, final int elements) {
        final LongArrayQueue queue = new LongArrayQueue(memory);
        for (int i = 0; i < elements; i++) {
            queue.offerLong(i);
        }
        return queue;
    }

    private static Long2LongHashMap filledMap(final GuardedMemory memory, final int elements) {
        final Long2LongHashMap map = new Long2LongHashMap(memory, -1);
        for (int i = 0; i < elements; i++) {
            map.put(i, i);
        }
        return map;
    }

    private static LongHashSet filledSet(final GuardedMemory memory, final int elements) {
        final LongHashSet set = new LongHashSet(memory);
        for (int i = 0; i < elements; i++) {
            set.add(i);
        }
        return set;
    }

    private static Int2IntCounterMap filledCounters(final GuardedMemory memory, final int elements) {
        final Int2IntCounterMap counters = new Int2IntCounterMap(memory, 0);
        for (int i = 0; i < elements; i++) {
            counters.incrementAndGet(i);
        }
        return counters;
    }

    @Test
    void whatIsClosedOrEmptyIsNotReported() {
        for (int i = 0; i < 1_000; i++) {
            try (Long2LongHashMap map = new Long2LongHashMap(memory, -1);
                    LongArrayQueue queue = new LongArrayQueue(memory)) {
                map.put(i, i);
                queue.offerLong(i);
                assertEquals(map.size(), queue.size());
            }
            assertTrue(new Long2LongHashMap(memory, -1).isEmpty());
        }
        LeakLog.collectGarbage();
        assertEquals(List.of(), log.messages());
    }
}

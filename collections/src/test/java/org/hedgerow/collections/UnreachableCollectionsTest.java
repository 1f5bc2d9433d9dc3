package org.hedgerow.collections;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.hedgerow.memory.GuardedMemory;
import org.hedgerow.memory.LeakLog;
import org.hedgerow.memory.MemoryOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

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

    @Test
    void aMapIsReleasedAndReportedOnce() {
        assertEquals(ELEMENTS, filledMap(ELEMENTS).size());
        log.awaitAll(memory);
        assertEquals(
                1,
                log.messagesAbout("Long2LongHashMap").size(),
                () -> log.messages().toString());
    }

    @Test
    void aQueueIsReleasedAndReportedOnce() {
        assertEquals(ELEMENTS, filledQueue(ELEMENTS).size());
        log.awaitAll(memory);
        assertEquals(
                1,
                log.messagesAbout("LongArrayQueue").size(),
                () -> log.messages().toString());
    }

    @Test
    void anIteratorKeepsItsCollection() {
        final LongArrayQueue.LongIterator elements = filledQueue(FEW).iterator();
        final Long2LongHashMap.KeyIterator keys = filledMap(FEW).keySet().iterator();
        LeakLog.collectGarbage();
        assertTrue(memory.stats().liveBlocks() > 0);
        long sum = 0;
        while (elements.hasNext()) {
            sum += elements.nextValue() - keys.nextValue();
        }
        assertEquals(0, sum);
        assertEquals(List.of(), log.messages());
    }

    private LongArrayQueue filledQueue(final int elements) {
        final LongArrayQueue queue = new LongArrayQueue(memory);
        for (int i = 0; i < elements; i++) {
            queue.offerLong(i);
        }
        return queue;
    }

    private Long2LongHashMap filledMap(final int elements) {
        final Long2LongHashMap map = new Long2LongHashMap(memory, -1);
        for (int i = 0; i < elements; i++) {
            map.put(i, i);
        }
        return map;
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

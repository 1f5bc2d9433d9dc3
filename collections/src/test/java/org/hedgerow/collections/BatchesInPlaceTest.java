package org.hedgerow.collections;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.Test;

/** Where keys and values are of one type, the values of a batch may take the place of its keys. */
class BatchesInPlaceTest {

    @Test
    void longsTakeThePlaceOfLongs() {
        try (Long2LongHashMap map = new Long2LongHashMap(-1)) {
            map.put(1, 10);
            map.put(3, 30);
            final long[] array = {1, 2, 3};
            map.getAll(array, 1, 2, array);
            assertArrayEquals(new long[] {1, -1, 30}, array);
            final long[] backing = {1, 2, 3};
            map.getAll(MemorySegment.ofArray(backing), MemorySegment.ofArray(backing));
            assertArrayEquals(new long[] {10, -1, 30}, backing);
        }
    }

    @Test
    void intsTakeThePlaceOfInts() {
        try (Int2IntHashMap map = new Int2IntHashMap(-1)) {
            map.put(1, 10);
            map.put(3, 30);
            final int[] array = {1, 2, 3};
            map.getAll(array, 1, 2, array);
            assertArrayEquals(new int[] {1, -1, 30}, array);
            final int[] backing = {1, 2, 3};
            map.getAll(MemorySegment.ofArray(backing), MemorySegment.ofArray(backing));
            assertArrayEquals(new int[] {10, -1, 30}, backing);
        }
    }
}

package org.hedgerow.collections;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.hedgerow.memory.AuditedMemory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The list seen through its sublists. */
class LongArrayListViewsTest {

    private static final /*E*/ long NULL_VALUE = -1;

    private final AuditedMemory memory = AuditedMemory.open();
    private final LongArrayList list = new LongArrayList(memory.memory(), 0, NULL_VALUE);

    @AfterEach
    void nothingIsLeft() {
        list.close();
        memory.close();
    }

    private void fill(final int size) {
        /*E*/ LongStream.range(0, size).forEach(list::addLong);
    }

    /** Of a sublist that is out of date, a further one is made that does not know it. */
    @Test
    void aSublistRemovesNothingThatIsNotThere() {
        fill(10);
        final List</*E*/ Long> part = list.subList(5, 10);
        list.clear();
        fill(7);
        assertThrows(IndexOutOfBoundsException.class, part.subList(0, 5)::clear);
        assertThrows(IndexOutOfBoundsException.class, part.subList(3, 3)::clear);
        assertEquals(7, list.size());
        part.subList(0, 2).clear();
        assertEquals(List.of(/*E*/ 0L, /*E*/ 1L, /*E*/ 2L, /*E*/ 3L, /*E*/ 4L), list);
    }

    @Test
    void sublistsOfSublistsChangeAll() {
        fill(10);
        final List</*E*/ Long> expected = new ArrayList<>(list);
        for (final List</*E*/ Long> each : List.of(list, expected)) {
            final List</*E*/ Long> inner = each.subList(2, 8).subList(1, 5);
            inner.add(/*E*/ 11L);
            inner.subList(0, 2).clear();
            inner.addAll(0, List.of(/*E*/ 12L, /*E*/ 13L));
            inner.removeLast();
            inner.replaceAll(element -> element + 100);
        }
        assertEquals(expected, list);
    }
}

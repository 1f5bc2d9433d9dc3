package org.hedgerow.bench.family;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.hedgerow.bench.keys.RandomIndexes;
import org.hedgerow.memory.GuardedMemory;
import org.hedgerow.memory.MemoryOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is measured does what it is measured for, whoever made it. */
class AdaptersTest {

    private static final int ENTRIES = 1_000;

    @ParameterizedTest
    @EnumSource
    void keysComeAndGo(final KeyedKind kind) {
        forOursAndTheRivals(rivals(kind.rows()), (maker, memory) -> {
            final Keyed collection = kind.create(maker, memory);
            for (int i = 0; i < ENTRIES; i++) {
                collection.insert().on(key(collection, i));
            }
            collection.update().on(key(collection, 0));
            assertEquals(ENTRIES, collection.size().getAsLong());
            for (int i = 0; i < ENTRIES; i += 2) {
                collection.remove().on(key(collection, i));
            }
            assertEquals(ENTRIES / 2, collection.size().getAsLong());
            final long absent = collection.find().on(key(collection, ENTRIES));
            for (int i = 0; i < ENTRIES; i++) {
                final boolean found = collection.find().on(key(collection, i)) != absent;
                assertEquals(i % 2 != 0, found, maker + " " + i);
            }
            collection.closing().run();
        });
    }

    private static long key(final Keyed collection, final long index) {
        return collection.keyOfIndex().applyAsLong(index);
    }

    @ParameterizedTest
    @EnumSource
    void elementsStayWhereTheyAre(final ListKind kind) {
        forOursAndTheRivals(rivals(kind.rows()), (maker, memory) -> {
            final Indexed list = kind.create(maker, memory);
            for (int i = 0; i < ENTRIES; i++) {
                list.add().accept(i);
            }
            assertEquals(5, list.set().applyAsLong(5, 77));
            assertEquals(77, list.get().applyAsLong(5));
            assertEquals(6, list.get().applyAsLong(6));
            assertEquals(ENTRIES - 1, list.pop().getAsLong());
            assertEquals(ENTRIES - 1, list.size().getAsLong());
            list.closing().run();
        });
    }

    /** All kinds of a size give back the same elements, but for the one that gives keys. */
    @ParameterizedTest
    @EnumSource
    void elementsGoInTheirOrder(final QueueKind kind) {
        final RandomIndexes random = new RandomIndexes(1);
        final long[] elements = new long[ENTRIES];
        Arrays.setAll(elements, i -> random.next(Integer.MAX_VALUE));
        final long[][] polled = new long[2][ENTRIES];
        final int[] makers = new int[1];
        forOursAndTheRivals(rivals(List.of(kind.row())), (maker, memory) -> {
            final Line queue = kind.create(maker, memory);
            for (final long element : elements) {
                queue.offer().accept(element);
            }
            assertEquals(ENTRIES, queue.size().getAsLong());
            Arrays.setAll(polled[makers[0]++], i -> queue.poll().getAsLong());
            assertEquals(0, queue.size().getAsLong());
            queue.closing().run();
        });
        assertEquals(2, makers[0]);
        assertEquals(Arrays.toString(polled[0]), Arrays.toString(polled[1]));
        assertEquals(ENTRIES, Arrays.stream(polled[0]).distinct().count());
    }

    @Test
    void intsTakeHalfOfTheMemory() {
        // A size at which no map is in the middle of a move.
        final double ofLongs = KeyedKind.LONG_TO_LONG_MAP.bytesOf(160_000);
        final double ofInts = KeyedKind.INT_TO_INT_MAP.bytesOf(160_000);
        assertTrue(ofInts / ofLongs > 0.4 && ofInts / ofLongs < 0.6, ofInts + " of " + ofLongs);
    }

    private static Set<Maker> rivals(final List<Row> rows) {
        final Set<Maker> rivals = EnumSet.noneOf(Maker.class);
        rows.forEach(row -> rivals.add(row.rival()));
        return rivals;
    }

    private static void forOursAndTheRivals(final Set<Maker> rivals, final Check check) {
        rivals.add(Maker.HEDGEROW);
        try (GuardedMemory memory = GuardedMemory.open(MemoryOptions.defaults())) {
            rivals.forEach(maker -> check.of(maker, memory));
        }
    }

    private interface Check {

        void of(Maker maker, GuardedMemory memory);
    }
}

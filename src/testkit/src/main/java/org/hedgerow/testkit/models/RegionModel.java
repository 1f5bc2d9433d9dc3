package org.hedgerow.testkit.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import org.hedgerow.memory.GuardedMemory;
import org.hedgerow.memory.Region;
import org.hedgerow.testkit.CollectionModel;

/** A region: which positions it holds, and that what stands there stays. */
public final class RegionModel extends CollectionModel<Region> {

    private static final int PARTS = 1_000;

    /** The numbers that the blocks are filled with, by the blocks' positions. */
    private final NavigableMap<Long, Long> blocks = new TreeMap<>();

    private long end;
    private long numbers;

    /** Creates the model. */
    public RegionModel() {
        operation("extend", 5, this::extend);
        operation("extendBefore", 2, this::extendBefore);
        operation("releaseBefore", 1, PARTS + 1, part -> releaseBefore(positionAt(part)));
        operation("releaseFrom", 1, PARTS + 1, part -> releaseFrom(positionAt(part)));
        operation("reclaim", 1, 1 << 20, bytes -> memory().reclaim(bytes));
    }

    @Override
    protected Region open(final GuardedMemory opened, final Random random) {
        return Region.open(opened, 8L << (3 * random.nextInt(5)), "a model");
    }

    @Override
    protected void check() {
        assertEquals(start(), subject().start());
        assertEquals(end, subject().end());
        blocks.forEach((position, number) -> {
            final Long next = blocks.higherKey(position);
            final long last = (next == null ? end : next) - 1;
            assertEquals(position, subject().spanAt(last).start());
            assertEquals(last + 1, subject().spanAt(position).end());
            assertEquals(last - position, subject().addressOf(last) - subject().addressOf(position));
            Pattern.check(subject().segmentAt(position), number);
        });
        assertTrue(memory().stats().liveBlocks() - blocks.size() <= 1, "more than one spare");
    }

    private void extend() {
        final long start = subject().extend().start();
        assertEquals(end, start);
        end = subject().end();
        assertTrue(end > start);
        fill(start);
    }

    private void extendBefore() {
        final long before = start();
        final long start = subject().extendBefore().start();
        assertTrue(start < before);
        fill(start);
    }

    private void fill(final long start) {
        numbers++;
        blocks.put(start, numbers);
        Pattern.write(subject().segmentAt(start), numbers);
    }

    private void releaseBefore(final long position) {
        subject().releaseBefore(position);
        while (!blocks.isEmpty() && endOfFirst() <= position) {
            blocks.pollFirstEntry();
        }
    }

    private void releaseFrom(final long position) {
        subject().releaseFrom(position);
        while (!blocks.isEmpty() && blocks.lastKey() >= position) {
            end = blocks.pollLastEntry().getKey();
        }
    }

    private long endOfFirst() {
        final Long second = blocks.higherKey(blocks.firstKey());
        return second == null ? end : second;
    }

    private long start() {
        return blocks.isEmpty() ? end : blocks.firstKey();
    }

    private long positionAt(final long part) {
        return start() + (end - start()) * part / PARTS;
    }
}

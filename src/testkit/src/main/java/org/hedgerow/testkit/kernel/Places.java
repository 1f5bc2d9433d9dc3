package org.hedgerow.testkit.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.hedgerow.testkit.kernel.KernelOptions.Placement;

/** Finds the place of a new mapping. */
final class Places {

    private final VmaTable table;
    private final Random random;
    private final long start;
    private final long end;
    private final long pageBytes;

    private record Gap(long start, long end) {
        long bytes() {
            return end - start;
        }
    }

    Places(final VmaTable table, final Random random, final long start, final long end, final long pageBytes) {
        this.table = table;
        this.random = random;
        this.start = start;
        this.end = end;
        this.pageBytes = pageBytes;
    }

    /** An address where that much is free, or 0 where there is none. */
    long find(final long bytes, final Placement placement) {
        final List<Gap> gaps = gaps(bytes);
        if (gaps.isEmpty()) {
            return 0;
        }
        return switch (placement) {
            case TOP_DOWN -> gaps.getLast().end() - bytes;
            case BOTTOM_UP -> gaps.getFirst().start();
            case TOUCHING -> {
                final Gap gap = gaps.get(random.nextInt(gaps.size()));
                yield random.nextBoolean() ? gap.start() : gap.end() - bytes;
            }
            case SCATTERED -> {
                final Gap gap = gaps.get(random.nextInt(gaps.size()));
                yield gap.start() + random.nextLong((gap.bytes() - bytes) / pageBytes + 1) * pageBytes;
            }
        };
    }

    private List<Gap> gaps(final long bytes) {
        final List<Gap> gaps = new ArrayList<>();
        long from = start;
        for (final Vma vma : table.vmas()) {
            addGap(gaps, from, vma.start(), bytes);
            from = vma.end();
        }
        addGap(gaps, from, end, bytes);
        return gaps;
    }

    private static void addGap(final List<Gap> gaps, final long from, final long to, final long bytes) {
        if (to - from >= bytes) {
            gaps.add(new Gap(from, to));
        }
    }
}

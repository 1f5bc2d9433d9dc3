package org.hedgerow.memory;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.hedgerow.memory.os.Vma;

/**
 * The address space of the process as text. Chunks that lie side by side and are alike share a line, and so do the
 * mappings of others up to the next chunk:
 *
 * <pre>
 *   60ab2c000000     118.2 MiB  14 other mappings
 *                     21.3 TiB  gap
 *   7f52b0000000     1028.0 KiB shared, of 1.0 MiB and a guard
 *   7f52b0101000     10.1 MiB   10 x retained, of 1.0 MiB and a guard
 * </pre>
 */
final class AddressSpaceText {

    private static final String OTHER = "other";
    private static final String LINE = "  %12s  %10s  %s%n";
    private static final String[] UNITS = {"bytes", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};
    private static final int LOG2_UNIT = 10;

    /** A range of addresses and what it is. */
    private record Range(long start, long end, String kind) {

        private static Range of(final ChunkCensus.Entry entry) {
            final Chunk chunk = entry.chunk();
            final String kind = entry.state().name().toLowerCase(Locale.ROOT)
                    + ", of " + size(chunk.payloadBytes())
                    + (chunk.mappings() == 1 ? " and a guard" : " and a protected page");
            return new Range(chunk.mappingAddress(), chunk.mappingAddress() + chunk.mappingBytes(), kind);
        }

        private static Range of(final Vma vma) {
            return new Range(vma.start(), vma.end(), OTHER);
        }

        private boolean isOther() {
            return kind.equals(OTHER);
        }

        /** Whether a range shares a line with the one before it. */
        private boolean continues(final Range before) {
            return kind.equals(before.kind) && (isOther() || start == before.end);
        }
    }

    private final StringBuilder text = new StringBuilder();

    /**
     * Draws the address space.
     *
     * @param chunks the chunks of one memory
     * @param vmas all mappings of the process
     */
    AddressSpaceText(final Collection<ChunkCensus.Entry> chunks, final List<Vma> vmas) {
        text.append(chunks.size())
                .append(" chunks in a process of ")
                .append(vmas.size())
                .append(" mappings\n");
        final NavigableMap<Long, Range> ours = new TreeMap<>();
        chunks.stream().map(Range::of).forEach(range -> ours.put(range.start(), range));
        final List<Range> line = new ArrayList<>();
        Stream.concat(ours.values().stream(), others(vmas, ours))
                .sorted(Comparator.comparingLong(Range::start))
                .forEachOrdered(range -> {
                    if (!line.isEmpty() && !range.continues(line.getLast())) {
                        print(line);
                        printGap(range.start() - line.getLast().end());
                        line.clear();
                    }
                    line.add(range);
                });
        if (!line.isEmpty()) {
            print(line);
        }
    }

    private static Stream<Range> others(final List<Vma> vmas, final NavigableMap<Long, Range> ours) {
        return vmas.stream().map(Range::of).filter(range -> {
            final var before = ours.lowerEntry(range.end());
            return before == null || before.getValue().end() <= range.start();
        });
    }

    private void print(final List<Range> line) {
        final Range first = line.getFirst();
        final long bytes =
                line.stream().mapToLong(range -> range.end() - range.start()).sum();
        text.append(String.format(
                Locale.ROOT, LINE, Long.toHexString(first.start()), size(bytes), describe(first, line.size())));
    }

    private static String describe(final Range range, final int count) {
        if (range.isOther()) {
            return count + (count == 1 ? " other mapping" : " other mappings");
        }
        return count == 1 ? range.kind() : count + " x " + range.kind();
    }

    private void printGap(final long bytes) {
        if (bytes > 0) {
            text.append(String.format(Locale.ROOT, LINE, "", size(bytes), "gap"));
        }
    }

    private static String size(final long bytes) {
        final int unit = bytes == 0 ? 0 : (Long.SIZE - 1 - Long.numberOfLeadingZeros(bytes)) / LOG2_UNIT;
        return unit == 0
                ? bytes + " " + UNITS[0]
                : String.format(Locale.ROOT, "%.1f %s", bytes / (double) (1L << (unit * LOG2_UNIT)), UNITS[unit]);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}

package org.hedgerow.demo.limit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.hedgerow.memory.Block;
import org.hedgerow.memory.os.Os;
import org.hedgerow.memory.os.Vma;

/** What the process has mapped at one moment, and which of it is ours. */
final class AddressSpace {

    /** Hedgerow's chunks are private mappings of this file: that is what keeps them from merging. */
    private static final String CHUNK_FILE = "/dev/zero";

    private final List<Vma> mappings;
    private final long[] blockStarts;
    private final long[] hogPages;
    private final long payloadBytes;

    private AddressSpace(
            final List<Vma> mappings, final long[] blockStarts, final long[] hogPages, final long payloadBytes) {
        this.mappings = mappings;
        this.blockStarts = blockStarts;
        this.hogPages = hogPages;
        this.payloadBytes = payloadBytes;
    }

    /**
     * Reads what is mapped now.
     *
     * @param os the system
     * @param blocks every block that was ever made, all of one size
     * @param hogPages the pages that the other thread holds
     * @return the mappings
     */
    static AddressSpace read(final Os os, final List<Block> blocks, final long[] hogPages) {
        final long[] starts = blocks.stream().mapToLong(Block::address).sorted().toArray();
        final long[] pages = hogPages.clone();
        Arrays.sort(pages);
        final long payload = blocks.isEmpty() ? 0 : blocks.getFirst().bytes();
        return new AddressSpace(os.vmas(), starts, pages, payload);
    }

    /**
     * Counts the chunks that are mapped.
     *
     * @return how many payloads there are, as the kernel has it
     */
    int chunks() {
        return count(RangeKind.PAYLOAD);
    }

    /**
     * Counts what is left of ours, in whatever form.
     *
     * @return mappings that are payloads or separators
     */
    int ours() {
        return count(RangeKind.PAYLOAD) + count(RangeKind.SEPARATOR);
    }

    private int count(final RangeKind kind) {
        return mappingsByKind().getOrDefault(kind, 0L).intValue();
    }

    /**
     * Counts all mappings of the process.
     *
     * @return how many of each kind there are
     */
    Map<RangeKind, Long> mappingsByKind() {
        return mappings.stream()
                .collect(
                        Collectors.groupingBy(this::kind, () -> new EnumMap<>(RangeKind.class), Collectors.counting()));
    }

    /**
     * The part of the address space in a window, as a picture needs it: payloads and their separators apart.
     *
     * @param window which addresses
     * @return what is mapped there, in order
     */
    List<AddressRange> ranges(final Window window) {
        final List<AddressRange> ranges = new ArrayList<>();
        for (final Vma mapping : mappings) {
            if (mapping.start() < window.end() && mapping.end() > window.start()) {
                addRanges(mapping, window, ranges);
            }
        }
        return ranges;
    }

    private void addRanges(final Vma mapping, final Window window, final List<AddressRange> ranges) {
        final long offset = mapping.start() - window.start();
        final RangeKind kind = kind(mapping);
        if (kind == RangeKind.PAYLOAD && mapping.bytes() > payloadBytes) {
            // A guard in the last page shows in no line of /proc/self/maps.
            ranges.add(new AddressRange(offset, payloadBytes, kind));
            ranges.add(new AddressRange(offset + payloadBytes, mapping.bytes() - payloadBytes, RangeKind.SEPARATOR));
        } else {
            ranges.add(new AddressRange(offset, mapping.bytes(), kind));
        }
    }

    private RangeKind kind(final Vma mapping) {
        if (Arrays.binarySearch(hogPages, mapping.start()) >= 0) {
            return RangeKind.OTHER_THREAD;
        }
        if (mapping.path().equals(CHUNK_FILE) || liesInBlock(mapping.start())) {
            return mapping.readable() ? RangeKind.PAYLOAD : RangeKind.SEPARATOR;
        }
        return RangeKind.JVM;
    }

    private boolean liesInBlock(final long address) {
        final int found = Arrays.binarySearch(blockStarts, address);
        final int before = found >= 0 ? found : -found - 2;
        return before >= 0 && address < blockStarts[before] + payloadBytes;
    }

    /**
     * Some addresses.
     *
     * @param start the first
     * @param end the one behind the last
     */
    record Window(long start, long end) {

        /**
         * The window in which neighbouring blocks lie closest together.
         *
         * @param blocks all blocks
         * @param wanted how many blocks it should show
         * @return a window that shows so many, or all
         */
        static Window densest(final List<Block> blocks, final int wanted) {
            final long[] starts =
                    blocks.stream().mapToLong(Block::address).sorted().toArray();
            final int last = Math.min(wanted, starts.length - 1);
            int best = 0;
            for (int i = 0; i + last < starts.length; i++) {
                if (starts[i + last] - starts[i] < starts[best + last] - starts[best]) {
                    best = i;
                }
            }
            return new Window(starts[best], starts[best + last]);
        }
    }
}

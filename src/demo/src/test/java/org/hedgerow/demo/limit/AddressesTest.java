package org.hedgerow.demo.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hedgerow.memory.Block;
import org.hedgerow.memory.GuardedMemory;
import org.hedgerow.memory.MemoryOptions;
import org.hedgerow.memory.os.LinuxOs;
import org.hedgerow.memory.os.Os;
import org.junit.jupiter.api.Test;

class AddressesTest {

    private static final int CHUNKS = 20;

    @Test
    void aRangeSurvivesBeingWritten() {
        final AddressRange range = new AddressRange(4096, 12288, RangeKind.OTHER_THREAD);
        assertEquals(range, AddressRange.parse(range.toString()));
    }

    @Test
    void chunksAreSeenUntilTheyAreUnmapped() {
        final Os os = LinuxOs.instance();
        final int pageBytes = os.pageBytes();
        final List<Block> blocks = new ArrayList<>();
        try (GuardedMemory memory = GuardedMemory.open(
                MemoryOptions.defaults().largeBlockBytes(pageBytes).retainBytes(0))) {
            for (int i = 0; i < CHUNKS; i++) {
                blocks.add(memory.allocate(3L * pageBytes));
            }
            final AddressSpace.Window window = AddressSpace.Window.densest(blocks, 4);
            final AddressSpace all = AddressSpace.read(os, blocks, new long[0]);
            assertEquals(CHUNKS, all.chunks());
            assertTrue(kinds(all.ranges(window)).containsAll(List.of(RangeKind.PAYLOAD, RangeKind.SEPARATOR)));

            blocks.forEach(memory::release);
            memory.reclaim(Long.MAX_VALUE);
            final AddressSpace none = AddressSpace.read(os, blocks, new long[0]);
            assertEquals(0, none.chunks());
            assertEquals(0, none.ours());
            assertEquals(Map.of(), ours(none));
        }
    }

    private static List<RangeKind> kinds(final List<AddressRange> ranges) {
        return ranges.stream().map(AddressRange::kind).toList();
    }

    private static Map<RangeKind, Long> ours(final AddressSpace space) {
        final Map<RangeKind, Long> mappings = space.mappingsByKind();
        mappings.remove(RangeKind.JVM);
        return mappings;
    }
}

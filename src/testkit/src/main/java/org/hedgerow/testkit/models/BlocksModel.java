package org.hedgerow.testkit.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import org.hedgerow.memory.Block;
import org.hedgerow.memory.GuardedMemory;
import org.hedgerow.testkit.CollectionModel;

/** A memory as a block allocator: blocks are apart, zero when new, and keep what they hold. */
public final class BlocksModel extends CollectionModel<BlocksModel.Blocks> {

    private record Live(Block block, long number) {}

    private final List<Live> live = new ArrayList<>();
    private final NavigableMap<Long, Block> byAddress = new TreeMap<>();
    private long numbers;

    /** The blocks of a memory. */
    public final class Blocks implements AutoCloseable {

        private Blocks() {}

        /** Checks and releases them all. */
        @Override
        public void close() {
            while (!live.isEmpty()) {
                release(live.size() - 1);
            }
        }
    }

    /** Creates the model. */
    public BlocksModel() {
        operation("allocate", 6, 512, bytes -> allocate(bytes + 1));
        operation("allocateMedium", 4, 20_000, bytes -> allocate(bytes + 1));
        operation("allocateLarge", 2, 600_000, bytes -> allocate(bytes + 1));
        operation("release", 10, 1 << 20, choice -> {
            if (!live.isEmpty()) {
                release((int) (choice % live.size()));
            }
        });
        operation("reclaim", 1, 1 << 20, bytes -> memory().reclaim(bytes));
        operation("trim", 1, () -> memory().trim());
    }

    @Override
    protected Blocks open(final GuardedMemory opened, final Random random) {
        return new Blocks();
    }

    @Override
    protected void check() {
        live.forEach(entry -> Pattern.check(entry.block().segment(), entry.number()));
        assertEquals(live.size(), memory().stats().liveBlocks());
    }

    private void allocate(final long bytes) {
        final Block block = memory().allocate(bytes, "block " + numbers);
        live.add(new Live(block, numbers));
        assertEquals(bytes, block.bytes());
        assertEquals(0, block.address() % Long.BYTES, "alignment");
        checkApart(block);
        Pattern.checkZero(block.segment());
        Pattern.write(block.segment(), numbers);
        byAddress.put(block.address(), block);
        numbers++;
    }

    private void release(final int index) {
        final Live entry = live.remove(index);
        Pattern.check(entry.block().segment(), entry.number());
        byAddress.remove(entry.block().address());
        memory().release(entry.block());
    }

    private void checkApart(final Block block) {
        final var below = byAddress.floorEntry(block.address());
        final var above = byAddress.higherEntry(block.address());
        assertTrue(
                below == null || below.getKey() + below.getValue().bytes() <= block.address(),
                () -> block + " begins within another");
        assertTrue(
                above == null || block.address() + block.bytes() <= above.getKey(),
                () -> block + " ends within another");
    }
}

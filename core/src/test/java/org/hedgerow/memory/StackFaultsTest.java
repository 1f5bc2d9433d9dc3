package org.hedgerow.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Wherever the stack overflows, something may be lost, but no memory is in two blocks. */
class StackFaultsTest {

    private static final long STACK_BYTES = 192 << 10;
    private static final int ROUNDS = 3;
    private static final int BLOCKS = 100;
    private static final int MAX_LIVE = 40;

    /** Takes and releases blocks at the end of the stack. */
    private static final class DeepUser {
        private final StackEnd stackEnd = new StackEnd();
        private final GuardedMemory memory = GuardedMemory.open(
                MemoryOptions.defaults().minChunkBytes(64 << 10).prefault(MemoryOptions.Prefault.LAZY));

        private final List<Block> blocks = new ArrayList<>(2 * BLOCKS);
        private final long bytes;

        private DeepUser(final long bytes) {
            this.bytes = bytes;
        }

        private void use() {
            for (int i = 0; i < BLOCKS; i++) {
                if (blocks.size() < MAX_LIVE && i % 3 != 0) {
                    final long size = bytes + i % 3 * (bytes / 8);
                    stackEnd.run(() -> blocks.add(memory.allocate(size)));
                    checkApart();
                } else if (!blocks.isEmpty()) {
                    final Block block = blocks.remove(i * 7 % blocks.size());
                    stackEnd.run(() -> release(block));
                }
            }
        }

        private void release(final Block block) {
            if (block.isLive()) {
                memory.release(block);
            }
        }

        private void checkApart() {
            final List<Block> sorted = blocks.stream()
                    .sorted(Comparator.comparingLong(Block::address))
                    .toList();
            for (int i = 1; i < sorted.size(); i++) {
                final Block before = sorted.get(i - 1);
                final Block next = sorted.get(i);
                assertTrue(before.address() + before.bytes() <= next.address(), () -> before + ", " + next);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {40, 3_500, 50_000})
    void noMemoryIsInTwoBlocks(final long bytes) throws Exception {
        // The code that calls itself is to be known before, as what is not initialized for want of a stack never is.
        final DeepUser first = new DeepUser(bytes);
        first.release(first.memory.allocate(bytes));
        first.memory.close();
        assertEquals(0, first.memory.stats().mappedBytes());
        for (int round = 0; round < ROUNDS; round++) {
            StackEnd.inThread(STACK_BYTES + round * 16L, () -> new DeepUser(bytes).use());
        }
    }
}

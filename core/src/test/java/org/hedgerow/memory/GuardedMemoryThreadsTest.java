package org.hedgerow.memory;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A memory serves many threads at once, none of which sees what is another's. */
class GuardedMemoryThreadsTest {

    private static final int THREADS = 4;
    private static final int OPERATIONS = 5_000;
    private static final int LIVE_BLOCKS = 50;
    private static final int MAX_BYTES = 10_000;

    /** Keeps some blocks of random sizes, and checks each one before it is released. */
    private static final class User implements Runnable {

        private record Owned(Block block, long seed) {}

        private final GuardedMemory memory;
        private final long id;
        private final Deque<Owned> owned = new ArrayDeque<>();

        private User(final GuardedMemory memory, final long id) {
            this.memory = memory;
            this.id = id;
        }

        @Override
        public void run() {
            final Random random = new Random(id);
            for (int i = 0; i < OPERATIONS; i++) {
                final Block block = memory.allocate(random.nextInt(1, MAX_BYTES), "user " + id);
                final long seed = id * OPERATIONS + i;
                BlockPattern.checkZero(block);
                BlockPattern.write(block, seed);
                owned.add(new Owned(block, seed));
                if (owned.size() > LIVE_BLOCKS) {
                    releaseOldest();
                }
                memory.reclaim(random.nextInt(MAX_BYTES));
            }
            while (!owned.isEmpty()) {
                releaseOldest();
            }
        }

        private void releaseOldest() {
            final Owned oldest = owned.removeFirst();
            BlockPattern.check(oldest.block(), oldest.seed());
            memory.release(oldest.block());
        }
    }

    @Test
    void blocksOfDifferentThreadsAreApart() throws InterruptedException, ExecutionException {
        try (AuditedMemory memory = AuditedMemory.open();
                ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            final var users = IntStream.range(0, THREADS)
                    .mapToObj(id -> threads.submit(new User(memory.memory(), id)))
                    .toList();
            for (final Future<?> user : users) {
                user.get();
            }
            memory.audit();
        }
    }
}

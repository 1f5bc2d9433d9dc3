package org.hedgerow.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A memory serves many threads at once, none of which sees what is another's. */
class GuardedMemoryThreadsTest {

    private static final int THREADS = 4;
    private static final int OPERATIONS = 5_000;
    private static final int LIVE_BLOCKS = 50;
    private static final int MAX_BYTES = 10_000;
    private static final int MAX_SMALL_BYTES = 100;
    private static final int RECLAIM_SELDOM = 8;
    private static final int ROUNDS = 200;

    private record Owned(Block block, long seed) {}

    /** Keeps some blocks of random sizes, and checks each one before it is released. */
    private static final class User implements Runnable {

        private final GuardedMemory memory;
        private final long id;
        /** The blocks to release; those of all users, where they share it. */
        private final Queue<Owned> owned;

        private User(final GuardedMemory memory, final long id, final Queue<Owned> owned) {
            this.memory = memory;
            this.id = id;
            this.owned = owned;
        }

        @Override
        public void run() {
            final Random random = new Random(id);
            for (int i = 0; i < OPERATIONS; i++) {
                final int bytes = random.nextInt(1, random.nextBoolean() ? MAX_SMALL_BYTES : MAX_BYTES);
                try {
                    take(bytes, id * OPERATIONS + i);
                } catch (final MemoryLimitException e) {
                    releaseOldest();
                }
                if (owned.size() > LIVE_BLOCKS) {
                    releaseOldest();
                }
                if (random.nextInt(RECLAIM_SELDOM) == 0) {
                    memory.reclaim(random.nextInt(MAX_BYTES));
                }
            }
            while (releaseOldest()) {
                // The next one.
            }
        }

        private void take(final int bytes, final long seed) {
            final Block block = memory.allocate(bytes, "user " + id);
            BlockPattern.checkZero(block);
            BlockPattern.write(block, seed);
            owned.add(new Owned(block, seed));
        }

        private boolean releaseOldest() {
            final Owned oldest = owned.poll();
            if (oldest == null) {
                return false;
            }
            BlockPattern.check(oldest.block(), oldest.seed());
            memory.release(oldest.block());
            return true;
        }
    }

    private static void run(final AuditedMemory memory, final Supplier<Queue<Owned>> queues)
            throws InterruptedException, ExecutionException {
        try (memory;
                ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            final var users = IntStream.range(0, THREADS)
                    .mapToObj(id -> threads.submit(new User(memory.memory(), id, queues.get())))
                    .toList();
            for (final Future<?> user : users) {
                user.get();
            }
            memory.audit();
        }
    }

    @Test
    void blocksOfDifferentThreadsAreApart() throws InterruptedException, ExecutionException {
        run(AuditedMemory.open(), ArrayDeque::new);
    }

    @Test
    void blocksAreReleasedByOtherThreads() throws InterruptedException, ExecutionException {
        final Queue<Owned> common = new ConcurrentLinkedQueue<>();
        run(AuditedMemory.open(), () -> common);
    }

    @Test
    void threadsShareALimitOfBytes() throws InterruptedException, ExecutionException {
        run(AuditedMemory.open(AuditedMemory.tinyOptions().maxBytes(4 * MAX_BYTES)), ArrayDeque::new);
    }

    /** Each block is either allocated before the memory closes, and keeps it open, or refused. */
    @Test
    void closesWhileOthersAllocate() throws InterruptedException, ExecutionException {
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            for (int round = 0; round < ROUNDS; round++) {
                final GuardedMemory memory = GuardedMemory.open(AuditedMemory.tinyOptions());
                final var users = IntStream.range(0, THREADS)
                        .mapToObj(id -> threads.submit(() -> takeAndReleaseUntilClosed(memory, id)))
                        .toList();
                while (!isClosed(memory)) {
                    Thread.onSpinWait();
                }
                for (final Future<?> user : users) {
                    user.get();
                }
                assertEquals(0, memory.stats().mappedBytes());
            }
        }
    }

    private static void takeAndReleaseUntilClosed(final GuardedMemory memory, final long id) {
        final Random random = new Random(id);
        while (true) {
            final Block block;
            try {
                block = memory.allocate(random.nextInt(1, MAX_BYTES));
            } catch (final IllegalStateException e) {
                assertEquals("this memory is closed: open another by GuardedMemory.open", e.getMessage());
                return;
            }
            memory.release(block);
        }
    }

    private static boolean isClosed(final GuardedMemory memory) {
        try {
            memory.close();
            return true;
        } catch (final IllegalStateException e) {
            assertTrue(e.getMessage().contains("are in use"), e::getMessage);
            return false;
        }
    }

    @Test
    void aRequestThatIsRefusedTakesNothingFromOthers() throws InterruptedException {
        try (GuardedMemory memory = GuardedMemory.open(MemoryOptions.defaults().maxBytes(1L << 30))) {
            final AtomicBoolean done = new AtomicBoolean();
            final Thread greedy = Thread.ofPlatform().start(() -> {
                while (!done.get()) {
                    assertThrows(MemoryLimitException.class, () -> memory.allocate(2L << 30));
                }
            });
            try {
                for (int i = 0; i < 1_000_000; i++) {
                    memory.release(memory.allocate(MAX_SMALL_BYTES));
                }
            } finally {
                done.set(true);
                greedy.join();
            }
        }
    }
}

package org.hedgerow.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.hedgerow.memory.os.FaultyOs;
import org.junit.jupiter.api.Test;

/** The helper's thread: when it runs, and what becomes of its work where there is none. */
class HelperTest {

    /** As the JVM does where the system has no thread to spare. */
    private static final class RefusedThread extends Thread {
        @Override
        public void start() {
            throw new OutOfMemoryError("unable to create native thread");
        }
    }

    private final ChunkPool pool =
            new ChunkPool("helper", MemoryOptions.defaults().mapReserve(0), new ChunkFactory(FaultyOs.ofLinux()));

    private Chunk chunkInUse() {
        final Chunk chunk = pool.takeZero(8 << 20);
        chunk.beginUse();
        return chunk;
    }

    /** Asks a helper to populate the first byte of a chunk. */
    private static Populating request(final Helper helper, final Chunk chunk) {
        final Populating populating = new Populating(chunk);
        assertTrue(populating.raise(1));
        helper.request(populating);
        return populating;
    }

    @Test
    void itDoesItsChoreUntilThatIsDone() throws InterruptedException {
        final CountDownLatch pieces = new CountDownLatch(3);
        final Helper helper = new Helper(() -> {
            pieces.countDown();
            return pieces.getCount() > 0 ? 1 : Helper.Chore.DONE;
        });
        assertTrue(helper.isThere());
        assertTrue(pieces.await(30, TimeUnit.SECONDS));
        helper.close();
    }

    @Test
    void whoeverCallsItHasItLookForWhatThereIsToDo() throws InterruptedException {
        final CountDownLatch pieces = new CountDownLatch(100);
        final AtomicReference<Thread> thread = new AtomicReference<>();
        final Helper helper = new Helper(() -> {
            thread.set(Thread.currentThread());
            pieces.countDown();
            return Helper.Chore.DONE;
        });
        assertFalse(helper.call(), "it does not run yet");
        assertTrue(helper.isThere());
        while (pieces.getCount() > 0) { // by itself, it rests for seconds
            assertTrue(helper.call());
            Thread.sleep(1);
        }
        assertTimeoutPreemptively(Duration.ofSeconds(30), () -> {
            while (thread.get().getState() != Thread.State.TIMED_WAITING) {
                Thread.onSpinWait(); // It rests, though it was called.
            }
        });
        helper.close();
    }

    @Test
    void whereThereIsNoThreadNobodyWaitsForOne() {
        final AtomicInteger attempts = new AtomicInteger();
        final Helper helper = new Helper(
                () -> Helper.Chore.DONE,
                work -> {
                    attempts.incrementAndGet();
                    return new RefusedThread();
                },
                Helper.IDLE_NANOS);
        final Chunk chunk = chunkInUse();
        final Populating populating = request(helper, chunk);
        assertEquals(Long.MAX_VALUE, populating.populatedBytes(), "there is nothing to wait for");
        assertFalse(helper.isThere());
        assertEquals(Long.MAX_VALUE, request(helper, chunk).populatedBytes(), "nor is there later on");
        assertEquals(1, attempts.get(), "it is not tried again and again");
        pool.retire(chunk);
        pool.unmapUnused();
    }

    /** Whoever asked saw a thread, and waits for it. */
    @Test
    void whatOneThatEndsLeavesIsGivenUpWhereThereIsNoOtherThread() {
        final AtomicInteger attempts = new AtomicInteger();
        final Helper helper = new Helper(
                () -> Helper.Chore.DONE,
                work -> attempts.incrementAndGet() == 1 ? new Thread(work) : new RefusedThread(),
                0); // it ends before it comes to a request
        final Chunk chunk = chunkInUse();
        final Populating populating = request(helper, chunk);
        assertTimeoutPreemptively(Duration.ofSeconds(30), () -> {
            while (populating.populatedBytes() != Long.MAX_VALUE) {
                Thread.onSpinWait();
            }
        });
        assertEquals(2, attempts.get());
        pool.retire(chunk);
        pool.unmapUnused();
    }

    @Test
    void whereThereWasNoThreadItIsTriedAgainLater() {
        final AtomicInteger attempts = new AtomicInteger();
        final Helper helper = new Helper(
                () -> Helper.Chore.DONE,
                work -> attempts.incrementAndGet() == 1 ? new RefusedThread() : new Thread(work),
                0); // later is now
        assertFalse(helper.isThere());
        assertTrue(helper.isThere());
        assertEquals(2, attempts.get());
        helper.close();
    }

    @Test
    void itIsNotAwakeForGoodOnceItIsInterrupted() throws InterruptedException {
        final AtomicInteger pieces = new AtomicInteger();
        final AtomicReference<Thread> thread = new AtomicReference<>();
        final CountDownLatch begun = new CountDownLatch(1);
        final Helper helper = new Helper(() -> {
            thread.set(Thread.currentThread());
            pieces.incrementAndGet();
            begun.countDown();
            return Helper.Chore.DONE;
        });
        assertTrue(helper.isThere());
        assertTrue(begun.await(30, TimeUnit.SECONDS));
        final Thread running = thread.get();
        assertNull(running.getContextClassLoader());
        assertTrue(running.isDaemon());
        running.interrupt();
        while (running.isInterrupted() && running.isAlive()) {
            Thread.onSpinWait();
        }
        Thread.sleep(100);
        assertTrue(pieces.get() < 10, () -> pieces + " looks in a tenth of a second");
        helper.close();
    }

    /** What it gives back without a lock, it gives back once. */
    @Test
    void oneThatEndsDoesNoPieceBesideTheNextOne() throws InterruptedException {
        final AtomicReference<Helper> helper = new AtomicReference<>();
        final List<Thread> threads = new CopyOnWriteArrayList<>();
        final AtomicInteger within = new AtomicInteger();
        final AtomicInteger most = new AtomicInteger();
        final CountDownLatch done = new CountDownLatch(2);
        helper.set(new Helper(
                () -> {
                    most.accumulateAndGet(within.incrementAndGet(), Math::max);
                    if (threads.size() == 1) { // It has just ended, and somebody needs one.
                        assertTrue(helper.get().isThere());
                        final Thread next = threads.get(1);
                        while (most.get() == 1 && next.getState() != Thread.State.BLOCKED) {
                            assertTrue(next.isAlive(), "the next one is there");
                            Thread.onSpinWait();
                        }
                    }
                    within.decrementAndGet();
                    done.countDown();
                    return Helper.Chore.DONE;
                },
                work -> {
                    final Thread thread = new Thread(work);
                    threads.add(thread);
                    return thread;
                },
                0));
        assertTrue(helper.get().isThere());
        assertTrue(done.await(30, TimeUnit.SECONDS));
        assertEquals(1, most.get(), "at once");
        helper.get().close();
    }

    @Test
    void aFullHeapDoesNotEndIt() throws InterruptedException {
        final CountDownLatch pieces = new CountDownLatch(2);
        final Helper helper = new Helper(() -> {
            pieces.countDown();
            if (pieces.getCount() > 0) {
                throw new OutOfMemoryError("a full heap, as a test has it");
            }
            return Helper.Chore.DONE;
        });
        assertTrue(helper.isThere());
        assertTrue(pieces.await(30, TimeUnit.SECONDS));
        helper.close();
    }

    @Test
    void itDoesNotStartOnceItIsClosed() {
        final Helper helper = new Helper(
                () -> Helper.Chore.DONE,
                work -> {
                    throw new AssertionError("a thread of a closed helper");
                },
                Helper.IDLE_NANOS);
        helper.close();
        assertFalse(helper.isThere());
    }
}

package org.hedgerow.concurrent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.hedgerow.memory.AuditedMemory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.function.Executable;

/** A test with threads, in a memory in which nothing is left at the end; and how it closes what they use. */
abstract class ThreadsTest {

    static final long PARK_NANOS = 50_000;

    /** A retained chunk would hide an access to memory that was given up: none is retained. */
    final AuditedMemory memory = AuditedMemory.open(AuditedMemory.tinyOptions().retainBytes(0));

    final ExecutorService threads = Executors.newCachedThreadPool();

    /** Of the threads that use what is to be closed next. */
    private final List<Future<String>> refusals = new ArrayList<>();

    @AfterEach
    final void nothingIsLeft() {
        threads.close();
        memory.close();
    }

    /** Has a thread do what never ends by itself; what it is told when it is refused. */
    final Future<String> untilRefused(final Executable endless) {
        final Future<String> refusal = threads.submit(
                () -> assertThrows(IllegalStateException.class, endless).getMessage());
        refusals.add(refusal);
        return refusal;
    }

    /**
     * Closes what threads are in the midst of using, once they have come so far; or when one has ended before: the
     * others have to end, too, before it can be said why it did. All memory is unmapped at once, so an access that
     * comes late and is not noticed kills the JVM, or in the checked mode is reported.
     */
    final void closeInTheMidst(final BooleanSupplier farEnough, final Runnable close) {
        while (!farEnough.getAsBoolean() && refusals.stream().noneMatch(Future::isDone)) {
            LockSupport.parkNanos(PARK_NANOS);
        }
        close.run();
        refusals.clear();
        assertEquals(0, memory.stats().liveBlocks());
        memory.memory().trim();
    }

    static void assertTold(final String words, final List<Future<String>> refusals)
            throws InterruptedException, ExecutionException {
        for (final Future<String> refusal : refusals) {
            final String told = refusal.get();
            assertTrue(told.contains(words), told);
        }
    }
}

package org.hedgerow.concurrent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.hedgerow.memory.AuditedMemory;
import org.jspecify.annotations.Nullable;
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

    /** Closes what has a segment while the system reads into that for a thread; and again, when that has ended. */
    final void closeWhileTheSystemReadsInto(final MemorySegment segment, final Runnable close)
            throws IOException, InterruptedException, ExecutionException {
        whileTheSystemReadsInto(segment, () -> {
            final String told =
                    assertThrows(IllegalStateException.class, close::run).getMessage();
            assertTrue(told.contains("close it again"), told);
            assertEquals(1, memory.stats().liveBlocks());
        });
        close.run();
        assertEquals(0, memory.stats().liveBlocks());
        assertThrows(IllegalStateException.class, close::run);
    }

    /** Does something while the system reads into a segment for a thread, and has that end. */
    final void whileTheSystemReadsInto(final MemorySegment segment, final Runnable operation)
            throws IOException, InterruptedException, ExecutionException {
        final Pipe pipe = Pipe.open();
        try {
            final AtomicReference<Thread> reader = new AtomicReference<>();
            final Future<Integer> read = threads.submit(() -> {
                reader.set(Thread.currentThread());
                return pipe.source().read(segment.asByteBuffer());
            });
            while (!isInSystemCall(reader.get())) {
                LockSupport.parkNanos(PARK_NANOS);
            }
            try {
                operation.run();
            } finally {
                assertEquals(1, pipe.sink().write(ByteBuffer.wrap(new byte[1])));
            }
            assertEquals(1, read.get());
        } finally {
            pipe.sink().close();
            pipe.source().close();
        }
    }

    private static boolean isInSystemCall(final @Nullable Thread thread) {
        final StackTraceElement[] frames = thread == null ? new StackTraceElement[0] : thread.getStackTrace();
        return frames.length > 0 && frames[0].getMethodName().startsWith("read") && frames[0].isNativeMethod();
    }

    static void assertTold(final String words, final List<Future<String>> refusals)
            throws InterruptedException, ExecutionException {
        for (final Future<String> refusal : refusals) {
            final String told = refusal.get();
            assertTrue(told.contains(words), told);
        }
    }
}

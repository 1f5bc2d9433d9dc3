package org.hedgerow.concurrent;

import org.jspecify.annotations.Nullable;

/** What any thread closes, once, while others may be using it; and what it tells these then. */
abstract class AbstractClosable {

    private final Object closing = new Object();

    private volatile boolean closed;

    /** Whether closing was begun and came to no end, so that it is to be tried again; guarded by {@link #closing}. */
    private boolean unfinished;

    /**
     * Whether it is closed. Any thread may ask.
     *
     * @return true from the beginning of {@code close()} on
     */
    public final boolean isClosed() {
        return closed;
    }

    /**
     * Closes it: has everybody find it closed, then does the rest. Once, or again where that came to no end, as the heap was
     * full, for example.
     *
     * @throws IllegalStateException if it is closed already; or if memory is left, since a thread has the system read or write a
     *     segment of it
     */
    final void closeOnce() {
        beginClose();
        boolean ended = false;
        try {
            endClose();
            ended = true;
        } catch (final IllegalStateException e) {
            throw new IllegalStateException(
                    "this " + getClass().getSimpleName()
                            + " is closed, but some of its memory is not released, as a thread has"
                            + " the system read or write there: close it again when that has ended",
                    e);
        } finally {
            if (!ended) {
                synchronized (closing) {
                    unfinished = true;
                }
            }
        }
    }

    /**
     * Releases memory, when everybody finds it closed; again, if that threw something.
     *
     * @throws IllegalStateException if memory is left, since a thread is within a segment of it
     */
    abstract void endClose();

    private void beginClose() {
        synchronized (closing) {
            if (closed && !unfinished) {
                throw closedException();
            }
            closed = true;
            unfinished = false;
        }
    }

    final void checkOpen() {
        if (closed) {
            throw closedException();
        }
    }

    /** What everybody is told who goes on using it. */
    final IllegalStateException closedException() {
        return closedException(null);
    }

    /** What to throw for an exception that an operation met: it may be that of a segment whose life has ended. */
    final IllegalStateException explained(final IllegalStateException e) {
        return closed ? closedException(e) : e;
    }

    private IllegalStateException closedException(final @Nullable Throwable cause) {
        return new IllegalStateException(
                "this " + getClass().getSimpleName()
                        + " is closed: its threads stop using it when they find it closed, and it is closed once",
                cause);
    }
}

package org.hedgerow.concurrent;

import org.jspecify.annotations.Nullable;

/** What any thread closes, once, while others may be using it; and what it tells these then. */
abstract class AbstractClosable {

    private final Object closing = new Object();

    private volatile boolean closed;

    /** Whether memory could not be released yet, as a thread was within its segment; guarded by {@link #closing}. */
    private boolean unfinished;

    /**
     * Whether it is closed. Any thread may ask.
     *
     * @return true from the beginning of {@code close()} on
     */
    public final boolean isClosed() {
        return closed;
    }

    /** Has everybody find it closed; once, or again where {@link #endClose} was not possible. */
    final void beginClose() {
        synchronized (closing) {
            if (closed && !unfinished) {
                throw closedException();
            }
            closed = true;
            unfinished = false;
        }
    }

    /**
     * Releases memory, which does not work while a thread has the system read or write a segment of it.
     *
     * @param release of all memory that can be released; throws for the rest
     * @throws IllegalStateException if some is left: closing is to be tried again then
     */
    final void endClose(final Runnable release) {
        try {
            release.run();
        } catch (final IllegalStateException e) {
            synchronized (closing) {
                unfinished = true;
            }
            throw new IllegalStateException(
                    "this " + getClass().getSimpleName()
                            + " is closed, but some of its memory is not released, as a thread has"
                            + " the system read or write there: close it again when that has ended",
                    e);
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

package org.hedgerow.concurrent;

import org.jspecify.annotations.Nullable;

/** What any thread closes, once, while others may be using it; and what it tells these then. */
abstract class AbstractClosable {

    private final Object closing = new Object();

    private volatile boolean closed;

    /**
     * Whether it is closed. Any thread may ask.
     *
     * @return true from the beginning of {@code close()} on
     */
    public final boolean isClosed() {
        return closed;
    }

    /** Has everybody find it closed; once. */
    final void beginClose() {
        synchronized (closing) {
            checkOpen();
            closed = true;
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

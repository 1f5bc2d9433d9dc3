package org.hedgerow.concurrent;

import org.jspecify.annotations.Nullable;

/** What a closed queue says, to whoever uses it. */
final class ClosedQueue {

    private ClosedQueue() {}

    /**
     * Makes an exception that names a queue.
     *
     * @param queue the closed one
     * @param cause what told that it is closed, if something did
     */
    static IllegalStateException exception(final Object queue, final @Nullable Throwable cause) {
        return new IllegalStateException(
                "this " + queue.getClass().getSimpleName() + " is closed: its threads stop using it when they find it"
                        + " closed, and it is closed once",
                cause);
    }
}

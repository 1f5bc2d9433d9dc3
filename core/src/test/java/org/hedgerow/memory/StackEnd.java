package org.hedgerow.memory;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Runs operations at the end of the stack: it overflows at many places before there is room enough. For one thread. */
final class StackEnd {

    private boolean pending;

    /** Runs an operation again and again, with more and more room, until it comes to its end. */
    void run(final Runnable operation) {
        pending = true;
        goDeeper(operation);
    }

    private void goDeeper(final Runnable operation) {
        try {
            if (pending) {
                goDeeper(operation);
            }
        } catch (final StackOverflowError e) {
            // Here there is room for one call more.
        }
        if (pending) {
            operation.run();
            pending = false;
        }
    }

    /** Does work in a thread with a stack of its own, and throws what comes of it. */
    static void inThread(final long stackBytes, final Runnable work) throws InterruptedException, ExecutionException {
        final FutureTask<Void> task = new FutureTask<>(work, null);
        new Thread(null, task, "deep", stackBytes).start();
        task.get();
    }
}

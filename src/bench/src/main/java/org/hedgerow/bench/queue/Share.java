package org.hedgerow.bench.queue;

import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Control;

/** What one thread may add to a queue, and has removed from it, in the {@link Window} of all, if there is one. */
@State(Scope.Thread)
public class Share {

    private int toAdd;
    private int removed;

    /** Waits until one element may be added. */
    final void awaitLeave(final @Nullable Window window, final Control control) {
        if (window == null) {
            return;
        }
        while (toAdd <= 0 && !control.stopMeasurement) {
            if (window.grant()) {
                toAdd = Window.LEAVE;
            } else {
                Thread.onSpinWait();
            }
        }
        toAdd--;
    }

    /** Tells of elements that were removed, as soon as they are so many that it costs next to nothing for each. */
    final void removed(final @Nullable Window window, final int count) {
        if (window == null) {
            return;
        }
        removed += count;
        if (removed >= Window.LEAVE) {
            window.removed(removed);
            removed = 0;
        }
    }
}

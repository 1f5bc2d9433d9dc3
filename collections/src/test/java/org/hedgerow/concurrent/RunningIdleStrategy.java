package org.hedgerow.concurrent;

import org.agrona.concurrent.IdleStrategy;

/** Does something at the third idling. */
final class RunningIdleStrategy implements IdleStrategy {

    private final Runnable then;
    private int idles;
    private int resets;

    RunningIdleStrategy(final Runnable then) {
        this.then = then;
    }

    int resets() {
        return resets;
    }

    @Override
    public void idle(final int workCount) {
        throw new AssertionError("not called");
    }

    @Override
    public void idle() {
        if (++idles == 3) {
            then.run();
        }
    }

    @Override
    public void reset() {
        resets++;
    }
}

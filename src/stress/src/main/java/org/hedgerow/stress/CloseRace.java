package org.hedgerow.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.util.concurrent.Callable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.infra.results.JJ_Result;

/** A sample of which one thread closes what another one uses. What it is at is closed then, so each has one of its own. */
abstract class CloseRace {

    private static final long TOLD = -1;

    private final AutoCloseable closable;

    CloseRace(final AutoCloseable closable) {
        this.closable = closable;
    }

    /** Answers 1 if it was closed, or -1 if the thread was told that it is closed already. */
    final long close() {
        return answerOf(() -> {
            closable.close();
            return 1L;
        });
    }

    private static long answerOf(final Callable<Long> operation) {
        try {
            return operation.call();
        } catch (final IllegalStateException e) {
            return String.valueOf(e.getMessage()).contains("is closed") ? TOLD : 0;
        } catch (final Exception e) {
            throw new AssertionError(e);
        }
    }

    /** What an operation answers, and how many were counted, if they are. */
    @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "Done before it was closed.")
    @Outcome(id = "-1, 0", expect = ACCEPTABLE, desc = "The thread was told that it is closed.")
    @Outcome(expect = FORBIDDEN, desc = "The thread knows neither, or what was not to be counted was.")
    abstract static class Operation extends CloseRace {

        Operation(final AutoCloseable closable) {
            super(closable);
        }

        /** Answers 1 if it was done. */
        abstract long operate();

        long counted() {
            return 0;
        }

        @Actor
        void user(final JJ_Result result) {
            result.r1 = answerOf(this::operate);
        }

        @Actor
        void closer() {
            close();
        }

        @Arbiter
        void last(final JJ_Result result) {
            result.r2 = counted();
        }
    }

    /** Two that close. */
    @Outcome(
            id = {"1, -1", "-1, 1"},
            expect = ACCEPTABLE,
            desc = "One has closed it, the other was told so.")
    @Outcome(expect = FORBIDDEN, desc = "It was closed twice, or never.")
    abstract static class Twice extends CloseRace {

        Twice(final AutoCloseable closable) {
            super(closable);
        }

        @Actor
        void one(final JJ_Result result) {
            result.r1 = close();
        }

        @Actor
        void other(final JJ_Result result) {
            result.r2 = close();
        }
    }
}

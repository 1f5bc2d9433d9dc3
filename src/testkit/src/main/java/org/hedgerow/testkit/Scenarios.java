package org.hedgerow.testkit;

import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.hedgerow.memory.GuardedMemory;
import org.hedgerow.memory.MapLimitException;
import org.hedgerow.memory.MemoryLimitException;
import org.hedgerow.memory.OsException;
import org.hedgerow.memory.os.Os;
import org.hedgerow.testkit.kernel.ModelKernel;

/**
 * Plays scenarios on a model, and finds the shortest one that fails.
 *
 * <p>After each operation the memory's figures must be the kernel's; after some, and after each refusal, the structure
 * must hold what the model holds; at the end nothing may be left.
 */
@SuppressWarnings("exports") // The seam is for test tools.
public final class Scenarios {

    private static final int STEPS_BETWEEN_CHECKS = 8;

    /** The construction may be refused; after so many times the kernel is made calm. */
    private static final int MOST_OPENINGS = 4;

    /** So long that no count of mappings holds any more. */
    private static final long CALM_NANOS = 60_000_000_000L;

    private static final int MOST_SIMPLIFICATIONS = 4_000;

    private final Supplier<? extends CollectionModel<?>> models;
    private final UnaryOperator<Os> between;

    /**
     * What a scenario came to, where it came to its end.
     *
     * @param refusals how many operations found no memory
     * @param unmapsAtLimit how often something was unmapped while the process was at its map limit
     */
    public record Outcome(long refusals, long unmapsAtLimit) {}

    /** A scenario that failed. Its message tells all of it. */
    public static final class Failure extends AssertionError {

        private static final long serialVersionUID = 1L;

        private final transient Scenario scenario;

        private Failure(final Scenario scenario, final String moment, final Throwable cause) {
            super(moment + ": " + cause + "\n" + scenario, cause);
            this.scenario = scenario;
        }

        /**
         * What failed.
         *
         * @return the scenario
         */
        public Scenario scenario() {
            return scenario;
        }
    }

    /**
     * Plays on a model.
     *
     * @param models makes a new one for each scenario
     */
    public Scenarios(final Supplier<? extends CollectionModel<?>> models) {
        this(models, UnaryOperator.identity());
    }

    /**
     * Plays on a model, with something between the memory and the kernel.
     *
     * @param models makes a new one for each scenario
     * @param between what the memory calls instead of the kernel: for planting a bug
     */
    public Scenarios(final Supplier<? extends CollectionModel<?>> models, final UnaryOperator<Os> between) {
        this.models = models;
        this.between = between;
    }

    /**
     * Plays the scenario of a seed.
     *
     * @param seed decides all of it
     * @param zeroDevice whether the kernel has {@code /dev/zero}
     * @return what it came to
     * @throws Failure if something is wrong
     */
    public Outcome play(final long seed, final boolean zeroDevice) {
        return play(Scenario.random(models.get(), seed, zeroDevice));
    }

    /**
     * Plays a scenario.
     *
     * @param scenario what to do, and where
     * @return what it came to
     * @throws Failure if something is wrong
     */
    public Outcome play(final Scenario scenario) {
        final Moment moment = new Moment();
        try (ModelKernel kernel = new ModelKernel(scenario.kernel())) {
            return new Run(scenario, kernel, moment).play();
        } catch (final Throwable e) {
            // Whatever it is, such as a stack that overflows: without the scenario it could not be repeated.
            throw new Failure(scenario, moment.name, e);
        }
    }

    /** How far a scenario has come. */
    private static final class Moment {
        private String name = "at the opening";
    }

    /**
     * Looks for the shortest scenario that fails as another one does.
     *
     * @param failure how that one failed
     * @return a failure that asks no more than the given one
     */
    public Failure shrink(final Failure failure) {
        Failure shortest = failure;
        int tries = 0;
        while (true) {
            Optional<Failure> better = Optional.empty();
            for (final var candidates = shortest.scenario().simpler().iterator();
                    better.isEmpty() && candidates.hasNext() && tries < MOST_SIMPLIFICATIONS;
                    tries++) {
                better = failureOf(candidates.next());
            }
            if (better.isEmpty()) {
                return shortest;
            }
            shortest = better.get();
        }
    }

    /**
     * Plays a scenario that may fail.
     *
     * @param scenario what to do, and where
     * @return how it failed; empty if it did not
     */
    public Optional<Failure> failureOf(final Scenario scenario) {
        try {
            play(scenario);
            return Optional.empty();
        } catch (final Failure e) {
            return Optional.of(e);
        }
    }

    /** One scenario being played. */
    private final class Run {
        private final Scenario scenario;
        private final ModelKernel kernel;
        private final FaultyOs os;
        private final GuardedMemory memory;
        private final Audit audit;
        private final CollectionModel<?> model;
        private final Random random;
        private final Moment moment;
        private long refusals;

        private Run(final Scenario scenario, final ModelKernel kernel, final Moment moment) {
            this.scenario = scenario;
            this.kernel = kernel;
            this.moment = moment;
            os = new FaultyOs(kernel, kernel::pass);
            os.plan(scenario.faults());
            memory = GuardedMemory.open(scenario.options(), between.apply(os));
            audit = new Audit(kernel, os, memory, scenario.faults());
            model = models.get();
            random = new Random(scenario.seed());
        }

        private Outcome play() throws Exception {
            moment.name = "at the construction";
            open();
            int done = 0;
            for (final Step step : scenario.steps()) {
                done++;
                moment.name = "at step " + done + ", " + step;
                apply(step);
                audit.check();
                if (done % STEPS_BETWEEN_CHECKS == 0) {
                    model.check();
                }
            }
            moment.name = "after the last step";
            model.check();
            end();
            return new Outcome(refusals, kernel.unmapsAtLimit());
        }

        private void open() {
            for (int tries = 0; ; tries++) {
                try {
                    model.begin(memory, random);
                    return;
                } catch (final MapLimitException | MemoryLimitException | OsException e) {
                    refusals++;
                    audit.check();
                    if (tries > MOST_OPENINGS) {
                        throw e;
                    }
                }
                if (tries == MOST_OPENINGS) {
                    quieten();
                }
            }
        }

        private void apply(final Step step) {
            try {
                model.apply(step);
            } catch (final MapLimitException | MemoryLimitException | OsException e) {
                refusals++;
                model.check();
            }
        }

        private void end() throws Exception {
            moment.name = "at the end";
            quieten();
            model.end();
            audit.check();
            memory.trim();
            audit.check();
            audit.checkEnd();
            memory.close();
            audit.checkEnd();
        }

        /** From now on nothing is in the way of giving all back. */
        private void quieten() {
            os.plan(FaultPlan.none());
            kernel.calm();
            kernel.pass(CALM_NANOS);
        }
    }
}

package org.hedgerow.testkit;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.hedgerow.memory.os.Errno;
import org.jspecify.annotations.Nullable;

/**
 * Which system calls fail or take long. Plans are values: one plays the same way each time.
 *
 * <p>{@snippet :
 * FaultPlan plan = FaultPlan.none()
 *         .nth(7, Errno.ENOMEM)
 *         .sometimes(4, Errno.EAGAIN, FaultPlan.Call.MADVISE)
 *         .delay(FaultPlan.Call.MMAP, 1_000_000);
 * }
 *
 * @param seed decides which calls fail of those that may
 * @param rules of those that concern a call, the first that lets it fail decides on its error; delays add up
 */
@SuppressWarnings("exports") // Error numbers are those of the seam, which is for test tools.
public record FaultPlan(long seed, List<Rule> rules) {

    /** The calls that can fail. */
    public enum Call {
        /** {@code mmap}. */
        MMAP,
        /** {@code munmap}. */
        MUNMAP,
        /** {@code mprotect}. */
        MPROTECT,
        /** {@code madvise}. */
        MADVISE,
        /** {@code mbind}. */
        MBIND,
        /** {@code open}. */
        OPEN
    }

    /**
     * Concerns some of the calls.
     *
     * @param calls of which kinds
     * @param first the number of the first call that it concerns, of all kinds together, from 1
     * @param last the number of the last one
     * @param oneIn of how many such calls one is met; 1 for each
     * @param errno what it fails with; null if it does not
     * @param delayNanos how long it takes before it is made; 0 for no time
     */
    public record Rule(
            Set<Call> calls,
            long first,
            long last,
            int oneIn,
            @Nullable Errno errno,
            long delayNanos) {

        /**
         * Checks all values.
         *
         * @throws IllegalArgumentException if {@code oneIn < 1} or {@code delayNanos < 0}, or there are no calls
         */
        public Rule {
            if (oneIn < 1 || delayNanos < 0) {
                throw new IllegalArgumentException(
                        "one in " + oneIn + ", " + delayNanos + " ns: must be at least 1, 0");
            }
            calls = Set.copyOf(calls);
            if (calls.isEmpty()) {
                throw new IllegalArgumentException("a rule about no call");
            }
        }

        private boolean concerns(final Call call, final long number, final Random random) {
            return calls.contains(call)
                    && number >= first
                    && number <= last
                    && (oneIn == 1 || random.nextInt(oneIn) == 0);
        }

        @Override
        public String toString() {
            final String which = oneIn == 1 ? "each" : "one in " + oneIn;
            final String end = last == Long.MAX_VALUE ? (first > 1 ? " on" : "") : " to " + last;
            final String when = first == last ? " if call " + first : end.isEmpty() ? "" : " from call " + first + end;
            return which + " of " + EnumSet.copyOf(calls) + when + (errno == null ? "" : " fails with " + errno)
                    + (delayNanos == 0 ? "" : " takes " + delayNanos + " ns");
        }
    }

    /** What becomes of one call. */
    record Fate(@Nullable Errno errno, long delayNanos) {}

    /**
     * Keeps a copy of the rules.
     */
    public FaultPlan {
        rules = List.copyOf(rules);
    }

    /**
     * No call fails.
     *
     * @return the plan
     */
    public static FaultPlan none() {
        return new FaultPlan(0, List.of());
    }

    /**
     * Any plan: often none, or one failing call, or calls that fail now and then.
     *
     * @param random decides which
     * @return the plan
     */
    public static FaultPlan random(final Random random) {
        final FaultPlan plan = new FaultPlan(random.nextLong(), List.of());
        final Errno errno = random.nextInt(4) == 0 ? Errno.EAGAIN : Errno.ENOMEM;
        final FaultPlan failing = switch (random.nextInt(6)) {
            case 0 -> plan.nth(1 + random.nextInt(60), errno);
            case 1 -> plan.sometimes(2 + random.nextInt(8), errno, Call.MMAP, Call.MPROTECT, Call.MADVISE, Call.MBIND);
            case 2 ->
                plan.sometimes(
                        2 + random.nextInt(8), errno, Call.MMAP, Call.MUNMAP, Call.MPROTECT, Call.MADVISE, Call.MBIND);
            case 3 -> plan.every(Call.values()[random.nextInt(Call.values().length)], errno);
            default -> plan;
        };
        return random.nextInt(4) == 0 ? failing.delay(Call.MMAP, 1 + random.nextInt(100_000_000)) : failing;
    }

    /**
     * Lets one call fail, whatever it is.
     *
     * @param n its number, from 1
     * @param errno what it fails with
     * @return this plan with that rule
     */
    public FaultPlan nth(final long n, final Errno errno) {
        return with(new Rule(EnumSet.allOf(Call.class), n, n, 1, errno, 0));
    }

    /**
     * Lets every call of a kind fail.
     *
     * @param call the kind
     * @param errno what it fails with
     * @return this plan with that rule
     */
    public FaultPlan every(final Call call, final Errno errno) {
        return with(new Rule(EnumSet.of(call), 1, Long.MAX_VALUE, 1, errno, 0));
    }

    /**
     * Lets calls of some kinds fail with a probability.
     *
     * @param oneIn of how many one fails; at least 1
     * @param errno what it fails with
     * @param call a kind
     * @param more further kinds
     * @return this plan with that rule
     */
    public FaultPlan sometimes(final int oneIn, final Errno errno, final Call call, final Call... more) {
        return with(new Rule(EnumSet.of(call, more), 1, Long.MAX_VALUE, oneIn, errno, 0));
    }

    /**
     * Lets every call of a kind take long.
     *
     * @param call the kind
     * @param nanos how long, at least 0
     * @return this plan with that rule
     */
    public FaultPlan delay(final Call call, final long nanos) {
        return with(new Rule(EnumSet.of(call), 1, Long.MAX_VALUE, 1, null, nanos));
    }

    /**
     * Adds a rule.
     *
     * @param rule the rule
     * @return this plan with that rule
     */
    public FaultPlan with(final Rule rule) {
        final List<Rule> more = new ArrayList<>(rules);
        more.add(rule);
        return new FaultPlan(seed, more);
    }

    /** Whether a rule concerns a kind of call. */
    boolean concerns(final Call call) {
        return rules.stream().anyMatch(rule -> rule.calls().contains(call));
    }

    Fate fateOf(final Call call, final long number, final Random random) {
        Errno errno = null;
        long delayNanos = 0;
        for (final Rule rule : rules) {
            if (rule.concerns(call, number, random)) {
                errno = errno == null ? rule.errno() : errno;
                delayNanos += rule.delayNanos();
            }
        }
        return new Fate(errno, delayNanos);
    }

    @Override
    public String toString() {
        return rules.isEmpty() ? "no faults" : "faults of seed " + seed + ": " + rules;
    }
}

package org.hedgerow.bench.plan;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The jobs of a plan, in groups. The jobs of a group measure the same thing on one map after the other, so that they are
 * run in turns: what the machine does meanwhile then concerns them all.
 */
public final class Jobs {

    private Jobs() {}

    /**
     * Makes the jobs.
     *
     * @param plan what is to be measured
     * @return groups of jobs
     */
    public static List<List<Job>> of(final Plan plan) {
        final List<List<Job>> groups = new ArrayList<>();
        for (final Suite suite : plan.suites()) {
            groups.addAll(
                    switch (suite) {
                        case THROUGHPUT -> new ThroughputJobs(plan).groups();
                        case LATENCY -> new LifeJobs(plan).latency();
                        case MEMORY -> new LifeJobs(plan).memory();
                        case PAUSES -> new LifeJobs(plan).pauses();
                        case FAMILY -> new FamilyJobs(plan).groups();
                        case QUEUES -> new QueueJobs(plan).groups();
                    });
        }
        return groups.stream().filter(group -> !group.isEmpty()).toList();
    }

    /** How a collection is used for a while: what was measured in another way is not the same. */
    static String steady(final Plan plan) {
        return count(plan.ratePerSecond()) + " a second for " + seconds(plan);
    }

    /** For how long a collection is used. */
    static String seconds(final Plan plan) {
        return BigDecimal.valueOf(plan.steadySeconds()).stripTrailingZeros().toPlainString() + " s";
    }

    static String count(final long entries) {
        return String.format(Locale.ROOT, "%,d", entries);
    }
}

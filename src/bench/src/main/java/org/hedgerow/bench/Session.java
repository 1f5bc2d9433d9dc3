package org.hedgerow.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.hedgerow.bench.plan.Job;
import org.hedgerow.bench.result.Figure;
import org.hedgerow.bench.result.Measurement;
import org.hedgerow.bench.result.Outcome;
import org.hedgerow.bench.result.Recorder;
import org.hedgerow.bench.result.Results;
import org.hedgerow.bench.result.Subject;

/** Runs jobs in turns, and says how far it has come. */
final class Session {

    private final List<List<Job>> groups;
    private final int forks;
    private final PrintWriter out;
    private long done;

    Session(final List<List<Job>> groups, final int forks, final PrintWriter out) {
        this.groups = groups;
        this.forks = forks;
        this.out = out;
    }

    /** How many JVMs it starts. */
    long runs() {
        return (long) forks * groups.stream().mapToInt(List::size).sum();
    }

    /** About how long it takes. */
    double seconds() {
        return forks
                * groups.stream()
                        .flatMap(List::stream)
                        .mapToDouble(Job::seconds)
                        .sum();
    }

    /** Whether it measures something that was measured before. */
    boolean hasSubjectOf(final Results earlier) {
        final Set<Subject> known =
                earlier.measurements().stream().map(Measurement::subject).collect(Collectors.toSet());
        return groups.stream().flatMap(List::stream).anyMatch(job -> known.contains(job.subject()));
    }

    /** Keeps what was recorded until now. */
    @FunctionalInterface
    interface Keeper {

        void keep() throws IOException;
    }

    /**
     * Runs all: of each group the jobs one after the other, and that as often as there are forks.
     *
     * @param recorder gets the outcomes
     * @param keeper is called after each group, also after one that was broken off
     * @throws IOException if the keeper fails
     * @throws InterruptedException if the caller is interrupted
     */
    void run(final Recorder recorder, final Keeper keeper) throws IOException, InterruptedException {
        for (final List<Job> group : groups) {
            try {
                run(group, recorder);
            } finally {
                keeper.keep();
            }
        }
    }

    private void run(final List<Job> group, final Recorder recorder) throws InterruptedException {
        for (int fork = 0; fork < forks; fork++) {
            for (final Job job : group) {
                run(job, recorder);
            }
        }
    }

    private void run(final Job job, final Recorder recorder) throws InterruptedException {
        done++;
        out.print(String.format(
                "[%d/%d] %s, %s: %s, %s: ",
                done,
                runs(),
                job.subject().suite(),
                job.subject().scenario(),
                job.what(),
                job.subject().variant()));
        out.flush();
        try {
            final Outcome outcome = job.measuring().run();
            recorder.add(job.subject(), outcome);
            final Figure first = outcome.figures().getFirst();
            out.println(outcome.figures().size() == 1 ? String.format("%.2f %s", first.value(), first.unit()) : "done");
        } catch (final IOException e) {
            // A map that fails must not take the others' figures with it; the results say that it failed.
            recorder.fail(job.subject(), String.valueOf(e.getMessage()));
            out.println("FAILED: " + e.getMessage());
        }
        out.flush();
    }
}

package org.hedgerow.testkit.fuzz;

import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.hedgerow.testkit.CollectionModel;
import org.hedgerow.testkit.Scenarios;

/** Plays scenarios with consecutive seeds on some models by turns, until it is to stop, or one fails. */
final class Fuzzer {

    private static final long PROGRESS_SEQUENCES = 10_000;

    private record Subject(String name, Scenarios scenarios) {}

    private final List<Subject> subjects;
    private final PrintWriter out;
    private long played;
    private long refusals;
    private long unmapsAtLimit;

    Fuzzer(final Map<String, Supplier<CollectionModel<?>>> models, final PrintWriter out) {
        this.subjects = models.entrySet().stream()
                .map(entry -> new Subject(entry.getKey(), new Scenarios(entry.getValue())))
                .toList();
        this.out = out;
    }

    /**
     * Plays.
     *
     * @param firstSeed the first seed; even ones have {@code /dev/zero}, odd ones do not
     * @param stop asked before each sequence
     * @return whether all went well
     */
    boolean run(final long firstSeed, final BooleanSupplier stop) {
        out.println("seed " + firstSeed + ", models: "
                + String.join(", ", subjects.stream().map(Subject::name).toList()));
        for (long seed = firstSeed; !stop.getAsBoolean(); seed++) {
            for (final Subject subject : subjects) {
                try {
                    count(subject.scenarios().play(seed, hasZeroDevice(seed)));
                } catch (final Scenarios.Failure e) {
                    report(subject, seed, e);
                    return false;
                }
            }
            if (played % PROGRESS_SEQUENCES < subjects.size()) {
                progress("so far");
            }
        }
        progress("done");
        return true;
    }

    private static boolean hasZeroDevice(final long seed) {
        return seed % 2 == 0;
    }

    private void count(final Scenarios.Outcome outcome) {
        played++;
        refusals += outcome.refusals();
        unmapsAtLimit += outcome.unmapsAtLimit();
    }

    private void progress(final String when) {
        out.println(when + ": " + played + " sequences, none failed; " + refusals + " operations were refused memory, "
                + unmapsAtLimit + " unmappings at the map limit");
    }

    private void report(final Subject subject, final long seed, final Scenarios.Failure failure) {
        out.println("FAILED: " + subject.name() + ", seed " + seed + ", after " + played + " sequences that did not");
        out.println("the shortest that fails: "
                + subject.scenarios().shrink(failure).getMessage());
        out.println("to repeat it: mvn -q -Pfuzz -Dfuzz.args=\"--model " + subject.name() + " --seed " + seed
                + " --sequences 1\"");
    }
}

package org.hedgerow.demo.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.function.ToLongFunction;
import org.hedgerow.demo.limit.HedgerowChunks;
import org.hedgerow.demo.service.Rival;
import org.hedgerow.demo.service.ServiceOutcome;

/** What follows from the findings. */
public final class Verdict {

    private final Results results;

    /**
     * Creates a verdict.
     *
     * @param results the findings
     */
    public Verdict(final Results results) {
        this.results = results;
    }

    /**
     * Whether Hedgerow kept its promise.
     *
     * @return true if its parts ran to their end, no unmapping failed, nothing was left over, and no answer was wrong
     */
    public boolean passed() {
        return results.chunks().outcome().map(HedgerowChunks.Outcome::clean).orElse(false)
                && results.outcome(Rival.HEDGEROW).map(run -> run.wrong() == 0).orElse(false)
                && disagreements().isEmpty();
    }

    /**
     * The verdict in words.
     *
     * @return sentences, the most important one first
     */
    public List<String> sentences() {
        final List<String> sentences = new ArrayList<>();
        sentences.add(results.chunks()
                .outcome()
                .map(Verdict::unmapping)
                .orElseGet(() -> "FAILED: Hedgerow's child " + results.chunks().account() + "."));
        for (final Rival rival : Rival.values()) {
            if (results.outcome(rival).isEmpty()) {
                sentences.add((rival == Rival.HEDGEROW ? "FAILED: " : "") + "The service on " + rival.title() + " "
                        + results.account(rival) + ".");
            }
        }
        disagreements()
                .forEach(rival ->
                        sentences.add("FAILED: Hedgerow's answers differ from those of " + rival.title() + "."));
        compare("Worst operation", ServiceOutcome::worstNanos, Units::nanos).ifPresent(sentences::add);
        compare("Resident memory at the end", ServiceOutcome::residentEnd, Units::mebibytes)
                .ifPresent(sentences::add);
        return List.copyOf(sentences);
    }

    private static String unmapping(final HedgerowChunks.Outcome chunks) {
        if (chunks.clean()) {
            return "None of Hedgerow's " + Units.count(chunks.released())
                    + " unmappings failed at the map limit, and nothing was left over.";
        }
        return "FAILED: of " + Units.count(chunks.mapped()) + " chunks " + Units.count(chunks.failed())
                + " could not be unmapped, and " + Units.count(chunks.leftOver()) + " ranges were left over ("
                + Units.count(chunks.halfwayFound()) + " instead of " + Units.count(chunks.halfwayExpected())
                + " chunks halfway, " + Units.count(chunks.halfwayDifferences()) + " of them merged or split, with "
                + Units.count(chunks.mappingsAtLimit()) + " of "
                + Units.count(chunks.limit())
                + " mappings in use).";
    }

    private List<Rival> disagreements() {
        final Optional<ServiceOutcome> ours = results.outcome(Rival.HEDGEROW);
        final List<Rival> others = new ArrayList<>();
        for (final Rival rival : List.of(Rival.JAVA, Rival.AGRONA)) {
            final Optional<ServiceOutcome> other = results.outcome(rival);
            if (ours.isPresent() && other.isPresent() && !ours.get().agreesWith(other.get())) {
                others.add(rival);
            }
        }
        return others;
    }

    private Optional<String> compare(
            final String what, final ToLongFunction<ServiceOutcome> figure, final LongFunction<String> unit) {
        final Optional<ServiceOutcome> ours = results.outcome(Rival.HEDGEROW);
        final Optional<ServiceOutcome> java = results.outcome(Rival.JAVA);
        final Optional<ServiceOutcome> agrona = results.outcome(Rival.AGRONA);
        if (ours.isEmpty() || java.isEmpty() || agrona.isEmpty()) {
            return Optional.empty();
        }
        final long base = figure.applyAsLong(ours.get());
        return Optional.of(what + ": Hedgerow " + unit.apply(base) + ", HashMap "
                + ratio(figure.applyAsLong(java.get()), base, unit) + ", Agrona "
                + ratio(figure.applyAsLong(agrona.get()), base, unit) + ".");
    }

    private static String ratio(final long theirs, final long ours, final LongFunction<String> unit) {
        return unit.apply(theirs) + " (" + Units.times((double) theirs / ours) + " as much)";
    }
}

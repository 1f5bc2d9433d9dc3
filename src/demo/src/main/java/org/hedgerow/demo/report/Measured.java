package org.hedgerow.demo.report;

import java.util.Optional;
import java.util.function.Function;
import org.hedgerow.demo.child.ChildResult;
import org.hedgerow.demo.child.Findings;

/**
 * What a measurement gave, or why it gave nothing.
 *
 * @param outcome the outcome, if the child did all of its work
 * @param account if not: what became of the child, in one line
 * @param <T> what it measures
 */
public record Measured<T>(Optional<T> outcome, String account) {

    /**
     * Reads the result of a child.
     *
     * @param result what became of it
     * @param reader makes an outcome of its findings
     * @param <T> what it measures
     * @return the outcome, or the account of its absence
     */
    public static <T> Measured<T> of(final ChildResult result, final Function<Findings, T> reader) {
        if (!result.finished()) {
            return new Measured<>(Optional.empty(), result.account());
        }
        try {
            return new Measured<>(Optional.of(reader.apply(result.findings())), "");
        } catch (final IllegalStateException | NumberFormatException e) {
            return new Measured<>(Optional.empty(), "its report is incomplete: " + e.getMessage());
        }
    }

    /**
     * Says something of the outcome, or gives the account of its absence.
     *
     * @param words what to say of an outcome
     * @return one line
     */
    public String sentence(final Function<T, String> words) {
        return outcome.map(words).orElseGet(() -> "not measured: the child " + account);
    }
}

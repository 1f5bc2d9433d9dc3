package org.hedgerow.demo.report;

import java.util.Map;
import java.util.Optional;
import org.hedgerow.demo.limit.HedgerowChunks;
import org.hedgerow.demo.limit.MallocBlocks;
import org.hedgerow.demo.limit.PlainPages;
import org.hedgerow.demo.service.Rival;
import org.hedgerow.demo.service.ServiceOutcome;

/**
 * All that one run of the demo found.
 *
 * @param system what it ran on
 * @param work what the service had to do
 * @param plain plain pages at the limit
 * @param malloc malloc and free at the limit
 * @param chunks Hedgerow's chunks at the limit
 * @param service the service, by kind of map
 */
public record Results(
        String system,
        String work,
        Measured<PlainPages.Outcome> plain,
        Measured<MallocBlocks.Outcome> malloc,
        Measured<HedgerowChunks.Outcome> chunks,
        Map<Rival, Measured<ServiceOutcome>> service) {

    /**
     * The outcome of the service.
     *
     * @param rival on which kind of map
     * @return the outcome, if the child did all of its work
     */
    Optional<ServiceOutcome> outcome(final Rival rival) {
        return Optional.ofNullable(service.get(rival)).flatMap(Measured::outcome);
    }

    /**
     * What became of the service's child.
     *
     * @param rival on which kind of map
     * @return the account if it did not do all of its work, or else an empty text
     */
    String account(final Rival rival) {
        return Optional.ofNullable(service.get(rival)).map(Measured::account).orElse("was not run");
    }
}

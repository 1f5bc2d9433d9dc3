package org.hedgerow.demo.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.hedgerow.demo.limit.HedgerowChunks;
import org.hedgerow.demo.service.Rival;
import org.hedgerow.demo.service.ServiceOutcome;
import org.junit.jupiter.api.Test;

class VerdictTest {

    private static Verdict verdict(final HedgerowChunks.Outcome chunks) {
        return new Verdict(Samples.results(Samples.measured(chunks), Samples.service()));
    }

    private static Verdict verdict(final Rival rival, final Measured<ServiceOutcome> run) {
        final Map<Rival, Measured<ServiceOutcome>> service = Samples.service();
        service.put(rival, run);
        return new Verdict(Samples.results(Samples.measured(Samples.cleanChunks()), service));
    }

    private static void assertFailed(final Verdict verdict) {
        assertFalse(verdict.passed());
        assertTrue(
                verdict.sentences().stream().anyMatch(sentence -> sentence.startsWith("FAILED: ")),
                verdict.sentences().toString());
    }

    @Test
    void passesWhenNothingWentWrong() {
        final Verdict verdict = verdict(Samples.cleanChunks());
        assertTrue(verdict.passed());
        assertEquals(
                "None of Hedgerow's 4 unmappings failed at the map limit, and nothing was left over.",
                verdict.sentences().getFirst());
        assertTrue(verdict.sentences()
                .contains("Worst operation: Hedgerow 5.00 ms, HashMap 5.00 ms (1.00 times as much), Agrona 5.00 ms"
                        + " (1.00 times as much)."));
    }

    @Test
    void failsWhenAnUnmappingFailed() {
        assertFailed(verdict(Samples.chunks(1, 0, 2)));
    }

    @Test
    void failsWhenSomethingIsLeftOver() {
        assertFailed(verdict(Samples.chunks(0, 1, 2)));
    }

    @Test
    void failsWhenTheKernelHasMoreThanTheLibrarySays() {
        assertFailed(verdict(Samples.chunks(0, 0, 3)));
    }

    @Test
    void failsWhenTheProcessWasNotAtItsLimit() {
        final HedgerowChunks.Outcome clean = Samples.cleanChunks();
        assertFailed(verdict(new HedgerowChunks.Outcome(
                clean.mappingsAtLimit() + 1, 4, "", clean.mappingsAtLimit(), 4, 0, 2, 2, 0, 0, clean.pictures())));
    }

    @Test
    void failsWhenAChunkIsNotTheMappingsThatItShouldBe() {
        final HedgerowChunks.Outcome clean = Samples.cleanChunks();
        assertFailed(verdict(
                new HedgerowChunks.Outcome(clean.limit(), 4, "", clean.limit(), 4, 0, 2, 2, 1, 0, clean.pictures())));
    }

    @Test
    void failsWhenOurChildDied() {
        final Verdict verdict = new Verdict(Samples.results(Samples.died("ended by signal 6"), Samples.service()));
        assertFailed(verdict);
        assertEquals(
                "FAILED: Hedgerow's child ended by signal 6.",
                verdict.sentences().getFirst());
        assertFailed(verdict(Rival.HEDGEROW, Samples.died("died with exit code 1")));
    }

    @Test
    void failsWhenAnAnswerIsWrongOrMissing() {
        assertFailed(verdict(Rival.HEDGEROW, Samples.measured(Samples.run(800, 1))));
        assertFailed(verdict(Rival.HEDGEROW, Samples.measured(Samples.run(799, 0))));
    }

    @Test
    void theDeathOfAnotherMapIsReportedAndNoFailure() {
        final Verdict verdict = verdict(Rival.JAVA, Samples.died("died with exit code 1: OutOfMemoryError"));
        assertTrue(verdict.passed());
        assertTrue(verdict.sentences()
                .contains("The service on HashMap<Long, Long> died with exit code 1: OutOfMemoryError."));
    }
}

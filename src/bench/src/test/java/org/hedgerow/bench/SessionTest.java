package org.hedgerow.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import org.hedgerow.bench.plan.Job;
import org.hedgerow.bench.result.Figure;
import org.hedgerow.bench.result.Machine;
import org.hedgerow.bench.result.Outcome;
import org.hedgerow.bench.result.Recorder;
import org.hedgerow.bench.result.Results;
import org.hedgerow.bench.result.RunInfo;
import org.hedgerow.bench.result.Subject;
import org.junit.jupiter.api.Test;

class SessionTest {

    private final Recorder recorder = new Recorder();
    private final List<Results> kept = new ArrayList<>();

    private static Job job(final String scenario, final Job.Measuring measuring) {
        return new Job(new Subject("suite", scenario, "Hedgerow"), "put", 1, measuring);
    }

    private static Outcome outcome() {
        return new Outcome(RunInfo.ofThisJvm("1.0"), List.of(new Figure("put", "ns", 1)), List.of());
    }

    private void run(final Job... groups) throws IOException, InterruptedException {
        new Session(List.of(groups).stream().map(List::of).toList(), 2, new PrintWriter(Writer.nullWriter()))
                .run(recorder, () -> kept.add(recorder.results("", List.of(), new Machine("", 1, 1, ""))));
    }

    @Test
    void whatWasMeasuredIsKeptAfterEachGroup() throws IOException, InterruptedException {
        run(
                job("first", SessionTest::outcome),
                job("second", () -> {
                    throw new IOException("no memory");
                }),
                job("third", SessionTest::outcome));
        assertEquals(
                List.of(1, 1, 2),
                kept.stream().map(results -> results.measurements().size()).toList());
        assertEquals(2, kept.getLast().failures().size());
    }

    @Test
    void aRunThatIsBrokenOffKeepsWhatItHas() {
        final Job interrupted = job("second", () -> {
            throw new InterruptedException();
        });
        assertThrows(InterruptedException.class, () -> run(job("first", SessionTest::outcome), interrupted));
        assertEquals(2, kept.size());
        assertEquals(1, kept.getLast().measurements().size());
    }
}

package org.hedgerow.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hedgerow.demo.child.ChildResult;
import org.hedgerow.demo.report.Report;
import org.hedgerow.demo.report.Samples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

class DemoTest {

    @TempDir
    private Path directory;

    @Test
    @EnabledIfSystemProperty(
            named = "nightly",
            matches = "true",
            disabledReason = "it takes as long as the demo, whose short form is run for each change")
    void aSmallRunFromEndToEnd() throws Exception {
        final Path keys = directory.resolve("users.txt");
        Files.writeString(
                keys, IntStream.range(0, 500).mapToObj(i -> "user-" + i).collect(Collectors.joining("\n")));
        final Path report = directory.resolve("report.html");
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        final Terminal terminal = new Terminal(new PrintStream(out, true, StandardCharsets.UTF_8), false, false);

        final Conclusion conclusion = new Demo(terminal, new Scale(2_000, 2_000), keys, report).run();

        final String text = out.toString(StandardCharsets.UTF_8);
        assertEquals(Conclusion.KEPT, conclusion, text);
        assertTrue(text.contains("500 keys (text, hashed to 64 bits), 0 hash collisions of " + keys), text);
        assertTrue(text.contains("Report: " + report), text);
        assertFalse(text.contains("\u001b"), "no colours where there is no terminal");
        assertFalse(text.contains("not measured"), text);
        assertTrue(Files.readString(report).contains("class=\"verdict passed\""));
    }

    @Test
    void aReportThatCannotBeWrittenTakesNothingFromTheVerdict() {
        final Path report = directory.resolve("gone").resolve("report.html");
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        final Terminal terminal = new Terminal(new PrintStream(out, true, StandardCharsets.UTF_8), false, false);

        final boolean written = new Demo(terminal, Scale.SHORT, null, report).write(new Report(Samples.results()));

        final String text = out.toString(StandardCharsets.UTF_8);
        assertFalse(written, text);
        assertTrue(text.contains("The report could not be written to " + report), text);
        assertEquals(3, Conclusion.of(true, written).exitCode());
        assertEquals(1, Conclusion.of(false, written).exitCode());
    }

    @Test
    void aChildThatFailsIsReportedAsWhatItIs() {
        final ChildResult result = Task.SERVICE.run(List.of("NO_SUCH_MAP", "1", "1", "-"), percent -> {});
        assertFalse(result.finished());
        assertEquals(
                "died with exit code 1: java.lang.IllegalArgumentException:"
                        + " No enum constant org.hedgerow.demo.service.Rival.NO_SUCH_MAP",
                result.account());
    }
}

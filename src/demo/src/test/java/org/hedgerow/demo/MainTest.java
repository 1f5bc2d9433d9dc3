package org.hedgerow.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class MainTest {

    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(final String... args) {
        final PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        final CommandLine commandLine = Main.commandLine(new Terminal(nowhere, false, false));
        commandLine.setOut(new PrintWriter(out));
        commandLine.setErr(new PrintWriter(err));
        return commandLine.execute(args);
    }

    private void assertRefused(final String message, final String... args) {
        assertEquals(2, run(args), err.toString());
        assertTrue(err.toString().contains(message), err.toString());
        assertEquals(1, err.toString().lines().count(), err.toString());
    }

    @Test
    void helpNamesEveryOption() {
        assertEquals(0, run("--help"));
        for (final String option : new String[] {"--short", "--keys", "--report", "--version"}) {
            assertTrue(out.toString().contains(option), option);
        }
    }

    @Test
    void versionNamesTheProgram() {
        assertEquals(0, run("--version"));
        assertTrue(out.toString().startsWith("hedgerow-demo"));
    }

    @Test
    void anUnknownOptionIsRefused() {
        assertRefused("--fast", "--fast");
    }

    @Test
    void aMissingKeyFileIsAnErrorInOneLine() {
        final Path missing = directory.resolve("none.txt");
        assertRefused(missing + ": there is no such file", "--keys", missing.toString());
    }

    @Test
    void aBadLineIsNamed() throws Exception {
        final Path keys = directory.resolve("keys.txt");
        Files.writeString(keys, "1\n2\n\n4\n");
        assertRefused(keys + ": line 3 is empty", "--keys", keys.toString());
    }

    @Test
    void aReportThatCannotBeWrittenIsRefusedAtOnce() {
        assertRefused("must be a file", "--report", directory.toString());
        err.getBuffer().setLength(0);
        assertRefused(
                "must be a file",
                "--report",
                directory.resolve("no/such/report.html").toString());
    }
}

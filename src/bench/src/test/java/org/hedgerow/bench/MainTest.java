package org.hedgerow.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.hedgerow.bench.result.Machine;
import org.hedgerow.bench.result.Recorder;
import org.hedgerow.bench.result.ResultFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class MainTest {

    private final StringWriter out = new StringWriter();

    private int run(final String... arguments) {
        final CommandLine commandLine = Main.commandLine();
        commandLine.setOut(new PrintWriter(out));
        commandLine.setErr(new PrintWriter(out));
        return commandLine.execute(arguments);
    }

    @Test
    void listNamesWhatWouldBeMeasured() {
        assertEquals(
                0, run("--list", "--full", "--suite", "throughput", "--peers", "hppc,mapdb", "--operations", "getHit"));
        assertTrue(out.toString().contains("HPPC 0.13.0"), out.toString());
        assertTrue(out.toString().contains("1,000,000 strided32 keys: getHit"), out.toString());
        assertTrue(out.toString().contains("HPPC tuned, own load factor"), out.toString());
    }

    @Test
    void onlyWhatWasAskedForIsMeasured() {
        assertEquals(0, run("--list", "--suite", "family,queues", "--only", "LongHashSet add", "--only", "batches"));
        assertTrue(out.toString().contains("LongHashSet add of new keys"), out.toString());
        assertTrue(out.toString().contains("OneToOne, batches of 64"), out.toString());
        assertFalse(out.toString().contains("LongHashSet contains"), out.toString());
    }

    @Test
    void trialsOfJmhEndInTables(@TempDir final Path directory) {
        final String[] arguments = {
            "--suite",
            "family,queues",
            "--sizes",
            "1000",
            "--forks",
            "1",
            "--iteration-millis",
            "1",
            "--heaps",
            "default",
            "--only",
            "IntHashSet add of",
            "--only",
            "OneToOne, messages",
            "--out",
            directory.toString()
        };
        assertEquals(0, run(arguments), out.toString());
        assertTrue(out.toString().contains("Hedgerow / Agrona default"), out.toString());
        assertTrue(out.toString().contains("IntHashSet add of new keys "), out.toString());
        assertTrue(out.toString().contains("OneToOne, messages of 64 bytes "), out.toString());
    }

    @Test
    void footprintIsThatOfTheMemory() {
        assertEquals(0, run("footprint", "--entries", "1000"));
        assertTrue(out.toString().contains("Int2LongHashMap"), out.toString());
        assertEquals(2, run("footprint", "--entries", "0"));
    }

    @Test
    void whatCannotBeMeasuredIsRefusedByItsOption() {
        assertRefused("--sizes 0: must be at least 256", "--sizes", "0");
        assertRefused("--sizes 100: must be at least 256", "--sizes", "1000,100");
        assertRefused("--steady-seconds -1.0: must be", "--steady-seconds", "-1");
        assertRefused("--steady-seconds NaN: must be", "--steady-seconds", "NaN");
        assertRefused("--steady-seconds Infinity: must be", "--steady-seconds", "Infinity");
        assertRefused("--idle-seconds -1.0: must be", "--idle-seconds", "-1");
        assertRefused("--peers none: is no map", "--peers", "none");
        assertRefused("--peers agrona: is there twice", "--peers", "agrona,hedgerow,agrona");
        assertRefused("--suite family: is there twice", "--suite", "family,family");
        assertRefused("--only [no such thing]: nothing has that", "--only", "no such thing");
    }

    private void assertRefused(final String message, final String... arguments) {
        assertEquals(
                2, run(Stream.concat(Stream.of("--list"), Stream.of(arguments)).toArray(String[]::new)));
        assertTrue(out.toString().contains(message), out.toString());
    }

    @Test
    void theHelpSaysWhatThereIs() {
        assertEquals(0, run("--help"));
        assertTrue(out.toString().contains("--list"), out.toString());
    }

    @Test
    void eachCommandHasAHelpOfItsOwn() {
        for (final String command : List.of("footprint", "compare", "chart")) {
            out.getBuffer().setLength(0);
            assertEquals(0, run(command, "--help"), out.toString());
            assertTrue(out.toString().startsWith("Usage: hedgerow-bench " + command + " [-h]"), out.toString());
        }
    }

    @Test
    void moreJvmsThanAnIntCountsAreCounted() {
        assertEquals(
                0,
                run("--list", "--suite", "family", "--only", "LongHashSet add of", "--forks", "2147483647"),
                out.toString());
        final String counted = out.toString().replaceAll("(?s).*\n(-?\\d+) JVMs.*", "$1");
        assertTrue(Long.parseLong(counted) >= 2L * Integer.MAX_VALUE, counted);
    }

    @Test
    void wrongOptionsAreRefused() {
        assertEquals(2, run("--version"));
        assertEquals(2, run("--peers", "nobody"));
        assertEquals(2, run("--full", "--short"));
        assertEquals(2, run("--forks", "0"));
        assertEquals(2, run("--sizes", "0"));
        assertEquals(2, run("--steady-seconds", "NaN"));
        assertEquals(2, run("--idle-seconds", "-1"));
        assertEquals(2, run("--list", "--only", "nothing of that name"));
        assertEquals(2, run("--only", "getHit", "--compare", "no-such-file.json"));
        assertEquals(2, run("chart", "no-such-file.json"));
    }

    /** With nothing measured: it would take minutes. */
    @Test
    void whatCannotBeWrittenOrComparedIsRefusedAtOnce(@TempDir final Path directory) throws IOException {
        final Path file = Files.createFile(directory.resolve("a-file"));
        assertEquals(2, run("--out", file.toString()));
        assertTrue(out.toString().contains("--out " + file + ": cannot be made"), out.toString());
        assertEquals(2, run("--out", directory.toString(), "--compare", "no-such-file.json"));
        assertFalse(out.toString().contains("[1/"), out.toString());
    }

    @Test
    void measuresWritesAndCompares(@TempDir final Path directory) throws IOException {
        final List<String> small =
                List.of("--suite", "latency", "--entries", "2000", "--forks", "1", "--steady-seconds", "0.05");
        final List<String> rest = List.of(
                "--idle-seconds",
                "0.01",
                "--peers",
                "hedgerow,agrona",
                "--heaps",
                "default",
                "--out",
                directory.toString());
        assertEquals(0, run(Stream.concat(small.stream(), rest.stream()).toArray(String[]::new)), out.toString());
        assertTrue(out.toString().contains("growth p99.99"), out.toString());
        final Path file;
        try (Stream<Path> files = Files.list(directory)) {
            file = files.filter(path -> path.toString().endsWith(".json"))
                    .findFirst()
                    .orElseThrow();
        }
        assertTrue(Files.exists(Path.of(file.toString().replace(".json", ".md"))));

        assertEquals(0, run("compare", file.toString(), file.toString()));
        assertTrue(out.toString().contains("later / earlier"), out.toString());
        final Path nothing = directory.resolve("nothing.json");
        ResultFile.write(new Recorder().results("2026-01-02T03:04:05", List.of(), new Machine("", 1, 1, "")), nothing);
        assertEquals(2, run("compare", nothing.toString(), file.toString()));
        assertTrue(out.toString().contains("there is nothing to compare: of 0 earlier figures"), out.toString());
        assertEquals(2, run("--only", "put", "--out", directory.toString(), "--compare", nothing.toString()));
        assertTrue(out.toString().contains(nothing + ": has nothing of what would be measured"), out.toString());
    }
}

package org.hedgerow.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
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
    void wrongOptionsAreRefused() {
        assertEquals(2, run("--peers", "nobody"));
        assertEquals(2, run("--full", "--short"));
        assertEquals(2, run("--forks", "0"));
        assertEquals(2, run("chart", "no-such-file.json"));
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
    }
}

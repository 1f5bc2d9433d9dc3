package org.hedgerow.memory.kernel;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.hedgerow.memory.Nightly;
import org.hedgerow.memory.access.RawMemory;
import org.junit.jupiter.api.Assumptions;

/**
 * Runs a class in a JVM of its own, with the class path of this one: for what may harm or end a JVM. It is the same in both
 * modes, so in the checked one the test that asks for it ends there, as skipped.
 */
public final class ChildJvm {

    private static final long TIMEOUT_SECONDS = Nightly.choose(120, 3_600);

    /** How a child ended, and what it printed. */
    public record Result(int exitCode, String output) {

        /** The exit code and the output, for the message of a failed assertion. */
        @Override
        public String toString() {
            return "exit code " + exitCode + ", output:\n" + output;
        }
    }

    private final Path directory;
    private final List<String> flags;

    /**
     * Prepares a child.
     *
     * @param directory where its output goes
     * @param flags flags for the java command
     */
    public ChildJvm(final Path directory, final List<String> flags) {
        this.directory = directory;
        this.flags = flags;
    }

    /** Runs the main method of a class to its end. */
    public Result run(final Class<?> main, final String... arguments) throws IOException, InterruptedException {
        Assumptions.assumeFalse(RawMemory.CHECKED, "the child JVM is the same in both modes");
        final List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-XX:ErrorFile=" + directory.resolve("error.log"));
        command.add("-XX:-CreateCoredumpOnCrash");
        command.addAll(flags);
        command.add("--class-path");
        command.add(System.getProperty("java.class.path"));
        command.add(main.getName());
        command.addAll(List.of(arguments));
        final Path output = directory.resolve("output.txt");
        final Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertTrue(process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS), "the child did not end in time");
        } finally {
            process.destroyForcibly();
        }
        return new Result(process.exitValue(), Files.readString(output));
    }
}

package org.hedgerow.bench.trial;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.hedgerow.bench.result.ResultFile;
import org.hedgerow.bench.result.RunInfo;
import org.jspecify.annotations.Nullable;

/** How a JVM that JMH has started tells what it is: by a file, because its output belongs to JMH. */
public final class TrialInfo {

    private static final String PROPERTY = "bench.info";

    private TrialInfo() {}

    /** The flag that asks for it. */
    static String jvmFlag(final Path file) {
        return "-D" + PROPERTY + "=" + file;
    }

    /**
     * Tells, if it was asked.
     *
     * @param version the version of what is measured
     * @throws IOException if the file cannot be written
     */
    public static void tell(final String version) throws IOException {
        final @Nullable String file = System.getProperty(PROPERTY);
        if (file != null) {
            Files.writeString(Path.of(file), ResultFile.toLine(RunInfo.ofThisJvm(version)));
        }
    }

    /** Reads what was told. */
    static RunInfo read(final Path file) throws IOException {
        return ResultFile.fromLine(Files.readString(file), RunInfo.class);
    }
}

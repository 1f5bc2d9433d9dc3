package org.hedgerow.harness;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How often and how long the garbage collector stopped the program.
 *
 * @param count how many pauses
 * @param totalMicros all pauses together
 * @param longestMicros the longest one
 */
public record GcPauses(long count, long totalMicros, long longestMicros) {

    private static final Path LOG = Path.of("gc.log");
    private static final Pattern PAUSE = Pattern.compile(" Pause .*?(\\d+)\\.(\\d{3})ms$");

    /**
     * The flag with which the JVM writes down its pauses, in its working directory; ZGC tells them as phases.
     *
     * @return a flag for the java command
     */
    public static String jvmFlag() {
        return "-Xlog:gc,gc+phases:file=" + LOG;
    }

    /**
     * What the collector has written down until now.
     *
     * @return lines
     * @throws IOException if there is no log
     */
    public static List<String> log() throws IOException {
        return Files.readAllLines(LOG, StandardCharsets.UTF_8);
    }

    /**
     * Finds the pauses in a log.
     *
     * @param log lines
     * @return their sum
     */
    public static GcPauses of(final List<String> log) {
        long count = 0;
        long total = 0;
        long longest = 0;
        for (final String line : log) {
            final Matcher matcher = PAUSE.matcher(line);
            if (matcher.find()) {
                final long micros = 1_000 * Long.parseLong(matcher.group(1)) + Long.parseLong(matcher.group(2));
                count++;
                total += micros;
                longest = Math.max(longest, micros);
            }
        }
        return new GcPauses(count, total, longest);
    }
}

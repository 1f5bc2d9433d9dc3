package org.hedgerow.bench.workload;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How often and how long the collector stopped the program.
 *
 * @param count how many pauses
 * @param totalMillis all of them together
 * @param longestMillis the longest one
 */
public record GcPauses(long count, double totalMillis, double longestMillis) {

    private static final Path LOG = Path.of("gc.log");
    private static final Pattern PAUSE = Pattern.compile(" Pause .*?(\\d+\\.\\d{3})ms$");

    /**
     * The flag by which the JVM writes its pauses down; ZGC tells them as phases.
     *
     * @return a flag of the java command
     */
    public static String jvmFlag() {
        return "-Xlog:gc,gc+phases:file=" + LOG;
    }

    /**
     * What the collector has written until now.
     *
     * @return lines
     * @throws IOException if there is no log
     */
    static List<String> log() throws IOException {
        return Files.readAllLines(LOG, StandardCharsets.UTF_8);
    }

    /**
     * Finds the pauses in a log.
     *
     * @param log lines
     * @return their sum
     */
    static GcPauses of(final List<String> log) {
        long count = 0;
        double total = 0;
        double longest = 0;
        for (final String line : log) {
            final Matcher matcher = PAUSE.matcher(line);
            if (matcher.find()) {
                final double millis = Double.parseDouble(matcher.group(1));
                count++;
                total += millis;
                longest = Math.max(longest, millis);
            }
        }
        return new GcPauses(count, total, longest);
    }
}

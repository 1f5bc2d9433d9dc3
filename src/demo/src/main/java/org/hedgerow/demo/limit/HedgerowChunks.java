package org.hedgerow.demo.limit;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.hedgerow.demo.child.ChildReport;
import org.hedgerow.demo.child.Findings;
import org.hedgerow.demo.child.Work;
import org.hedgerow.memory.MemoryOptions;
import org.hedgerow.memory.os.LinuxOs;

/** What happens to Hedgerow's chunks at the map limit: a rehearsal far below it, and then the trial itself. */
public final class HedgerowChunks implements Work {

    /** How many mappings it has: enough that what there is to compile is compiled. */
    private static final int REHEARSAL = 5_000;

    @Override
    public void run(final List<String> arguments, final ChildReport report) throws Exception {
        // At the limit nothing may happen for the first time: to load a class takes memory, and so does to compile a
        // method.
        final ChildReport unheard =
                new ChildReport(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        new ChunkTrial(MemoryOptions.defaults().maxMappings(REHEARSAL), REHEARSAL, unheard).run();
        final int limit = LinuxOs.instance().maxMapCount();
        report.say("limit", limit);
        new ChunkTrial(MemoryOptions.defaults(), 2 * limit, report).run();
    }

    /**
     * What the child found.
     *
     * @param limit the most mappings that the process may have
     * @param mapped chunks mapped until the budget refused
     * @param refusal how the budget refused the next one
     * @param mappingsAtLimit mappings of the process while chunks were released
     * @param released chunks released
     * @param failed unmappings that the kernel refused
     * @param halfwayExpected chunks that should have been mapped when every second one was released
     * @param halfwayFound chunks that the kernel had then
     * @param halfwayDifferences chunks that were not exactly the mappings then that they should be
     * @param leftOver ranges that the kernel still had when all were released
     * @param pictures the same part of the address space at each moment
     */
    public record Outcome(
            long limit,
            long mapped,
            String refusal,
            long mappingsAtLimit,
            long released,
            long failed,
            long halfwayExpected,
            long halfwayFound,
            long halfwayDifferences,
            long leftOver,
            Map<Moment, AddressPicture> pictures) {

        /**
         * Reads the child's findings.
         *
         * @param findings what it reported
         * @return the outcome
         */
        public static Outcome of(final Findings findings) {
            final Map<Moment, AddressPicture> pictures = new EnumMap<>(Moment.class);
            Arrays.stream(Moment.values()).forEach(moment -> pictures.put(moment, AddressPicture.of(findings, moment)));
            return new Outcome(
                    findings.number("limit"),
                    findings.number("mapped"),
                    findings.text("refusal"),
                    findings.number("mappingsAtLimit"),
                    findings.number("released"),
                    findings.number("failed"),
                    findings.number("halfwayExpected"),
                    findings.number("halfwayFound"),
                    findings.number("halfwayDifferences"),
                    findings.number("leftOver"),
                    pictures);
        }

        /**
         * Whether the process was at its limit, and yet everything that was mapped was unmapped, by the library's count
         * and by the kernel's.
         *
         * @return true if no unmapping failed and nothing is left over
         */
        public boolean clean() {
            return mappingsAtLimit >= limit
                    && failed == 0
                    && leftOver == 0
                    && halfwayFound == halfwayExpected
                    && halfwayDifferences == 0
                    && released == mapped;
        }
    }
}

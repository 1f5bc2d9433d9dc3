package org.hedgerow.demo.limit;

import java.util.List;
import org.hedgerow.demo.child.ChildReport;
import org.hedgerow.demo.child.Findings;
import org.hedgerow.demo.child.Work;
import org.hedgerow.memory.os.LinuxOs;
import org.hedgerow.memory.os.Os;

/**
 * What Linux does with plain anonymous pages: twice as many as the limit are mapped, one by one, and then every second
 * one is unmapped. Each unmapping cuts a merged mapping in two, so at the limit the kernel refuses it.
 */
public final class PlainPages implements Work {

    @Override
    public void run(final List<String> arguments, final ChildReport report) {
        final Os os = LinuxOs.instance();
        final int limit = os.maxMapCount();
        Pages.rehearse(os);
        final Pages pages = Pages.map(os, 2 * limit);
        pages.unmapEverySecond();
        pages.makeHeadroom();
        report.say("limit", limit);
        report.say("mapped", pages.mapped());
        report.say("tried", pages.tried());
        report.say("failed", pages.failed());
    }

    /**
     * What the child found.
     *
     * @param limit the most mappings that the process may have
     * @param mapped pages mapped
     * @param tried unmappings tried
     * @param failed unmappings that the kernel refused
     */
    public record Outcome(long limit, long mapped, long tried, long failed) {

        /**
         * Reads the child's findings.
         *
         * @param findings what it reported
         * @return the outcome
         */
        public static Outcome of(final Findings findings) {
            return new Outcome(
                    findings.number("limit"),
                    findings.number("mapped"),
                    findings.number("tried"),
                    findings.number("failed"));
        }
    }
}

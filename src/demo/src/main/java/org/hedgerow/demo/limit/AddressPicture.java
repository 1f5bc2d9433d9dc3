package org.hedgerow.demo.limit;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.hedgerow.demo.child.ChildReport;
import org.hedgerow.demo.child.Findings;

/**
 * The address space at one moment: how much there is in all, and a part of it in detail.
 *
 * @param mappings how many mappings of each kind the process has
 * @param ranges what is mapped in the part, in order of address; a guarded page counts as a range
 */
public record AddressPicture(Map<RangeKind, Long> mappings, List<AddressRange> ranges) {

    private static final String MAPPINGS = ".mappings";
    private static final String RANGE = ".range";

    void report(final Moment moment, final ChildReport report) {
        mappings.forEach((kind, count) -> report.say(moment + MAPPINGS, kind + " " + count));
        ranges.forEach(range -> report.say(moment + RANGE, range.toString()));
    }

    static AddressPicture of(final Findings findings, final Moment moment) {
        final Map<RangeKind, Long> mappings = new EnumMap<>(RangeKind.class);
        for (final String entry : findings.all(moment + MAPPINGS)) {
            final int space = entry.indexOf(' ');
            mappings.put(RangeKind.valueOf(entry.substring(0, space)), Long.valueOf(entry.substring(space + 1)));
        }
        final List<AddressRange> ranges = findings.has(moment + RANGE)
                ? findings.all(moment + RANGE).stream().map(AddressRange::parse).toList()
                : List.of();
        return new AddressPicture(mappings, ranges);
    }
}

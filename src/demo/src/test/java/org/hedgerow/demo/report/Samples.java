package org.hedgerow.demo.report;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hedgerow.demo.limit.AddressPicture;
import org.hedgerow.demo.limit.AddressRange;
import org.hedgerow.demo.limit.HedgerowChunks;
import org.hedgerow.demo.limit.MallocBlocks;
import org.hedgerow.demo.limit.Moment;
import org.hedgerow.demo.limit.PlainPages;
import org.hedgerow.demo.limit.RangeKind;
import org.hedgerow.demo.service.Phase;
import org.hedgerow.demo.service.Rival;
import org.hedgerow.demo.service.ServiceOutcome;
import org.hedgerow.harness.GcPauses;

/** Findings for tests, as a run might have made them. */
public final class Samples {

    private Samples() {}

    static HedgerowChunks.Outcome chunks(final long failed, final long leftOver, final long halfwayFound) {
        final AddressPicture picture = new AddressPicture(
                Map.of(RangeKind.PAYLOAD, 4L, RangeKind.JVM, 2L),
                List.of(
                        new AddressRange(0, 12_288, RangeKind.PAYLOAD),
                        new AddressRange(12_288, 4_096, RangeKind.SEPARATOR)));
        final Map<Moment, AddressPicture> pictures = new EnumMap<>(Moment.class);
        for (final Moment moment : Moment.values()) {
            pictures.put(moment, picture);
        }
        return new HedgerowChunks.Outcome(
                10, 4, "<refused> & more", 10, 4, failed, 2, halfwayFound, 0, leftOver, pictures);
    }

    static HedgerowChunks.Outcome cleanChunks() {
        return chunks(0, 0, 2);
    }

    static ServiceOutcome run(final long found, final long wrong) {
        return new ServiceOutcome(
                1_000,
                List.of(
                        new ServiceOutcome.QuantilePoint(0.5, 200),
                        new ServiceOutcome.QuantilePoint(0.99, 900),
                        new ServiceOutcome.QuantilePoint(1, 5_000_000)),
                Map.of(Phase.GROWTH, 5_000_000L, Phase.STEADY, 2_000L, Phase.FALL, 1_500L),
                Map.of(Phase.GROWTH, 10L, Phase.STEADY, 20L, Phase.FALL, 30L),
                new GcPauses(2, 1_500, 1_000),
                List.of(),
                50 << 20,
                12_000,
                222,
                10,
                found,
                wrong);
    }

    static <T> Measured<T> measured(final T outcome) {
        return new Measured<>(Optional.of(outcome), "");
    }

    static <T> Measured<T> died(final String account) {
        return new Measured<>(Optional.empty(), account);
    }

    static Map<Rival, Measured<ServiceOutcome>> service() {
        final Map<Rival, Measured<ServiceOutcome>> service = new EnumMap<>(Rival.class);
        for (final Rival rival : Rival.values()) {
            service.put(rival, measured(run(rival.isMap() ? 800 : 0, 0)));
        }
        return service;
    }

    /** Of a run in which all went well. */
    public static Results results() {
        return results(measured(cleanChunks()), service());
    }

    static Results results(
            final Measured<HedgerowChunks.Outcome> chunks, final Map<Rival, Measured<ServiceOutcome>> service) {
        return new Results(
                "Linux <b>6</b>",
                "100 keys of </script><script>alert(1)</script>",
                measured(new PlainPages.Outcome(10, 20, 10, 3)),
                measured(new MallocBlocks.Outcome(10, 10, 5, 2)),
                chunks,
                service);
    }
}

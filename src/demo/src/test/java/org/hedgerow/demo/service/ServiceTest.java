package org.hedgerow.demo.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.hedgerow.demo.child.ChildReport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ServiceTest {

    private static final long SESSIONS = 5_000;
    private static final long STEADY = 20_000;

    private static Service run(final SessionTable table) {
        final ChildReport unheard =
                new ChildReport(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        final Service service = new Service(table, SessionKeys.made(), SESSIONS, STEADY, unheard);
        for (final Phase phase : Phase.values()) {
            service.run(phase);
        }
        return service;
    }

    @ParameterizedTest
    @EnumSource(
            value = Rival.class,
            names = {"JAVA", "AGRONA", "HEDGEROW"})
    void everyMapHoldsWhatItShould(final Rival rival) {
        try (SessionTable table = rival.newTable()) {
            final Service service = run(table);
            assertEquals(STEADY * 8 / 10, service.found(), "every look-up finds its session");
            assertEquals(0, service.wrong());
            assertEquals(SESSIONS / 100, table.size());
            table.giveBack();
            assertEquals(SESSIONS / 100, table.size());
            assertEquals(
                    SESSIONS + STEADY + SESSIONS * 99 / 100,
                    service.latencies().all().getTotalCount(),
                    "every operation is timed");
        }
    }

    @Test
    void noMapFindsNothing() {
        try (SessionTable table = Rival.NONE.newTable()) {
            assertEquals(0, run(table).found());
        }
    }

    @Test
    void aWrongAnswerIsNoticed() {
        final SessionTable liar = new SessionTable() {
            @Override
            public long get(final long key) {
                return 7;
            }

            @Override
            public void put(final long key, final long value) {}

            @Override
            public void remove(final long key) {}

            @Override
            public long size() {
                return 0;
            }

            @Override
            public void giveBack() {}

            @Override
            public void close() {}
        };
        assertTrue(run(liar).wrong() > 0);
    }
}

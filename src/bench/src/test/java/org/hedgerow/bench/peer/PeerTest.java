package org.hedgerow.bench.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each peer that needs no flags of its own behaves as a map behind the interface. */
class PeerTest {

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"CHRONICLE", "OHC", "MAPDB", "NONE"})
    void agreesWithAModel(final Peer peer) {
        final SplittableRandom random = new SplittableRandom(1);
        final Map<Long, Long> model = new HashMap<>();
        try (LongTable table = peer.newTable(new TableShape(peer.loadFactors().getFirst(), 1_000))) {
            for (int i = 0; i < 20_000; i++) {
                final long key = random.nextLong(-500, 500);
                switch (random.nextInt(3)) {
                    case 0 -> assertEquals(model.remove(key) != null, table.remove(key));
                    case 1 -> assertEquals(model.getOrDefault(key, LongTable.MISSING), table.get(key));
                    default -> {
                        model.put(key, (long) i);
                        table.put(key, i);
                    }
                }
            }
            table.compact();
            table.giveBack();
            assertSame(model, table);
            table.clear();
            assertEquals(0, table.size());
        }
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"CHRONICLE", "OHC", "MAPDB", "NONE"})
    void looksManyUpAsOne(final Peer peer) {
        final int entries = 1_000;
        try (LongTable table = peer.newTable(new TableShape(peer.loadFactors().getFirst(), entries))) {
            for (int i = 0; i < entries; i++) {
                table.put(2L * i, i);
            }
            final long[] keys = LongStream.range(0, entries).toArray();
            final long[] values = new long[entries];
            table.getAll(keys, 1, entries - 2, values);
            for (int i = 1; i < entries - 1; i++) {
                assertEquals(i % 2 == 0 ? i / 2 : LongTable.MISSING, values[i]);
            }
            assertEquals(0, values[0]);
            assertEquals(0, values[entries - 1]);
        }
    }

    private static void assertSame(final Map<Long, Long> model, final LongTable table) {
        final Map<Long, Long> visited = new HashMap<>();
        table.forEach(visited::put);
        assertEquals(model, visited);
        assertEquals(model.size(), table.size());
        final long sum = model.entrySet().stream()
                .mapToLong(entry -> entry.getKey() + entry.getValue())
                .sum();
        assertEquals(sum, table.sumByIterator());
    }

    @ParameterizedTest
    @EnumSource
    void versionIsKnown(final Peer peer) {
        assertFalse(PeerVersion.of(peer).isEmpty());
    }
}

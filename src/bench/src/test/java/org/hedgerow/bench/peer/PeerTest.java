package org.hedgerow.bench.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
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

package org.hedgerow.bench.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyBatchTest {

    @ParameterizedTest
    @ValueSource(longs = {KeyBatch.SIZE, 1_000, 1_024, 99_991})
    void comesToEachKeyBeforeItComesToAnyAgain(final long count) {
        final long first = 5;
        final KeyBatch batch = new KeyBatch(KeyPattern.SEQUENTIAL::key, first, count);
        final Set<Long> seen = new HashSet<>();
        for (long taken = 0; taken + KeyBatch.SIZE <= count; taken += KeyBatch.SIZE) {
            batch.advance();
            for (final long key : batch.keys()) {
                assertTrue(key >= first && key < first + count);
                seen.add(key);
            }
            assertEquals(taken + KeyBatch.SIZE, seen.size());
        }
    }
}

package org.hedgerow.bench.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** A {@link KeyBatch} comes to each key once, in the order of the indexes. */
class KeyBatchTest {

    @Test
    void eachBatchHasTheNextKeys() {
        final long first = 17;
        final KeyBatch batch = new KeyBatch(KeyPattern.RANDOM::key, first);
        long index = first;
        for (int batches = 0; batches < 5; batches++) {
            batch.advance();
            assertEquals(KeyBatch.SIZE, batch.keys().length);
            for (final long key : batch.keys()) {
                assertEquals(KeyPattern.RANDOM.key(index), key);
                index++;
            }
        }
    }
}

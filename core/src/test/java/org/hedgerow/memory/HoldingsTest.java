package org.hedgerow.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

/** Whose blocks are whose. */
class HoldingsTest {

    @Test
    void eachReleasesItsOwnBlocksAlone() {
        try (AuditedMemory memory = AuditedMemory.open()) {
            final Holdings ours = new Holdings(memory.memory(), "ours");
            final Holdings others = new Holdings(memory.memory(), "others");
            final Block first = ours.allocate(64, this);
            final Block last = ours.allocate(64, this);
            for (final Block block : new Block[] {first, last}) {
                assertThrows(IllegalArgumentException.class, () -> others.release(block));
            }
            assertEquals(2, memory.stats().liveBlocks());
            ours.release(first);
            assertThrows(IllegalArgumentException.class, () -> ours.release(first));
            ours.close();
            others.close();
            assertEquals(0, memory.stats().liveBlocks());
        }
    }

    @Test
    void theyKnowWhoseTheyAre() {
        try (AuditedMemory memory = AuditedMemory.open()) {
            assertThrows(NullPointerException.class, () -> new Holdings(memory.memory(), null));
            assertEquals(
                    "this one is closed: it is closed once, by its one owner, and not used after that",
                    new Holdings(memory.memory(), "one").closedException().getMessage());
        }
    }
}

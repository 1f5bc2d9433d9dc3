package org.hedgerow.collections;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.hedgerow.memory.AuditedMemory;
import org.hedgerow.memory.Block;
import org.hedgerow.memory.MemoryOptions;
import org.junit.jupiter.api.Test;

class ReclaimAgentTest {

    private static final long PIECE_BYTES = 2 << 20;

    @Test
    void dutyCyclesGiveBackAPieceEachUntilThereIsNothingLeft() {
        try (AuditedMemory memory = AuditedMemory.open(MemoryOptions.defaults().mapReserve(0))) {
            final Block block = memory.memory().allocate(64 << 20);
            memory.memory().release(block);
            final ReclaimAgent agent = new ReclaimAgent(memory.memory(), PIECE_BYTES);
            long before = memory.stats().retiredBytes();
            assertTrue(before > 50 << 20, "releasing gave back no more than a piece: " + before);
            while (before > 0) {
                final int given = agent.doWork();
                assertTrue(given > 0 && given <= PIECE_BYTES, () -> given + " bytes in a cycle");
                assertEquals(before - given, memory.stats().retiredBytes());
                before -= given;
            }
            assertEquals(0, agent.doWork());
        }
    }

    @Test
    void aCycleGivesBackSomething() {
        try (AuditedMemory memory = AuditedMemory.open()) {
            assertThrows(IllegalArgumentException.class, () -> new ReclaimAgent(memory.memory(), 0));
            assertEquals("hedgerow-reclaim", new ReclaimAgent(memory.memory(), 1).roleName());
        }
    }
}

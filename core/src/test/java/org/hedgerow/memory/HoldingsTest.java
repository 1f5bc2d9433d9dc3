package org.hedgerow.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

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

    /** So a full heap leaves it that has no room to tell who holds it. */
    @Test
    void aBlockThatIsReleasedAlreadyIsHeldNoMore() {
        try (AuditedMemory memory = AuditedMemory.open()) {
            final Holdings holdings = new Holdings(memory.memory(), "one");
            final Block first = holdings.allocate(64, this);
            final Block second = holdings.allocate(64, this);
            memory.memory().release(first);
            memory.memory().release(second);
            holdings.release(first);
            assertThrows(IllegalArgumentException.class, () -> holdings.release(first));
            holdings.close();
            assertThrows(IllegalArgumentException.class, () -> holdings.release(second));
        }
    }

    @Test
    void closingReleasesAllButWhatAThreadIsWithin() {
        try (AuditedMemory memory = AuditedMemory.open()) {
            final Holdings holdings = new Holdings(memory.memory(), "one");
            final Block oldest = holdings.allocate(64, this);
            final Block within = holdings.allocate(64, this);
            final Block latest = holdings.allocate(64, this);
            WithinSegment.run(within.segment(), () -> assertThrows(IllegalStateException.class, holdings::close));
            assertTrue(within.isLive());
            assertFalse(oldest.isLive());
            assertFalse(latest.isLive());
            assertEquals(1, memory.stats().liveBlocks());
            within.segment().fill((byte) 1);
            holdings.close();
            assertEquals(0, memory.stats().liveBlocks());
        }
    }

    @Test
    void ofAnUnreachableOwnerWhatAThreadIsWithinStaysAllocated() {
        try (AuditedMemory memory = AuditedMemory.open();
                LeakLog log = new LeakLog()) {
            final Object[] owner = {new Object()};
            final Block[] blocks = blocksOfAForgottenOwner(memory.memory(), owner[0]);
            WithinSegment.run(blocks[1].segment(), () -> {
                // Not before, as the collector may come at any time.
                owner[0] = null;
                LeakLog.awaitThat(() -> !log.messagesAbout("forgotten one").isEmpty());
                assertEquals(1, memory.stats().liveBlocks());
                assertTrue(blocks[1].isLive());
            });
            assertTrue(
                    log.messages().getFirst().contains(" 192 bytes in 3 blocks "),
                    () -> log.messages().toString());
            memory.memory().release(blocks[1]);
        }
    }

    private static Block[] blocksOfAForgottenOwner(final GuardedMemory memory, final Object owner) {
        final Holdings holdings = new Holdings(memory, "forgotten one");
        return new Block[] {holdings.allocate(64, owner), holdings.allocate(64, owner), holdings.allocate(64, owner)};
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

package org.hedgerow.concurrent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.hedgerow.memory.AuditedMemory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a claim says of itself; what it does to its queue is found by {@link MessageQueueTest}. */
class MessageClaimTest {

    private static final int CHUNK_BYTES = 128;

    private final AuditedMemory memory = AuditedMemory.open();
    private final MessageClaim claim = new MessageClaim();

    @AfterEach
    void nothingIsLeft() {
        memory.close();
    }

    private AbstractMessageQueue create(final MessageQueueKind kind) {
        return kind.create(memory.memory(), Long.MAX_VALUE, CHUNK_BYTES);
    }

    private void assertNothingIsClaimed() {
        for (final Runnable use :
                List.<Runnable>of(claim::buffer, claim::index, claim::length, claim::commit, claim::abort)) {
            final var told = assertThrows(IllegalStateException.class, use::run);
            assertTrue(told.getMessage().startsWith("nothing is claimed"), told::getMessage);
        }
    }

    @ParameterizedTest
    @EnumSource
    void itTellsNothingUnlessSomethingIsClaimed(final MessageQueueKind kind) {
        assertNothingIsClaimed();
        try (AbstractMessageQueue queue = create(kind)) {
            assertTrue(queue.tryClaim(1, 4, claim));
            assertEquals(8, claim.index());
            assertEquals(4, claim.length());
            claim.commit();
            assertNothingIsClaimed();
            assertTrue(queue.tryClaim(1, 5, claim));
            claim.abort();
            assertNothingIsClaimed();
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatItHadInAQueueThatIsClosedDoesNotKeepItFromAnother(final MessageQueueKind kind) {
        final AbstractMessageQueue closed = create(kind);
        assertTrue(closed.tryClaim(1, 4, claim));
        closed.close();
        final var told = assertThrows(IllegalStateException.class, claim::commit);
        assertTrue(told.getMessage().contains("is closed"), told::getMessage);
        assertNothingIsClaimed();
        try (AbstractMessageQueue queue = create(kind)) {
            assertTrue(queue.tryClaim(2, 4, claim));
            claim.commit();
            assertEquals(1, queue.read((type, buffer, index, length) -> assertEquals(2, type)));
        }
    }

    /** A producer that found the queue open and was held up then. */
    @Test
    void nothingIsClaimedInAQueueThatIsClosed() {
        final ManyToOneMessageQueue queue = new ManyToOneMessageQueue(memory.memory(), Long.MAX_VALUE, CHUNK_BYTES);
        assertEquals(0, queue.claim(16));
        queue.close();
        assertThrows(IllegalStateException.class, () -> queue.claim(16));
        assertEquals(16, queue.producerPosition());
    }
}

package org.hedgerow.concurrent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.ControlledMessageHandler.Action;
import org.hedgerow.memory.AuditedMemory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What message queues do where one chunk ends and the next one begins. */
class MessageQueueChunksTest {

    private static final int CHUNK_BYTES = 128;

    /** Two records of them fill a chunk. */
    private static final int HALF_LENGTH = CHUNK_BYTES / 2 - 8;

    private final AuditedMemory memory = AuditedMemory.open();
    private final SegmentBuffer message = new SegmentBuffer(new byte[CHUNK_BYTES]);
    private final List<Integer> types = new ArrayList<>();

    @AfterEach
    void nothingIsLeft() {
        memory.close();
    }

    private AbstractMessageQueue create(final MessageQueueKind kind) {
        return kind.create(memory.memory(), Long.MAX_VALUE, CHUNK_BYTES);
    }

    @ParameterizedTest
    @EnumSource
    void aHandlerThatWantsNoMoreGetsNoMoreFromTheNextChunk(final MessageQueueKind kind) {
        try (AbstractMessageQueue queue = create(kind)) {
            for (int type = 1; type <= 6; type++) {
                assertTrue(queue.write(type, message, 0, HALF_LENGTH));
            }
            assertEquals(2, queue.controlledRead((type, buffer, index, length) -> {
                types.add(type);
                return type == 2 ? Action.BREAK : Action.CONTINUE;
            }));
            assertEquals(List.of(1, 2), types);
            assertEquals(4, queue.read((type, buffer, index, length) -> types.add(type)));
            assertEquals(List.of(1, 2, 3, 4, 5, 6), types);
        }
    }

    /** A chunk that is used again still has its old messages, where the consumer does not clear what it has read. */
    @ParameterizedTest
    @EnumSource
    void nothingThatAChunkHeldBeforeIsReadAgain(final MessageQueueKind kind) {
        message.setMemory(0, CHUNK_BYTES, (byte) 1);
        try (AbstractMessageQueue queue = create(kind)) {
            for (int length = 0; length <= HALF_LENGTH; length += 8) {
                for (int chunk = 0; chunk < 4; chunk++) {
                    assertTrue(queue.write(1, message, 0, CHUNK_BYTES - 8));
                }
                assertEquals(4, queue.read((type, buffer, index, size) -> {}));
                for (int position = 0; position < 4 * CHUNK_BYTES; position += 8 + length) {
                    assertTrue(queue.write(2, message, 0, length));
                    assertEquals(1, queue.read((type, buffer, index, size) -> types.add(size)));
                    assertEquals(length, types.removeLast());
                }
            }
        }
    }

    /** What is seen when a producer claims and begins just after the tail was read: it is not dead. */
    @Test
    void whatLiesBehindTheTailIsLeftAlone() {
        try (ManyToOneMessageQueue queue = new ManyToOneMessageQueue(memory.memory(), Long.MAX_VALUE, CHUNK_BYTES)) {
            queue.chunkOf(0).putInt(0, -16);
            assertFalse(queue.unblock());
            assertEquals(-16, queue.chunkOf(0).getInt(0));
        }
    }

    @Test
    void aDeadProducerIsUnblockedInAChunkThatTheConsumerHasNotEntered() {
        try (ManyToOneMessageQueue queue = new ManyToOneMessageQueue(memory.memory(), Long.MAX_VALUE, CHUNK_BYTES)) {
            assertTrue(queue.write(1, message, 0, CHUNK_BYTES - 8));
            assertEquals(CHUNK_BYTES, queue.claim(32));
            assertTrue(queue.write(2, message, 0, 8));
            // With this limit it does not look for another chunk.
            assertEquals(1, queue.read((type, buffer, index, length) -> types.add(type), 1));
            assertTrue(queue.unblock());
            assertEquals(1, queue.read((type, buffer, index, length) -> types.add(type)));
            assertEquals(List.of(1, 2), types);
            assertFalse(queue.unblock());
            assertTrue(queue.isEmpty());
        }
    }
}

package org.hedgerow.concurrent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.agrona.BitUtil;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.AtomicBuffer;
import org.agrona.concurrent.ControlledMessageHandler;
import org.agrona.concurrent.MessageHandler;
import org.agrona.concurrent.ringbuffer.RingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;
import org.hedgerow.memory.access.RawMemory;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Ring buffers by example and between threads; {@link RingComparison} has them beside Agrona's. */
class RingBufferTest extends ThreadsTest {

    private static final int CAPACITY = 256;
    private static final int CLOSED_RINGS = 8;
    private static final int NONSENSICAL_ROUNDS = 10_000;

    private final SegmentBuffer message = new SegmentBuffer(new byte[CAPACITY]);
    private final List<String> received = new ArrayList<>();
    private final MessageHandler receiver = (type, buffer, index, length) ->
            received.add(type + ":" + buffer.getStringWithoutLengthAscii(index, length));

    private boolean write(final RingBuffer ring, final int type, final String text) {
        return ring.write(type, message, 0, message.putStringWithoutLengthAscii(0, text));
    }

    @ParameterizedTest
    @EnumSource
    void messagesComeOutAsTheyWentIn(final RingKind kind) {
        try (AbstractRingBuffer ring = kind.create(memory.memory(), CAPACITY)) {
            for (int lap = 0; lap < 40; lap++) {
                assertTrue(write(ring, 1, "first"));
                assertTrue(write(ring, 2, ""));
                assertTrue(write(ring, 3, "of lap " + lap));
                assertEquals(3, ring.read(receiver) + ring.read(receiver));
                assertEquals(List.of("1:first", "2:", "3:of lap " + lap), received);
                received.clear();
            }
            assertEquals(0, ring.size());
            assertEquals(ring.producerPosition(), ring.consumerPosition());
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsBeyondTheBoundsIsRefusedAsAgronaDoes(final RingKind kind) {
        final SegmentBuffer buffer =
                new SegmentBuffer(ByteBuffer.allocateDirect(CAPACITY + RingBufferDescriptor.TRAILER_LENGTH));
        final RingBuffer theirs = kind.theirs(buffer);
        final RingBuffer ours = kind.ours(buffer);
        assertEquals(theirs.maxMsgLength(), ours.maxMsgLength());
        assertEquals(theirs.capacity(), ours.capacity());
        final List<Consumer<RingBuffer>> calls = List.of(
                ring -> ring.write(0, message, 0, 8),
                ring -> ring.write(-1, message, 0, 8),
                ring -> ring.write(1, message, 0, -1),
                ring -> ring.write(1, message, 0, ring.maxMsgLength() + 1),
                ring -> ring.tryClaim(0, 8),
                ring -> ring.tryClaim(1, -1),
                ring -> ring.tryClaim(1, ring.maxMsgLength() + 1),
                ring -> ring.commit(4),
                ring -> ring.abort(CAPACITY + 8),
                ring -> ring.commit(8));
        for (final var call : calls) {
            final var expected = assertThrows(RuntimeException.class, () -> call.accept(theirs));
            final var actual = assertThrows(expected.getClass(), () -> call.accept(ours));
            assertEquals(expected.getMessage(), actual.getMessage());
        }
        assertThrows(IndexOutOfBoundsException.class, () -> ours.write(1, message, CAPACITY - 4, 8));
        assertEquals(0, ours.size());
        assertThrows(
                IllegalArgumentException.class,
                () -> kind.ours(new SegmentBuffer(ByteBuffer.allocateDirect(CAPACITY))));
        assertThrows(
                IllegalStateException.class,
                () -> kind.ours(new SegmentBuffer(new byte[CAPACITY + RingBufferDescriptor.TRAILER_LENGTH])));
        assertThrows(IllegalArgumentException.class, () -> kind.create(memory.memory(), kind.minCapacity() - 1));
        assertThrows(IllegalArgumentException.class, () -> kind.create(memory.memory(), (1 << 30) + 1));
    }

    @ParameterizedTest
    @EnumSource
    void theSmallestOneHoldsEmptyMessages(final RingKind kind) {
        try (AbstractRingBuffer ring = kind.create(memory.memory(), kind.minCapacity())) {
            for (int lap = 0; lap < 5; lap++) {
                assertTrue(write(ring, 1, ""));
                assertFalse(write(ring, 2, ""));
                assertEquals(1, ring.read(receiver) + ring.read(receiver));
            }
            assertEquals(0, ring.maxMsgLength());
        }
    }

    @ParameterizedTest
    @EnumSource
    void aClaimIsCommittedOrAbortedOnce(final RingKind kind) {
        try (AbstractRingBuffer ring = kind.create(memory.memory(), CAPACITY)) {
            final int aborted = ring.tryClaim(1, 4);
            final int committed = ring.tryClaim(2, 4);
            ring.buffer().putStringWithoutLengthAscii(committed, "four");
            ring.commit(committed);
            assertEquals(0, ring.read(receiver));
            ring.abort(aborted);
            assertThrows(IllegalStateException.class, () -> ring.abort(aborted));
            assertThrows(IllegalStateException.class, () -> ring.commit(committed));
            assertEquals(1, ring.read(receiver));
            assertEquals(List.of("2:four"), received);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aHandlerThatThrowsHasHadItsMessage(final RingKind kind) {
        try (AbstractRingBuffer ring = kind.create(memory.memory(), CAPACITY)) {
            assertTrue(write(ring, 1, "bad"));
            assertTrue(write(ring, 2, "good"));
            assertThrows(
                    UnsupportedOperationException.class,
                    () -> ring.read((type, buffer, index, length) -> {
                        throw new UnsupportedOperationException("as asked");
                    }));
            assertEquals(1, ring.read(receiver));
            assertEquals(List.of("2:good"), received);
        }
    }

    /** What a handler has committed is the producers' again, also when the handler throws later. */
    @ParameterizedTest
    @EnumSource
    void whatIsWrittenWhereAHandlerHasCommittedStays(final RingKind kind) {
        final String text = "24 bytes, 32 with header";
        try (AbstractRingBuffer ring = kind.create(memory.memory(), CAPACITY)) {
            int last = 1;
            while (write(ring, last, text)) {
                last++;
            }
            final int late = last;
            assertThrows(
                    UnsupportedOperationException.class,
                    () -> ring.controlledRead((type, buffer, index, length) -> {
                        if (type == 1) {
                            return ControlledMessageHandler.Action.COMMIT;
                        }
                        assertTrue(write(ring, late, text));
                        throw new UnsupportedOperationException("as asked");
                    }));
            assertEquals(late - 2, ring.read(receiver) + ring.read(receiver));
            assertEquals(late + ":" + text, received.getLast());
        }
    }

    @ParameterizedTest
    @EnumSource
    void aBufferThatWasWipedIsFullWhereItEnds(final RingKind kind) {
        try (AbstractRingBuffer ring = kind.create(memory.memory(), CAPACITY)) {
            for (int lap = 0; lap < 40; lap++) {
                assertTrue(write(ring, 1, "12345678"));
                assertEquals(1, ring.read(receiver) + ring.read(receiver));
            }
            received.clear();
            ring.buffer().setMemory(0, ring.buffer().capacity(), (byte) 0);
            int written = 0;
            while (written < CAPACITY && write(ring, 1 + written, "12345678")) {
                written++;
            }
            assertTrue(written <= CAPACITY / 16, written + " messages");
            assertEquals(written, ring.read(receiver));
            assertEquals("1:12345678", received.getFirst());
        }
    }

    @ParameterizedTest
    @EnumSource
    void aSizeIsWithinTheBoundsWhateverTheCountersAre(final RingKind kind) {
        final SegmentBuffer buffer =
                new SegmentBuffer(ByteBuffer.allocateDirect(CAPACITY + RingBufferDescriptor.TRAILER_LENGTH));
        for (final long tail : new long[] {0, CAPACITY, CAPACITY + 8, 1L << 40, -8, Long.MIN_VALUE}) {
            buffer.putLong(CAPACITY + RingBufferDescriptor.TAIL_POSITION_OFFSET, tail);
            assertEquals(kind.theirs(buffer).size(), kind.ours(buffer).size());
        }
    }

    @ParameterizedTest
    @EnumSource
    void aMessageWhoseSourceFailsIsSkipped(final RingKind kind) {
        final DirectBuffer source = DirectBufferStub.ofArray(
                () -> {
                    throw new UnsupportedOperationException("as asked");
                },
                8);
        try (AbstractRingBuffer ring = kind.create(memory.memory(), CAPACITY)) {
            assertThrows(UnsupportedOperationException.class, () -> ring.write(1, source, 0, 8));
            assertTrue(write(ring, 2, "next"));
            assertEquals(1, ring.read(receiver));
            assertEquals(List.of("2:next"), received);
        }
    }

    @ParameterizedTest
    @EnumSource
    void countersAreCounted(final RingKind kind) {
        try (AbstractRingBuffer ring = kind.create(memory.memory(), CAPACITY)) {
            assertEquals(0, ring.nextCorrelationId());
            assertEquals(1, ring.nextCorrelationId());
            ring.consumerHeartbeatTime(77);
            assertEquals(77, ring.consumerHeartbeatTime());
            assertTrue(write(ring, 1, "12345678"));
            assertEquals(16, ring.size());
            assertEquals(16, ring.producerPosition());
            assertFalse(ring.unblock());
        }
    }

    /** What producers leave behind that die at the worst of moments. */
    @Test
    void aDeadProducerIsUnblocked() {
        try (ManyToOneRingBuffer ring = new ManyToOneRingBuffer(memory.memory(), CAPACITY)) {
            assertFalse(ring.unblock());
            // It claimed, and wrote nothing.
            assertEquals(0, ring.claim(24));
            assertFalse(ring.unblock(), "nobody knows how much it claimed");
            // It claimed, and began.
            assertEquals(24 + 8, ring.tryClaim(1, 10));
            assertTrue(write(ring, 2, "alive"));
            assertEquals(0, ring.read(receiver));
            assertTrue(ring.unblock());
            assertEquals(0, ring.read(receiver));
            assertTrue(ring.unblock());
            assertEquals(1, ring.read(receiver));
            assertEquals(List.of("2:alive"), received);
            assertFalse(ring.unblock());
        }
    }

    /** What is seen when a producer claims and begins just after the tail was read: it is not dead. */
    @Test
    void whatLiesBehindTheTailIsLeftAlone() {
        try (ManyToOneRingBuffer ring = new ManyToOneRingBuffer(memory.memory(), CAPACITY)) {
            ring.buffer().putInt(0, -16);
            assertFalse(ring.unblock());
            assertEquals(-16, ring.buffer().getInt(0));
        }
    }

    /** Producers die with a claim, or with a message that they have begun; what there is then is compared byte by byte. */
    @Test
    void unblockingDoesWhatAgronasDoes() {
        int unblocked = 0;
        for (int seed = 0; seed < 20; seed++) {
            final SplittableRandom random = new SplittableRandom(seed);
            final List<SegmentBuffer> buffers = List.of(
                    new SegmentBuffer(ByteBuffer.allocateDirect(CAPACITY + RingBufferDescriptor.TRAILER_LENGTH)),
                    new SegmentBuffer(ByteBuffer.allocateDirect(CAPACITY + RingBufferDescriptor.TRAILER_LENGTH)));
            final List<RingBuffer> rings = List.of(
                    RingKind.MANY_TO_ONE.theirs(buffers.getFirst()), RingKind.MANY_TO_ONE.ours(buffers.getLast()));
            for (int step = 0; step < 300; step++) {
                final int choice = random.nextInt(6);
                final int length = random.nextInt(CAPACITY / 8);
                final List<String> results = rings.stream()
                        .map(ring -> useWithDeadProducers(ring, choice, length))
                        .toList();
                assertEquals(results.getFirst(), results.getLast());
                assertEquals(0, buffers.getFirst().compareTo(buffers.getLast()), results::getFirst);
                unblocked += results.getFirst().equals("unblock true") ? 1 : 0;
            }
        }
        assertTrue(unblocked > 100, unblocked + " were unblocked");
    }

    private String useWithDeadProducers(final RingBuffer ring, final int choice, final int length) {
        return switch (choice) {
            case 0, 1 -> "write " + ring.write(1, message, 0, length);
            case 2 -> "begin " + ring.tryClaim(1, length);
            case 3 -> "claim " + claimAndDie(ring, BitUtil.align(length + 8, 8));
            case 4 -> "read " + ring.read(receiver);
            default -> "unblock " + ring.unblock();
        };
    }

    /** Moves the tail as a producer does, where that takes no padding. */
    private static boolean claimAndDie(final RingBuffer ring, final int length) {
        final long tail = ring.producerPosition();
        final boolean fits = length <= CAPACITY - ring.size() && length <= CAPACITY - (int) (tail & (CAPACITY - 1));
        if (fits) {
            ring.buffer().putLongVolatile(CAPACITY + RingBufferDescriptor.TAIL_POSITION_OFFSET, tail + length);
        }
        return fits;
    }

    @ParameterizedTest
    @EnumSource
    void agronasRingBuffersWorkOverOurBuffers(final RingKind kind) {
        for (int seed = 0; seed < 6; seed++) {
            final int bytes = 1_024 + RingBufferDescriptor.TRAILER_LENGTH;
            final SegmentBuffer buffer = new SegmentBuffer(ByteBuffer.allocateDirect(bytes));
            final int messages = new RingComparison(
                            kind,
                            new SegmentBuffer(ByteBuffer.allocateDirect(bytes)),
                            buffer,
                            buffer,
                            seed % 3 != 0,
                            seed % 3 != 1,
                            new SegmentBuffer(ByteBuffer.allocateDirect(1_024)),
                            seed)
                    .run();
            assertTrue(messages > 0);
        }
    }

    @ParameterizedTest
    @EnumSource
    void betweenThreadsNothingIsLostOrTorn(final RingKind kind) throws InterruptedException, ExecutionException {
        final int producers = kind == RingKind.ONE_TO_ONE ? 1 : 3;
        final int messages = 3_000;
        try (AbstractRingBuffer ring = kind.create(memory.memory(), 4_096)) {
            final List<Future<?>> parts = new ArrayList<>();
            for (int producer = 1; producer <= producers; producer++) {
                final int type = producer;
                parts.add(threads.submit(() -> produce(ring, type, messages)));
            }
            final int[] next = new int[producers + 1];
            parts.add(threads.submit(() -> {
                int left = producers * messages;
                while (left > 0) {
                    final int count = ring.read((type, buffer, index, length) -> {
                        final int number = next[type]++;
                        assertEquals(length(number), length);
                        for (int i = 0; i < length; i += Integer.BYTES) {
                            assertEquals(number, buffer.getInt(index + i));
                        }
                    });
                    left -= count;
                    if (count == 0) {
                        LockSupport.parkNanos(PARK_NANOS);
                    }
                }
            }));
            for (final Future<?> part : parts) {
                part.get();
            }
            assertEquals(0, ring.size());
        }
    }

    private static int length(final int number) {
        return Integer.BYTES * (number % 30);
    }

    private static void produce(final RingBuffer ring, final int type, final int messages) {
        final SegmentBuffer source = new SegmentBuffer(new byte[CAPACITY]);
        for (int number = 0; number < messages; number++) {
            for (int i = 0; i < length(number); i += Integer.BYTES) {
                source.putInt(i, number);
            }
            while (!ring.write(type, source, 0, length(number))) {
                LockSupport.parkNanos(PARK_NANOS);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void whoeverUsesARingBufferThatIsClosedIsTold(final RingKind kind) throws InterruptedException, ExecutionException {
        for (int round = 0; round < CLOSED_RINGS; round++) {
            final AbstractRingBuffer ring = kind.create(memory.memory(), 4_096);
            final List<Future<String>> parts =
                    List.of(untilRefused(() -> writeForEver(ring)), untilRefused(() -> readForEver(ring)));
            final long goal = round * 1_000L;
            closeInTheMidst(() -> ring.consumerPosition() >= goal, ring::close);
            assertTold("RingBuffer is closed", parts);
            assertThrows(IllegalStateException.class, ring::size);
            assertThrows(IllegalStateException.class, ring::nextCorrelationId);
            assertThrows(IllegalStateException.class, ring::close);
            assertThrows(IllegalStateException.class, () -> ring.buffer().getByte(0));
        }
    }

    private static void writeForEver(final RingBuffer ring) {
        final SegmentBuffer source = new SegmentBuffer(new byte[CAPACITY]);
        while (true) {
            ring.write(1, source, 0, 100);
        }
    }

    private static void readForEver(final RingBuffer ring) {
        while (true) {
            ring.read((type, buffer, index, length) -> assertEquals(0, buffer.getByte(index)));
        }
    }

    @Test
    void closingWaitsForTheOneProducerThatIsInTheMiddleOfAMessage() throws InterruptedException, ExecutionException {
        final CountDownLatch copying = new CountDownLatch(1);
        final CountDownLatch copied = new CountDownLatch(1);
        final AbstractRingBuffer ring = RingKind.ONE_TO_ONE.create(memory.memory(), CAPACITY);
        final Future<Boolean> written = threads.submit(() -> ring.write(1, slowSource(copying, copied), 0, 4));
        copying.await();
        final Future<?> closed = threads.submit(ring::close);
        while (!ring.isClosed()) {
            LockSupport.parkNanos(PARK_NANOS);
        }
        assertThrows(IllegalStateException.class, () -> ring.read(receiver));
        assertEquals(1, memory.stats().liveBlocks());
        copied.countDown();
        assertTrue(written.get());
        closed.get();
        assertEquals(0, memory.stats().liveBlocks());
    }

    @ParameterizedTest
    @EnumSource
    void whereTheSystemReadsIntoARingBufferItIsClosedAgain(final RingKind kind)
            throws IOException, InterruptedException, ExecutionException {
        final AbstractRingBuffer ring = kind.create(memory.memory(), CAPACITY);
        closeWhileTheSystemReadsInto(((SegmentBuffer) ring.buffer()).segment(), ring::close);
    }

    @Test
    void theSourceOfAMessageMayWriteOneItself() {
        final List<Long> within = new ArrayList<>();
        try (AbstractRingBuffer ring = RingKind.ONE_TO_ONE.create(memory.memory(), CAPACITY)) {
            final DirectBuffer source = DirectBufferStub.ofArray(
                    () -> {
                        assertTrue(write(ring, 2, "inner"));
                        within.add(ring.words[Counters.TAIL_CLAIM]);
                        return new byte[4];
                    },
                    4);
            assertTrue(ring.write(1, source, 0, 4));
            assertEquals(List.of(1L), within, "closing would wait for the outer one");
            assertEquals(0, ring.words[Counters.TAIL_CLAIM]);
            assertEquals(2, ring.read(receiver));
        }
    }

    /** A buffer of the user's that takes its time when somebody copies from it. */
    private static DirectBuffer slowSource(final CountDownLatch copying, final CountDownLatch copied) {
        return DirectBufferStub.ofArray(
                () -> {
                    copying.countDown();
                    copied.await();
                    return new byte[4];
                },
                4);
    }

    @ParameterizedTest
    @EnumSource
    void whateverUsersWriteIntoTheBufferNothingOutsideIsTouched(final RingKind kind) {
        final SplittableRandom random = new SplittableRandom(CAPACITY);
        for (int round = 0; round < NONSENSICAL_ROUNDS; round++) {
            try (AbstractRingBuffer ring = kind.create(memory.memory(), CAPACITY)) {
                final AtomicBuffer buffer = ring.buffer();
                final int bits = random.nextInt(Long.SIZE);
                for (int index = 0; index < buffer.capacity(); index += Long.BYTES) {
                    if (index >= CAPACITY || random.nextBoolean()) {
                        buffer.putLong(index, random.nextLong() >> bits);
                    }
                }
                attempt(() -> write(ring, 1, "message"));
                attempt(() -> ring.tryClaim(1, random.nextInt(CAPACITY)));
                attempt(() -> ring.commit(random.nextInt(CAPACITY)));
                attempt(() -> ring.abort(random.nextInt(CAPACITY)));
                attempt(() -> ring.read((type, records, index, length) -> {}, 10));
                attempt(ring::unblock);
            }
        }
    }

    /** Nonsense may be refused in any way, but in the checked mode with a word about a live block, or with a crash. */
    private static void attempt(final Runnable operation) {
        try {
            operation.run();
        } catch (final IllegalArgumentException | IndexOutOfBoundsException | IllegalStateException e) {
            assertFalse(String.valueOf(e.getMessage()).contains("live block"), e::getMessage);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aHandlerMayCloseTheRingBufferThatItReads(final RingKind kind) {
        final AbstractRingBuffer ring = kind.create(memory.memory(), CAPACITY);
        assertTrue(write(ring, 1, "close"));
        final var told = assertThrows(
                IllegalStateException.class, () -> ring.read((type, buffer, index, length) -> ring.close()));
        assertTrue(told.getMessage().contains("RingBuffer is closed"), told::getMessage);
    }

    @ParameterizedTest
    @EnumSource
    void whatAHandlerThrowsIsSeenAlsoIfItClosesTheRingBuffer(final RingKind kind) {
        final AbstractRingBuffer ring = kind.create(memory.memory(), CAPACITY);
        assertTrue(write(ring, 1, "close"));
        final var thrown = assertThrows(
                ArithmeticException.class,
                () -> ring.read((type, buffer, index, length) -> {
                    ring.close();
                    throw new ArithmeticException("the handler's");
                }));
        assertEquals(1, thrown.getSuppressed().length);
    }

    @ParameterizedTest
    @EnumSource
    void aBufferOfTheUsersIsLeftAlone(final RingKind kind) {
        final SegmentBuffer buffer =
                new SegmentBuffer(ByteBuffer.allocateDirect(CAPACITY + RingBufferDescriptor.TRAILER_LENGTH));
        final AbstractRingBuffer ring = kind.ours(buffer);
        assertTrue(write(ring, 1, "kept"));
        ring.close();
        assertThrows(IllegalStateException.class, () -> write(ring, 1, "late"));
        assertThrows(IllegalStateException.class, () -> ring.read(receiver));
        assertEquals(1, kind.ours(buffer).read(receiver));
        assertEquals(List.of("1:kept"), received);
    }

    @Test
    void theCheckedModeNamesASecondProducer() throws InterruptedException {
        Assumptions.assumeTrue(RawMemory.CHECKED);
        try (OneToOneRingBuffer ring = new OneToOneRingBuffer(memory.memory(), CAPACITY)) {
            assertTrue(write(ring, 1, "first"));
            final List<String> messages = new ArrayList<>();
            final Thread intruder = Thread.ofPlatform()
                    .name("intruder")
                    .start(() -> messages.add(assertThrows(IllegalStateException.class, () -> write(ring, 1, "second"))
                            .getMessage()));
            intruder.join();
            assertTrue(messages.getFirst().contains("a second producer"), messages::toString);
            assertTrue(messages.getFirst().contains("intruder"), messages::toString);
        }
    }

    @ParameterizedTest
    @EnumSource
    void theCheckedModeNamesASecondConsumer(final RingKind kind) throws InterruptedException {
        Assumptions.assumeTrue(RawMemory.CHECKED);
        try (AbstractRingBuffer ring = kind.create(memory.memory(), CAPACITY)) {
            assertEquals(0, ring.read(receiver));
            final List<String> messages = new ArrayList<>();
            final Thread intruder = Thread.ofPlatform()
                    .name("intruder")
                    .start(() -> messages.add(assertThrows(IllegalStateException.class, () -> ring.read(receiver))
                            .getMessage()));
            intruder.join();
            assertTrue(messages.getFirst().contains("a second consumer"), messages::toString);
            assertTrue(messages.getFirst().contains("intruder"), messages::toString);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsClosedChangesNothingAnyMore(final RingKind kind) {
        final SegmentBuffer buffer =
                new SegmentBuffer(ByteBuffer.allocateDirect(CAPACITY + RingBufferDescriptor.TRAILER_LENGTH));
        for (final AbstractRingBuffer ring : List.of(kind.create(memory.memory(), CAPACITY), kind.ours(buffer))) {
            final int claimed = ring.tryClaim(1, 8);
            ring.close();
            assertThrows(IllegalStateException.class, () -> ring.commit(claimed));
            assertThrows(IllegalStateException.class, () -> ring.abort(claimed));
            assertThrows(IllegalStateException.class, () -> ring.tryClaim(1, 8));
            assertEquals(0, ring.words[Counters.TAIL_CLAIM], "nobody who was refused is within");
            assertThrows(IllegalStateException.class, ring::unblock);
            assertThrows(IllegalStateException.class, ring::nextCorrelationId);
            assertThrows(IllegalStateException.class, () -> ring.consumerHeartbeatTime(1));
        }
        assertEquals(0, kind.theirs(buffer).consumerHeartbeatTime());
        assertEquals(0, kind.theirs(buffer).nextCorrelationId());
    }
}

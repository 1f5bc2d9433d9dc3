package org.hedgerow.concurrent;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.AtomicBuffer;
import org.agrona.concurrent.MessageHandler;
import org.agrona.concurrent.broadcast.BroadcastBufferDescriptor;
import org.agrona.concurrent.broadcast.RecordDescriptor;
import org.hedgerow.memory.access.RawMemory;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Broadcasts by example, beside Agrona's, and between threads. */
class BroadcastTest extends ThreadsTest {

    private static final int CAPACITY = 256;
    private static final int MAX_LENGTH = CAPACITY / 8;
    private static final int END = 2;
    private static final int CLOSED_BROADCASTS = 8;

    private final SegmentBuffer message = new SegmentBuffer(new byte[CAPACITY]);
    private final List<String> received = new ArrayList<>();
    private final MessageHandler handler = (type, buffer, index, length) ->
            received.add(type + ":" + buffer.getStringWithoutLengthAscii(index, length));

    private static SegmentBuffer buffer(final int capacity) {
        return new SegmentBuffer(ByteBuffer.allocateDirect(capacity + BroadcastBufferDescriptor.TRAILER_LENGTH));
    }

    private void transmit(final BroadcastTransmitter transmitter, final int type, final String text) {
        transmitter.transmit(type, message, 0, message.putStringWithoutLengthAscii(0, text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"BroadcastTransmitter", "BroadcastReceiver", "CopyBroadcastReceiver"})
    void everythingPublicOfAgronasIsThere(final String name) throws ClassNotFoundException {
        final Set<String> missing = new TreeSet<>(members(Class.forName("org.agrona.concurrent.broadcast." + name)));
        missing.removeAll(members(Class.forName("org.hedgerow.concurrent." + name)));
        assertEquals(Set.of(), missing);
    }

    /** Constructors, methods and constants, with the names of our types. */
    private static Set<String> members(final Class<?> type) {
        final Stream<? extends Executable> methods = Stream.concat(
                Arrays.stream(type.getConstructors()),
                Arrays.stream(type.getMethods()).filter(method -> method.getDeclaringClass() != Object.class));
        final Stream<String> signatures = methods.map(method -> (method instanceof Method declared
                        ? declared.getReturnType().getName() + " " + declared.getName()
                        : "new")
                + Arrays.toString(method.getParameterTypes()));
        final Stream<String> constants = Arrays.stream(type.getFields()).map(field -> {
            try {
                return field.getName() + " = " + field.get(null);
            } catch (final IllegalAccessException e) {
                throw new AssertionError(e);
            }
        });
        return Stream.concat(signatures, constants)
                .map(member -> member.replace("org.agrona.concurrent.broadcast.", "org.hedgerow.concurrent."))
                .collect(Collectors.toSet());
    }

    @ParameterizedTest
    @ValueSource(ints = {32, 256, 1_024})
    void sequencesDoWhatTheyDoWithAgronas(final int capacity) {
        for (int seed = 0; seed < 9; seed++) {
            final SegmentBuffer shared = buffer(capacity);
            final int messages = new BroadcastComparison(
                            buffer(capacity),
                            shared,
                            shared,
                            seed % 3 != 0,
                            seed % 3 != 1,
                            new SegmentBuffer(ByteBuffer.allocateDirect(capacity)),
                            seed)
                    .run();
            assertTrue(messages > 0);
        }
    }

    @Test
    void everyReceiverGetsEveryMessageThatIsSentOnceItIsThere() {
        try (BroadcastTransmitter transmitter = new BroadcastTransmitter(memory.memory(), CAPACITY)) {
            final CopyBroadcastReceiver first = new CopyBroadcastReceiver(new BroadcastReceiver(transmitter.buffer()));
            transmit(transmitter, 1, "one");
            transmit(transmitter, 2, "");
            final CopyBroadcastReceiver late = new CopyBroadcastReceiver(new BroadcastReceiver(transmitter.buffer()));
            transmit(transmitter, 3, "three");
            while (first.receive(handler) == 1) {
                assertTrue(first.broadcastReceiver().validate());
            }
            assertEquals(List.of("1:one", "2:", "3:three"), received);
            received.clear();
            while (late.receive(handler) == 1) {
                assertEquals(0, late.broadcastReceiver().lappedCount());
            }
            assertEquals(List.of("2:", "3:three"), received);
        }
    }

    @Test
    void theRingIsGoneRoundWithPaddingAtItsEnd() {
        try (BroadcastTransmitter transmitter = new BroadcastTransmitter(memory.memory(), CAPACITY - 1)) {
            assertEquals(CAPACITY, transmitter.capacity());
            assertEquals(MAX_LENGTH, transmitter.maxMsgLength());
            final BroadcastReceiver receiver = new BroadcastReceiver(transmitter.buffer());
            assertEquals(CAPACITY, receiver.capacity());
            final CopyBroadcastReceiver copier = new CopyBroadcastReceiver(receiver, MAX_LENGTH);
            final String longest = "x".repeat(MAX_LENGTH);
            for (int i = 0; i < 100; i++) {
                transmit(transmitter, 1, longest);
                transmit(transmitter, 2, "short");
                assertEquals(2, copier.receive(handler) + copier.receive(handler));
                assertEquals(0, copier.receive(handler));
                assertEquals(List.of("1:" + longest, "2:short"), received);
                received.clear();
            }
            assertEquals(0, receiver.lappedCount());
        }
    }

    @Test
    void whoIsOvertakenKnowsAndGoesOnWithTheLatest() {
        try (BroadcastTransmitter transmitter = new BroadcastTransmitter(memory.memory(), CAPACITY)) {
            final BroadcastReceiver receiver = new BroadcastReceiver(transmitter.buffer());
            final CopyBroadcastReceiver copier = new CopyBroadcastReceiver(new BroadcastReceiver(transmitter.buffer()));
            transmit(transmitter, 1, "first");
            assertTrue(receiver.receiveNext());
            assertTrue(receiver.validate());
            for (int i = 0; i < 20; i++) {
                transmit(transmitter, 1, "message " + i);
            }
            assertFalse(receiver.validate());
            assertTrue(receiver.receiveNext());
            assertTrue(receiver.validate());
            assertEquals(1, receiver.lappedCount());
            assertEquals(
                    "message 19", receiver.buffer().getStringWithoutLengthAscii(receiver.offset(), receiver.length()));
            assertFalse(receiver.receiveNext());
            final var told = assertThrows(IllegalStateException.class, () -> copier.receive(handler));
            assertEquals("unable to keep up with broadcast", told.getMessage());
            transmit(transmitter, 1, "late");
            assertEquals(1, copier.receive(handler));
            assertEquals(List.of("1:late"), received);
            assertEquals(1, copier.broadcastReceiver().lappedCount());
        }
    }

    /** As if the transmitter came round between two steps of a receiver: it has announced, and written over headers. */
    @Test
    void lengthsThatAreWrittenOverDoNotLeadAstray() {
        final SegmentBuffer shared = buffer(CAPACITY);
        final BroadcastTransmitter transmitter = new BroadcastTransmitter(shared);
        final BroadcastReceiver receiver = new BroadcastReceiver(shared);
        final CopyBroadcastReceiver copier = new CopyBroadcastReceiver(new BroadcastReceiver(shared));
        transmit(transmitter, 1, "written over");
        shared.putLongRelease(CAPACITY + BroadcastBufferDescriptor.TAIL_INTENT_COUNTER_OFFSET, CAPACITY);
        shared.putInt(0, 1_000_000_000);
        assertTrue(receiver.receiveNext());
        assertFalse(receiver.validate());
        assertThrows(IllegalStateException.class, () -> copier.receive(handler));
        for (int i = 0; i < 20; i++) {
            transmit(transmitter, 1, "message " + i);
        }
        assertTrue(receiver.receiveNext());
        assertTrue(receiver.validate());
        assertEquals("message 19", receiver.buffer().getStringWithoutLengthAscii(receiver.offset(), receiver.length()));
        assertFalse(receiver.receiveNext());
    }

    /**
     * A buffer in which the transmitter comes round just before a receiver reads an int for a certain time: it has announced, and
     * written over the length of a record.
     */
    private static AtomicBuffer writtenOver(
            final SegmentBuffer shared, final int record, final long intent, final int index, final int time) {
        final AtomicInteger reads = new AtomicInteger();
        return (AtomicBuffer) Proxy.newProxyInstance(
                AtomicBuffer.class.getClassLoader(),
                new Class<?>[] {AtomicBuffer.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("getInt")
                            && arguments[0].equals(index)
                            && reads.incrementAndGet() == time) {
                        shared.putLongRelease(CAPACITY + BroadcastBufferDescriptor.TAIL_INTENT_COUNTER_OFFSET, intent);
                        shared.putInt(record, 1_000_000_000);
                    }
                    return method.invoke(shared, arguments);
                });
    }

    @Test
    void aLengthThatWasWrittenOverIsNotTakenForThatOfACopy() {
        final SegmentBuffer shared = buffer(CAPACITY);
        // The receiver reads the type, then it is to be copied, for which the type is read again.
        final AtomicBuffer late = writtenOver(shared, 0, CAPACITY, RecordDescriptor.typeOffset(0), 2);
        final CopyBroadcastReceiver receiver = new CopyBroadcastReceiver(new BroadcastReceiver(late));
        transmit(new BroadcastTransmitter(shared), 1, "written over");
        final var told = assertThrows(IllegalStateException.class, () -> receiver.receive(handler));
        assertEquals("unable to keep up with broadcast", told.getMessage());
    }

    /** What is skipped at the end of the ring has a length, too: where that leads may be where nothing was written over. */
    @Test
    void aLengthThatWasWrittenOverIsNotSkipped() {
        final SegmentBuffer shared = buffer(CAPACITY);
        final BroadcastTransmitter transmitter = new BroadcastTransmitter(shared);
        final int end = CAPACITY - 16;
        final AtomicBuffer late = writtenOver(shared, end, end + CAPACITY, RecordDescriptor.lengthOffset(end), 1);
        final BroadcastReceiver receiver = new BroadcastReceiver(late);
        for (int i = 0; i < end / 40; i++) {
            transmit(transmitter, 1, "32 bytes, and 40 with the header");
            assertTrue(receiver.receiveNext());
        }
        transmit(transmitter, 2, "does not fit there");
        assertTrue(receiver.receiveNext());
        assertFalse(receiver.validate());
        transmit(transmitter, 3, "latest");
        assertTrue(receiver.receiveNext());
        assertTrue(receiver.validate());
        assertEquals(3, receiver.typeId());
        assertEquals(1, receiver.lappedCount());
    }

    @Test
    void whatIsBeyondTheBoundsIsRefusedAsAgronaDoes() {
        final BroadcastPair.Transmitter theirs = BroadcastPair.transmitter(buffer(CAPACITY), false);
        final SegmentBuffer shared = buffer(CAPACITY);
        final BroadcastPair.Transmitter ours = BroadcastPair.transmitter(shared, true);
        final List<Consumer<BroadcastPair.Transmitter>> calls = List.of(
                transmitter -> transmitter.transmit(0, message, 0, 8),
                transmitter -> transmitter.transmit(-1, message, 0, 8),
                transmitter -> transmitter.transmit(1, message, 0, MAX_LENGTH + 1));
        for (final var call : calls) {
            final var expected = assertThrows(RuntimeException.class, () -> call.accept(theirs));
            final var actual = assertThrows(expected.getClass(), () -> call.accept(ours));
            assertEquals(expected.getMessage(), actual.getMessage());
        }
        assertThrows(IllegalArgumentException.class, () -> ours.transmit(1, message, 0, -1));
        assertThrows(IndexOutOfBoundsException.class, () -> ours.transmit(1, message, CAPACITY - 4, 8));
        for (int i = 0; i < shared.capacity(); i++) {
            assertEquals(0, shared.getByte(i));
        }
    }

    @Test
    void buffersThatAreNotFitAreRefused() {
        final SegmentBuffer odd = buffer(CAPACITY + 8);
        final var expected = assertThrows(
                IllegalStateException.class, () -> new org.agrona.concurrent.broadcast.BroadcastTransmitter(odd));
        assertEquals(
                expected.getMessage(),
                assertThrows(IllegalStateException.class, () -> new BroadcastTransmitter(odd))
                        .getMessage());
        assertThrows(IllegalStateException.class, () -> new BroadcastReceiver(odd));
        final SegmentBuffer onHeap = new SegmentBuffer(new byte[CAPACITY + BroadcastBufferDescriptor.TRAILER_LENGTH]);
        assertThrows(IllegalStateException.class, () -> new BroadcastTransmitter(onHeap));
        assertThrows(IllegalArgumentException.class, () -> new BroadcastTransmitter(buffer(16)));
        assertThrows(IllegalArgumentException.class, () -> new BroadcastReceiver(buffer(16)));
        assertThrows(IllegalArgumentException.class, () -> new BroadcastTransmitter(memory.memory(), 31));
        assertThrows(IllegalArgumentException.class, () -> new BroadcastTransmitter(memory.memory(), (1 << 30) + 1));
    }

    /**
     * Stands for Agrona's expandable buffers, which need a flag: with some bytes at first, and more when they are used, before
     * which it does something else.
     */
    private static MutableDirectBuffer expandable(final int capacity, final Runnable before) {
        final SegmentBuffer expanded = new SegmentBuffer(new byte[CAPACITY]);
        final AtomicInteger present = new AtomicInteger(capacity);
        return (MutableDirectBuffer) Proxy.newProxyInstance(
                MutableDirectBuffer.class.getClassLoader(),
                new Class<?>[] {MutableDirectBuffer.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "isExpandable" -> true;
                    case "capacity" -> present.get();
                    case "checkLimit" -> {
                        before.run();
                        present.accumulateAndGet((int) arguments[0], Math::max);
                        yield null;
                    }
                    default -> method.invoke(expanded, arguments);
                });
    }

    @Test
    void aCopyHasRoomOrExpands() {
        final SegmentBuffer shared = buffer(CAPACITY);
        final BroadcastTransmitter transmitter = new BroadcastTransmitter(shared);
        final CopyBroadcastReceiver tight = new CopyBroadcastReceiver(new BroadcastReceiver(shared), 4);
        final CopyBroadcastReceiver expanding =
                new CopyBroadcastReceiver(new BroadcastReceiver(shared), expandable(4, () -> {}));
        transmit(transmitter, 1, "12345");
        final var told = assertThrows(IllegalStateException.class, () -> tight.receive(handler));
        assertEquals("buffer required length of 5 but only has 4", told.getMessage());
        assertEquals(1, expanding.receive(handler));
        transmit(transmitter, 1, "1234");
        assertEquals(1, tight.receive(handler));
        assertEquals(List.of("1:12345", "1:1234"), received);
    }

    @Test
    void whatIsWrittenOverWhileItIsCopiedIsHandedToNobody() {
        final SegmentBuffer shared = buffer(CAPACITY);
        final BroadcastTransmitter transmitter = new BroadcastTransmitter(shared);
        final AtomicInteger sent = new AtomicInteger();
        final MutableDirectBuffer scratch = expandable(CAPACITY, () -> {
            while (sent.getAndIncrement() < 20) {
                transmit(transmitter, 2, "meanwhile");
            }
        });
        final CopyBroadcastReceiver receiver = new CopyBroadcastReceiver(new BroadcastReceiver(shared), scratch);
        transmit(transmitter, 1, "first");
        final var told = assertThrows(IllegalStateException.class, () -> receiver.receive(handler));
        assertEquals("unable to keep up with broadcast", told.getMessage());
        assertEquals(List.of(), received);
    }

    @Test
    void betweenThreadsNothingIsTornOrOutOfOrder() throws InterruptedException, ExecutionException {
        try (BroadcastTransmitter transmitter = new BroadcastTransmitter(memory.memory(), 2_048)) {
            final BroadcastReceiver plain = new BroadcastReceiver(transmitter.buffer());
            final CopyBroadcastReceiver copier = new CopyBroadcastReceiver(new BroadcastReceiver(transmitter.buffer()));
            final List<Future<?>> parts = List.of(
                    threads.submit(() -> receiveToTheEnd(plain)),
                    threads.submit(() -> receiveToTheEnd(copier)),
                    threads.submit(() -> transmitAll(transmitter)));
            for (final Future<?> part : parts) {
                part.get();
            }
        }
    }

    private static void transmitAll(final BroadcastTransmitter transmitter) {
        final SegmentBuffer source = new SegmentBuffer(new byte[CAPACITY]);
        for (int number = 1; number <= 20_000; number++) {
            final int length = Integer.BYTES * (1 + number % 60);
            for (int i = 0; i < length; i += Integer.BYTES) {
                source.putInt(i, number);
            }
            transmitter.transmit(1, source, 0, length);
            if (number % 50 == 0) {
                LockSupport.parkNanos(PARK_NANOS);
            }
        }
        transmitter.transmit(END, source, 0, 0);
    }

    private static void receiveToTheEnd(final BroadcastReceiver receiver) {
        final SegmentBuffer copy = new SegmentBuffer(new byte[CAPACITY]);
        int last = 0;
        while (true) {
            if (!receiver.receiveNext()) {
                LockSupport.parkNanos(PARK_NANOS);
                continue;
            }
            final int type = receiver.typeId();
            final int length = receiver.length();
            if (!receiver.validate()) {
                continue;
            }
            copy.putBytes(0, receiver.buffer(), receiver.offset(), length);
            if (receiver.validate()) {
                if (type == END) {
                    return;
                }
                last = checkMessage(copy, length, last);
            }
        }
    }

    private static void receiveToTheEnd(final CopyBroadcastReceiver receiver) {
        final int[] last = {0};
        final boolean[] ended = {false};
        while (!ended[0]) {
            try {
                final int count = receiver.receive((type, buffer, index, length) -> {
                    ended[0] = type == END;
                    if (!ended[0]) {
                        last[0] = checkMessage(buffer, length, last[0]);
                    }
                });
                if (count == 0) {
                    // The last one was among those that were lost, or is yet to come.
                    ended[0] = receiver.broadcastReceiver().typeId() == END;
                    LockSupport.parkNanos(PARK_NANOS);
                }
            } catch (final IllegalStateException e) {
                assertEquals("unable to keep up with broadcast", e.getMessage());
            }
        }
    }

    private static int checkMessage(final DirectBuffer buffer, final int length, final int last) {
        final int number = buffer.getInt(0);
        assertTrue(number > last, () -> number + " after " + last);
        assertEquals(Integer.BYTES * (1 + number % 60), length);
        for (int i = 0; i < length; i += Integer.BYTES) {
            assertEquals(number, buffer.getInt(i));
        }
        return number;
    }

    @Test
    void whoeverUsesABroadcastThatIsClosedIsTold() throws InterruptedException, ExecutionException {
        for (int round = 0; round < CLOSED_BROADCASTS; round++) {
            final BroadcastTransmitter transmitter = new BroadcastTransmitter(memory.memory(), 4_096);
            final BroadcastReceiver receiver = new BroadcastReceiver(transmitter.buffer());
            final Future<String> sending = untilRefused(() -> transmitForEver(transmitter));
            final Future<String> receiving = untilRefused(() -> receiveForEver(receiver));
            final long goal = round;
            closeInTheMidst(() -> receiver.lappedCount() >= goal, transmitter::close);
            assertTold("BroadcastTransmitter is closed", List.of(sending));
            receiving.get();
            assertThrows(IllegalStateException.class, receiver::receiveNext);
            assertThrows(IllegalStateException.class, transmitter::close);
        }
    }

    private static void transmitForEver(final BroadcastTransmitter transmitter) {
        final SegmentBuffer source = new SegmentBuffer(new byte[CAPACITY]);
        while (true) {
            transmitter.transmit(1, source, 0, 100);
        }
    }

    private static void receiveForEver(final BroadcastReceiver receiver) {
        while (true) {
            receiver.receiveNext();
        }
    }

    @Test
    void whereTheSystemReadsIntoABroadcastItIsClosedAgain()
            throws IOException, InterruptedException, ExecutionException {
        final BroadcastTransmitter transmitter = new BroadcastTransmitter(memory.memory(), CAPACITY);
        closeWhileTheSystemReadsInto(((SegmentBuffer) transmitter.buffer()).segment(), transmitter::close);
    }

    @Test
    void whatWasWrittenOverForAMessageThatFailedIsNotTakenForOne() {
        final SegmentBuffer shared = buffer(CAPACITY);
        final BroadcastTransmitter transmitter = new BroadcastTransmitter(shared);
        final BroadcastReceiver receiver = new BroadcastReceiver(shared);
        for (int i = 0; i < CAPACITY / 32 - 1; i++) {
            transmit(transmitter, 1, "24 bytes, 32 with header");
        }
        // It would begin at the start of the ring, where the first message was.
        assertThrows(
                UnsupportedOperationException.class,
                () -> transmitter.transmit(2, DirectBufferStub.of(null, null, 0, 0, MAX_LENGTH), 0, MAX_LENGTH));
        transmit(transmitter, 3, "");
        assertTrue(receiver.receiveNext());
        assertEquals(3, receiver.typeId());
        assertTrue(receiver.validate());
        assertEquals(1, receiver.lappedCount());
    }

    @Test
    void aMessageOfMemoryThatIsNotThereIsRefused() {
        final SegmentBuffer shared = buffer(CAPACITY);
        final BroadcastTransmitter transmitter = new BroadcastTransmitter(shared);
        final SegmentBuffer dead = deadBuffer();
        final byte[] before = bytes(shared);
        assertThrows(IllegalStateException.class, () -> transmitter.transmit(1, dead, 0, 8));
        assertArrayEquals(before, bytes(shared));
    }

    private static SegmentBuffer deadBuffer() {
        try (Arena arena = Arena.ofConfined()) {
            return new SegmentBuffer(arena.allocate(8));
        }
    }

    private static byte[] bytes(final SegmentBuffer buffer) {
        final byte[] copy = new byte[buffer.capacity()];
        buffer.getBytes(0, copy);
        return copy;
    }

    @Test
    void aBufferOfTheUsersIsLeftAlone() {
        final SegmentBuffer shared = buffer(CAPACITY);
        final BroadcastTransmitter transmitter = new BroadcastTransmitter(shared);
        final CopyBroadcastReceiver receiver = new CopyBroadcastReceiver(new BroadcastReceiver(shared));
        transmit(transmitter, 1, "kept");
        transmitter.close();
        assertThrows(IllegalStateException.class, () -> transmit(transmitter, 1, "late"));
        assertEquals(1, receiver.receive(handler));
        transmit(new BroadcastTransmitter(shared), 1, "another's");
        assertEquals(1, receiver.receive(handler));
        assertEquals(List.of("1:kept", "1:another's"), received);
    }

    @Test
    void theCheckedModeNamesASecondTransmitter() throws InterruptedException {
        Assumptions.assumeTrue(RawMemory.CHECKED);
        try (BroadcastTransmitter transmitter = new BroadcastTransmitter(memory.memory(), CAPACITY)) {
            transmit(transmitter, 1, "first");
            final List<String> messages = new ArrayList<>();
            final Thread intruder = Thread.ofPlatform()
                    .name("intruder")
                    .start(() -> messages.add(
                            assertThrows(IllegalStateException.class, () -> transmit(transmitter, 1, "second"))
                                    .getMessage()));
            intruder.join();
            assertTrue(messages.getFirst().contains("a second transmitter"), messages::toString);
            assertTrue(messages.getFirst().contains("intruder"), messages::toString);
        }
    }
}

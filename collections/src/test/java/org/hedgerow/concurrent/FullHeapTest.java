package org.hedgerow.concurrent;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.ringbuffer.RingBuffer;
import org.hedgerow.memory.GuardedMemory;
import org.hedgerow.memory.kernel.Ballast;
import org.hedgerow.memory.kernel.ChildJvm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What queues do while the heap is full. */
class FullHeapTest {

    /** Prints what came of it. */
    static final class Child {

        /** So long that to clear it is a call. */
        private static final int LENGTH = 300;

        private static final int MESSAGES = 3;

        private static int read;

        private static void fill(final RingBuffer ring) {
            final SegmentBuffer message = new SegmentBuffer(new byte[LENGTH]);
            for (int i = 0; i < MESSAGES; i++) {
                ring.write(1, message, 0, LENGTH);
            }
        }

        public static void main(final String[] arguments) {
            final GuardedMemory memory = GuardedMemory.shared();
            final ManyToOneRingBuffer ring = new ManyToOneRingBuffer(memory, 4_096);
            // What runs for the first time makes objects.
            fill(ring);
            final Runnable readOne = () -> ring.read((type, buffer, index, length) -> read++, 1);
            readOne.run();
            ring.read((type, buffer, index, length) -> {});
            fill(ring);
            read = 0;
            Ballast.fill();
            for (int i = 0; i < MESSAGES; i++) {
                Ballast.leavesRoomFor(readOne);
            }
            Ballast.dropAll();
            readOne.run();
            System.out.println(read + " messages");
            ring.close();
            closeAll(queues(memory));
            System.out.println(memory.stats().liveBlocks() + " blocks");
        }

        private static List<AutoCloseable> queues(final GuardedMemory memory) {
            final List<AutoCloseable> queues = new ArrayList<>();
            for (final LongQueueKind kind : LongQueueKind.values()) {
                queues.add(kind.create(memory, 64, -1));
            }
            for (final MessageQueueKind kind : MessageQueueKind.values()) {
                queues.add(kind.create(memory, Long.MAX_VALUE, 64));
            }
            for (final RingKind kind : RingKind.values()) {
                queues.add(kind.create(memory, 64));
            }
            queues.add(new BroadcastTransmitter(memory, 64));
            return queues;
        }

        /** While the heap is full, where that may be refused, and then when it is not. */
        private static void closeAll(final List<AutoCloseable> queues) {
            final boolean[] closed = new boolean[queues.size()];
            Ballast.fill();
            for (int i = 0; i < closed.length; i++) {
                closed[i] = close(queues.get(i));
            }
            Ballast.dropAll();
            for (int i = 0; i < closed.length; i++) {
                if (!closed[i]) {
                    close(queues.get(i));
                }
            }
        }

        private static boolean close(final AutoCloseable queue) {
            try {
                queue.close();
                return true;
            } catch (final OutOfMemoryError e) {
                return false;
            } catch (final Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Test
    void eachMessageIsReadOnceAndWhatIsNotClosedIsClosedAgain(@TempDir final Path directory)
            throws IOException, InterruptedException {
        final ChildJvm.Result result = new ChildJvm(directory, Ballast.FLAGS).run(Child.class);
        assertEquals(0, result.exitCode(), result::toString);
        assertEquals("3 messages\n0 blocks\n", result.output());
    }
}

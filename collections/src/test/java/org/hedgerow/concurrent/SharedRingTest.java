package org.hedgerow.concurrent;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.RingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;
import org.hedgerow.memory.access.RawMemory;
import org.hedgerow.memory.kernel.ChildJvm;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Our ring buffers in one process and Agrona's in another, over one file that both have mapped. */
class SharedRingTest {

    private static final int MESSAGES = 100_000;
    private static final int BYTES = (32 << 10) + RingBufferDescriptor.TRAILER_LENGTH;
    private static final int CHILD_TYPE = 1;
    private static final int OUR_TYPE = 2;

    /** What Agrona's buffer needs. */
    private static final List<String> FLAGS = List.of("--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED", "-Xmx64m");

    @TempDir
    private Path directory;

    /** Agrona's side. */
    static final class Child {

        public static void main(final String[] arguments) throws IOException {
            final RingKind kind = RingKind.valueOf(arguments[0]);
            final boolean producer = Boolean.parseBoolean(arguments[1]);
            try (FileChannel file = open(Path.of(arguments[2]))) {
                final RingBuffer ring = kind.theirs(new UnsafeBuffer(file.map(MapMode.READ_WRITE, 0, BYTES)));
                if (producer) {
                    SharedRingMessages.produce(ring, CHILD_TYPE, MESSAGES);
                } else {
                    System.out.println(SharedRingMessages.consume(ring, 1, MESSAGES));
                }
            }
        }
    }

    private static FileChannel open(final Path path) throws IOException {
        return FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    @BeforeEach
    void onlyUnchecked() {
        Assumptions.assumeFalse(RawMemory.CHECKED, "nothing here is raw memory");
    }

    private Future<ChildJvm.Result> start(
            final ExecutorService threads, final RingKind kind, final boolean producer, final Path path) {
        return threads.submit(() -> new ChildJvm(directory, FLAGS)
                .run(Child.class, kind.name(), Boolean.toString(producer), path.toString()));
    }

    @ParameterizedTest
    @EnumSource
    void weReadWhatAgronaWritesInAnotherProcess(final RingKind kind)
            throws IOException, InterruptedException, ExecutionException {
        final Path path = directory.resolve("ring");
        try (ExecutorService threads = Executors.newCachedThreadPool();
                FileChannel file = open(path);
                Arena arena = Arena.ofShared()) {
            final RingBuffer ring = kind.ours(new SegmentBuffer(file.map(MapMode.READ_WRITE, 0, BYTES, arena)));
            final Future<ChildJvm.Result> child = start(threads, kind, true, path);
            final long sum = SharedRingMessages.consume(ring, 1, MESSAGES);
            assertEndedWell(child.get(), "");
            assertEquals(SharedRingMessages.checksum(CHILD_TYPE, MESSAGES), sum);
        }
    }

    @ParameterizedTest
    @EnumSource
    void agronaReadsInAnotherProcessWhatWeWrite(final RingKind kind)
            throws IOException, InterruptedException, ExecutionException {
        final Path path = directory.resolve("ring");
        try (ExecutorService threads = Executors.newCachedThreadPool();
                FileChannel file = open(path);
                Arena arena = Arena.ofShared()) {
            final RingBuffer ring = kind.ours(new SegmentBuffer(file.map(MapMode.READ_WRITE, 0, BYTES, arena)));
            final Future<ChildJvm.Result> child = start(threads, kind, false, path);
            SharedRingMessages.produce(ring, OUR_TYPE, MESSAGES);
            assertEndedWell(child.get(), SharedRingMessages.checksum(OUR_TYPE, MESSAGES) + "\n");
        }
    }

    @Test
    void producersOfBothKindsClaimFromOneRing() throws IOException, InterruptedException, ExecutionException {
        final Path path = directory.resolve("ring");
        try (ExecutorService threads = Executors.newCachedThreadPool();
                FileChannel file = open(path);
                Arena arena = Arena.ofShared()) {
            final RingBuffer ring =
                    new ManyToOneRingBuffer(new SegmentBuffer(file.map(MapMode.READ_WRITE, 0, BYTES, arena)));
            final Future<ChildJvm.Result> child = start(threads, RingKind.MANY_TO_ONE, true, path);
            final Future<?> producer = threads.submit(() -> SharedRingMessages.produce(ring, OUR_TYPE, MESSAGES));
            final long sum = SharedRingMessages.consume(ring, 2, MESSAGES);
            assertEndedWell(child.get(), "");
            producer.get();
            assertEquals(
                    SharedRingMessages.checksum(CHILD_TYPE, MESSAGES) + SharedRingMessages.checksum(OUR_TYPE, MESSAGES),
                    sum);
        }
    }

    private static void assertEndedWell(final ChildJvm.Result child, final String output) {
        assertEquals(0, child.exitCode(), child::toString);
        assertEquals(output, child.output(), child::toString);
    }
}

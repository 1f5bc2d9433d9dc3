package org.hedgerow.concurrent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.hedgerow.memory.GuardedMemory;
import org.hedgerow.memory.MemoryOptions;
import org.hedgerow.memory.MemoryStats;
import org.junit.jupiter.api.Test;

/**
 * Unbounded queues over a long time: producers come and go, the queue swings between empty and a bound, and its memory with
 * it, some times at the least however slow the machine is. Short in the build; by hand {@code -Dhedgerow.soakSeconds=600} says
 * how long each queue is tried, and from a minute on the bound is 1 GiB.
 */
class QueueSoakTest {

    private static final String SECONDS_PROPERTY = "hedgerow.soakSeconds";
    private static final double SECONDS = Double.parseDouble(System.getProperty(SECONDS_PROPERTY, "2.5"));
    private static final double SECONDS_BY_HAND = 60;
    private static final long BOUND_BYTES = SECONDS < SECONDS_BY_HAND ? 32L << 20 : 1L << 30;

    /** So many times at the least a queue is filled and drained. */
    private static final int SWINGS = 4;

    private static final int PRODUCERS = 3;
    private static final int MAX_LIFE = 200_000;
    private static final int TURN = 64;
    private static final long PARK_NANOS = 200_000;
    private static final int NUMBER_BITS = 32;

    /** What is tried: a queue of whatever, as one of numbers that are not 0. */
    private interface Channel extends AutoCloseable {

        /** A part for one producer. */
        Sender sender();

        /** Receives what is there, up to a limit; answers how many. */
        int receive(Receiver receiver, int limit);

        /** What lies in the queue. */
        long bytes();

        int chunkBytes();

        @Override
        void close();
    }

    /** Sends a number; answers false if there was no room. */
    private interface Sender {
        boolean send(long value);
    }

    /** Gets a number that was sent. */
    private interface Receiver {
        void receive(long value);
    }

    private static final class Longs implements Channel {
        private final ManyToOneUnboundedLongQueue queue;

        private Longs(final GuardedMemory memory) {
            queue = new ManyToOneUnboundedLongQueue(memory, BOUND_BYTES / Long.BYTES);
        }

        @Override
        public Sender sender() {
            return queue::offer;
        }

        @Override
        public int receive(final Receiver receiver, final int limit) {
            return queue.drain(receiver::receive, limit);
        }

        @Override
        public long bytes() {
            return queue.size() * Long.BYTES;
        }

        @Override
        public int chunkBytes() {
            return UnboundedLongQueue.DEFAULT_CHUNK_BYTES;
        }

        @Override
        public void close() {
            queue.close();
        }
    }

    /** A number is sent some times over, as often as itself says, so that it is found out if it is torn. */
    private static final class Messages implements Channel {
        private static final int MAX_COPIES = 120;

        private final ManyToOneMessageQueue queue;

        private Messages(final GuardedMemory memory) {
            queue = new ManyToOneMessageQueue(memory, BOUND_BYTES);
        }

        private static int length(final long value) {
            return (int) (1 + Math.floorMod((value * 0x9E3779B97F4A7C15L) >>> 20, (long) MAX_COPIES)) * Long.BYTES;
        }

        @Override
        public Sender sender() {
            final SegmentBuffer source = new SegmentBuffer(new byte[MAX_COPIES * Long.BYTES]);
            return value -> {
                final int length = length(value);
                for (int i = 0; i < length; i += Long.BYTES) {
                    source.putLong(i, value);
                }
                return queue.write(1, source, 0, length);
            };
        }

        @Override
        public int receive(final Receiver receiver, final int limit) {
            return queue.read(
                    (type, buffer, index, length) -> {
                        final long value = buffer.getLong(index);
                        assertEquals(length(value), length);
                        for (int i = 0; i < length; i += Long.BYTES) {
                            assertEquals(value, buffer.getLong(index + i), "torn");
                        }
                        receiver.receive(value);
                    },
                    limit);
        }

        @Override
        public long bytes() {
            return queue.size();
        }

        @Override
        public int chunkBytes() {
            return AbstractMessageQueue.DEFAULT_CHUNK_BYTES;
        }

        @Override
        public void close() {
            queue.close();
        }
    }

    private final AtomicInteger lives = new AtomicInteger();
    private final AtomicInteger sending = new AtomicInteger();
    private final AtomicLong refused = new AtomicLong();
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong sentSum = new AtomicLong();

    /** How many each producer has sent. */
    private final ConcurrentMap<Integer, Long> sentBy = new ConcurrentHashMap<>();

    private volatile boolean filling;
    private volatile boolean ended;

    private long received;
    private long receivedSum;
    private int[] next = new int[1_024];

    @Test
    void aQueueOfLongs() throws InterruptedException, ExecutionException {
        try (GuardedMemory memory = GuardedMemory.open(MemoryOptions.defaults())) {
            soak(memory, new Longs(memory));
        }
    }

    @Test
    void aQueueOfMessages() throws InterruptedException, ExecutionException {
        try (GuardedMemory memory = GuardedMemory.open(MemoryOptions.defaults())) {
            soak(memory, new Messages(memory));
        }
    }

    private void soak(final GuardedMemory memory, final Channel channel)
            throws InterruptedException, ExecutionException {
        try (ExecutorService threads = Executors.newCachedThreadPool()) {
            final List<Future<?>> parts = new ArrayList<>();
            try {
                for (int i = 0; i < PRODUCERS; i++) {
                    parts.add(threads.submit(() -> produceInLives(channel)));
                }
                parts.add(threads.submit(() -> consume(channel)));
                swing(memory, channel, parts);
            } finally {
                ended = true;
            }
            for (final Future<?> part : parts) {
                part.get();
            }
        }
        assertEquals(sent.get(), received);
        assertEquals(sentSum.get(), receivedSum);
        sentBy.forEach((producer, count) ->
                assertEquals(count, producer < next.length ? next[producer] : 0, "of producer " + producer));
        channel.close();
        final MemoryStats stats = memory.stats();
        assertEquals(0, stats.liveBlocks());
        assertEquals(0, stats.failedUnmaps());
        assertEquals(0, stats.strandedBytes());
    }

    /** Lets the queue be filled and drained, and looks at the memory when it is full, when nobody moves, and when it is empty. */
    private void swing(final GuardedMemory memory, final Channel channel, final List<Future<?>> parts) {
        final long start = System.nanoTime();
        for (int swings = 0; swings < SWINGS || System.nanoTime() - start < SECONDS * 1e9; swings++) {
            final long refusals = refused.get();
            filling = true;
            while (refused.get() == refusals) {
                pause(parts);
            }
            // A producer found no room, and they keep it so. The consumer has taken some meanwhile.
            final long full = memory.stats().usedBytes();
            assertTrue(full > BOUND_BYTES / 2, () -> "refused at " + full + " bytes");
            filling = false;
            while (sending.get() > 0) {
                pause(parts);
            }
            final long most = channel.bytes();
            final long used = memory.stats().usedBytes();
            // The system's pages and what a chunk leaves unused come on top of the records.
            assertTrue(
                    used <= most + most / 5 + (3L + ChunkChain.MAX_SPARES) * channel.chunkBytes(),
                    () -> used + " bytes for " + most);
            while (channel.bytes() > 0) {
                pause(parts);
            }
            final MemoryStats stats = memory.stats();
            assertTrue(stats.liveBlocks() <= 1 + ChunkChain.MAX_SPARES, () -> "only spare chunks: " + stats);
        }
    }

    private static void pause(final List<Future<?>> parts) {
        LockSupport.parkNanos(PARK_NANOS);
        // A part that has ended has failed.
        assertTrue(parts.stream().noneMatch(Future::isDone), "a producer or the consumer has failed");
    }

    private void produceInLives(final Channel channel) {
        final SplittableRandom random = new SplittableRandom();
        while (!ended) {
            final int producer = lives.getAndIncrement();
            final int messages = 1 + random.nextInt(MAX_LIFE);
            try {
                Thread.ofPlatform()
                        .start(() -> produce(channel.sender(), producer, messages))
                        .join();
            } catch (final InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private void produce(final Sender sender, final int producer, final int messages) {
        long number = 0;
        long sum = 0;
        while (number < messages && !ended) {
            sending.incrementAndGet();
            boolean room = filling;
            for (int i = 0; i < TURN && room && number < messages; i++) {
                final long value = value(producer, number);
                room = sender.send(value);
                if (room) {
                    sum += value;
                    number++;
                } else {
                    refused.incrementAndGet();
                }
            }
            sending.decrementAndGet();
            if (!room) {
                LockSupport.parkNanos(PARK_NANOS);
            }
        }
        sent.addAndGet(number);
        sentSum.addAndGet(sum);
        sentBy.put(producer, number);
    }

    private static long value(final int producer, final long number) {
        return (long) (producer + 1) << NUMBER_BITS | number;
    }

    private void consume(final Channel channel) {
        final SplittableRandom random = new SplittableRandom();
        while (!ended || sending.get() > 0 || channel.bytes() > 0) {
            final boolean slowly = filling && !ended;
            final int count = channel.receive(this::check, slowly ? 1 + random.nextInt(TURN) : 10 * TURN);
            if (slowly || count == 0) {
                LockSupport.parkNanos(PARK_NANOS);
            }
        }
    }

    private void check(final long value) {
        final int producer = (int) (value >>> NUMBER_BITS) - 1;
        if (producer >= next.length) {
            next = Arrays.copyOf(next, 2 * producer);
        }
        assertEquals(value(producer, next[producer]), value, "lost, doubled or out of order");
        next[producer]++;
        received++;
        receivedSum += value;
    }
}

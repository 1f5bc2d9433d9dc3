package org.hedgerow.concurrent;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.ringbuffer.RingBuffer;

/** Numbered messages through a ring buffer that two processes share, and their checksum. */
final class SharedRingMessages {

    private static final long PARK_NANOS = 20_000;
    private static final long TIMEOUT_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final int MAX_TYPE = 2;

    private SharedRingMessages() {}

    private static int length(final int number) {
        return Integer.BYTES * (1 + number % 30);
    }

    private static int word(final int type, final int number, final int index) {
        return 31 * (31 * number + type) + index;
    }

    /** Sends the messages 0 to count - 1. */
    static void produce(final RingBuffer ring, final int type, final int count) {
        final long start = System.nanoTime();
        for (int number = 0; number < count; number++) {
            final int length = length(number);
            int index = ring.tryClaim(type, length);
            while (index < 0) {
                pause(start, () -> "there is no room");
                index = ring.tryClaim(type, length);
            }
            for (int i = 0; i < length; i += Integer.BYTES) {
                ring.buffer().putInt(index + i, word(type, number, i));
            }
            ring.commit(index);
        }
    }

    /** Receives the messages of producers, checks each of them, and answers the checksum of all. */
    static long consume(final RingBuffer ring, final int producers, final int count) {
        final long start = System.nanoTime();
        final int[] next = new int[MAX_TYPE + 1];
        final long[] sum = {0};
        for (int left = producers * count; left > 0; ) {
            final int received = ring.read(
                    (type, buffer, index, length) -> sum[0] += checkedSum(type, next[type]++, buffer, index, length));
            left -= received;
            if (received == 0) {
                final int missing = left;
                pause(start, () -> missing + " messages have not come");
            }
        }
        return sum[0];
    }

    private static long checkedSum(
            final int type, final int number, final DirectBuffer buffer, final int index, final int length) {
        if (length != length(number)) {
            throw new AssertionError("message " + number + " of " + type + " has " + length + " bytes");
        }
        long sum = 0;
        for (int i = 0; i < length; i += Integer.BYTES) {
            final int word = buffer.getInt(index + i);
            if (word != word(type, number, i)) {
                throw new AssertionError("message " + number + " of " + type + " is wrong at " + i + ": " + word);
            }
            sum = 31 * sum + word;
        }
        return sum;
    }

    /** What {@link #consume} answers for the messages of a producer. */
    static long checksum(final int type, final int count) {
        long all = 0;
        for (int number = 0; number < count; number++) {
            long sum = 0;
            for (int i = 0; i < length(number); i += Integer.BYTES) {
                sum = 31 * sum + word(type, number, i);
            }
            all += sum;
        }
        return all;
    }

    private static void pause(final long start, final Supplier<String> what) {
        if (System.nanoTime() - start > TIMEOUT_NANOS) {
            throw new AssertionError("no end after a minute: " + what.get());
        }
        LockSupport.parkNanos(PARK_NANOS);
    }
}

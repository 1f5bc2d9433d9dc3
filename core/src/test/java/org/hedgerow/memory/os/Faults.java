package org.hedgerow.memory.os;

import java.util.EnumSet;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Decides which system calls of a {@link FaultyOs} fail, and how. */
@FunctionalInterface
public interface Faults {

    /** The calls that can be made to fail. */
    enum Call {
        MMAP,
        MUNMAP,
        MPROTECT,
        MADVISE,
        MBIND,
        OPEN
    }

    /**
     * Decides on one call.
     *
     * @param call what is called
     * @param number how many calls that can fail were made since these faults are in force, this one included
     * @return the error, or null if the call is to be made
     */
    @Nullable
    Errno of(Call call, long number);

    /** No call fails. */
    static Faults none() {
        return (call, number) -> null;
    }

    /** The n-th call fails, whatever it is. */
    static Faults nth(final long n, final Errno errno) {
        return (call, number) -> number == n ? errno : null;
    }

    /** From the n-th on, so many calls find the heap too full to be made. */
    static Faults fullHeap(final long n, final long count) {
        return (call, number) -> {
            if (number >= n && number < n + count) {
                throw new OutOfMemoryError("a full heap, as a test has it");
            }
            return null;
        };
    }

    /** Every call of a kind fails. */
    static Faults every(final Call kind, final Errno errno) {
        return (call, number) -> call == kind ? errno : null;
    }

    /** Every call of some kinds fails with a probability of one in {@code oneIn}; the same calls for the same seed. */
    static Faults random(final long seed, final int oneIn, final Errno errno, final Call first, final Call... more) {
        final Set<Call> kinds = EnumSet.of(first, more);
        final Random random = new Random(seed);
        return (call, number) -> kinds.contains(call) && random.nextInt(oneIn) == 0 ? errno : null;
    }
}

package org.hedgerow.testkit;

import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import java.util.function.LongConsumer;
import org.hedgerow.memory.os.Errno;
import org.hedgerow.memory.os.Os;

/**
 * Another {@link Os}, whose calls fail and take time by a {@link FaultPlan}. Thread-safe.
 */
@SuppressWarnings("exports") // The seam is for test tools.
public final class FaultyOs extends ForwardingOs {

    private final LongConsumer pause;
    private final Map<FaultPlan.Call, Long> failures = new EnumMap<>(FaultPlan.Call.class);

    private FaultPlan plan = FaultPlan.none();
    private Random random = new Random(0);
    private long calls;

    /**
     * Wraps a system.
     *
     * @param os makes the calls that do not fail
     * @param pause lets that many nanoseconds pass, on the clock of that system
     */
    public FaultyOs(final Os os, final LongConsumer pause) {
        super(os);
        this.pause = pause;
    }

    /**
     * Puts a plan in force; its count of calls begins anew.
     *
     * @param newPlan the plan
     */
    public synchronized void plan(final FaultPlan newPlan) {
        plan = newPlan;
        random = new Random(newPlan.seed());
        calls = 0;
    }

    /**
     * How many calls of a kind failed by a plan.
     *
     * @param call the kind
     * @return a count
     */
    public synchronized long failures(final FaultPlan.Call call) {
        return failures.getOrDefault(call, 0L);
    }

    @Override
    public long mmap(
            final long address,
            final long bytes,
            final int protection,
            final int flags,
            final int fd,
            final long offset) {
        final int failure = failure(FaultPlan.Call.MMAP);
        return failure != 0 ? failure : super.mmap(address, bytes, protection, flags, fd, offset);
    }

    @Override
    public int munmap(final long address, final long bytes) {
        final int failure = failure(FaultPlan.Call.MUNMAP);
        return failure != 0 ? failure : super.munmap(address, bytes);
    }

    @Override
    public int mprotect(final long address, final long bytes, final int protection) {
        final int failure = failure(FaultPlan.Call.MPROTECT);
        return failure != 0 ? failure : super.mprotect(address, bytes, protection);
    }

    @Override
    public int madvise(final long address, final long bytes, final int advice) {
        final int failure = failure(FaultPlan.Call.MADVISE);
        return failure != 0 ? failure : super.madvise(address, bytes, advice);
    }

    @Override
    public int mbind(final long address, final long bytes, final int node) {
        final int failure = failure(FaultPlan.Call.MBIND);
        return failure != 0 ? failure : super.mbind(address, bytes, node);
    }

    @Override
    public int open(final String path, final int flags) {
        final int failure = failure(FaultPlan.Call.OPEN);
        return failure != 0 ? failure : super.open(path, flags);
    }

    private int failure(final FaultPlan.Call call) {
        final FaultPlan.Fate fate;
        synchronized (this) {
            calls++;
            fate = plan.fateOf(call, calls, random);
            if (fate.errno() != null) {
                failures.merge(call, 1L, Long::sum);
            }
        }
        if (fate.delayNanos() > 0) {
            pause.accept(fate.delayNanos());
        }
        final Errno errno = fate.errno();
        return errno == null ? 0 : -errno.number();
    }
}

package org.hedgerow.testkit;

import java.util.BitSet;
import java.util.List;
import org.hedgerow.memory.os.Os;
import org.hedgerow.memory.os.Vma;

/** Passes all calls on to another {@link Os}: for those that change some of them. */
class ForwardingOs implements Os {

    private final Os os;

    ForwardingOs(final Os os) {
        this.os = os;
    }

    @Override
    public long mmap(
            final long address,
            final long bytes,
            final int protection,
            final int flags,
            final int fd,
            final long offset) {
        return os.mmap(address, bytes, protection, flags, fd, offset);
    }

    @Override
    public int munmap(final long address, final long bytes) {
        return os.munmap(address, bytes);
    }

    @Override
    public int mprotect(final long address, final long bytes, final int protection) {
        return os.mprotect(address, bytes, protection);
    }

    @Override
    public int madvise(final long address, final long bytes, final int advice) {
        return os.madvise(address, bytes, advice);
    }

    @Override
    public int mbind(final long address, final long bytes, final int node) {
        return os.mbind(address, bytes, node);
    }

    @Override
    public BitSet numaNodes() {
        return os.numaNodes();
    }

    @Override
    public int open(final String path, final int flags) {
        return os.open(path, flags);
    }

    @Override
    public int mincore(final long address) {
        return os.mincore(address);
    }

    @Override
    public int pageBytes() {
        return os.pageBytes();
    }

    @Override
    public long hugePageBytes() {
        return os.hugePageBytes();
    }

    @Override
    public int maxMapCount() {
        return os.maxMapCount();
    }

    @Override
    public int mapCount() {
        return os.mapCount();
    }

    @Override
    public List<Vma> vmas() {
        return os.vmas();
    }

    @Override
    public long nanoTime() {
        return os.nanoTime();
    }
}

package org.hedgerow.memory.os;

import java.util.BitSet;
import java.util.List;

/**
 * The system calls that Hedgerow makes, each as the kernel has it, and the limits that the kernel states. One of them, {@link
 * #mincore}, is not made by the library: by it, tests and the demo look at what became of memory.
 *
 * <p>A call answers 0 or more on success and {@code -errno} on failure (see {@link Errno}). Implementations are
 * thread-safe: any thread may make any call at any time. No call allocates memory that outlives it.
 *
 * @see <a href="https://man7.org/linux/man-pages/man2/mmap.2.html">mmap(2)</a>
 * @see <a href="https://man7.org/linux/man-pages/man2/madvise.2.html">madvise(2)</a>
 */
public interface Os {

    /** Protection: pages may not be accessed. */
    int PROT_NONE = 0;

    /** Protection: pages may be read. */
    int PROT_READ = 1;

    /** Protection: pages may be written. */
    int PROT_WRITE = 2;

    /** Mapping flag: writes stay private to this process. */
    int MAP_PRIVATE = 0x02;

    /** Mapping flag: backed by no file. */
    int MAP_ANONYMOUS = 0x20;

    /** Mapping flag: reserve no swap space for the mapping. */
    int MAP_NORESERVE = 0x4000;

    /** Advice: none. */
    int MADV_NORMAL = 0;

    /** Advice: drop the pages now; they read as zero afterwards. Works at the map limit, on any sub-range. */
    int MADV_DONTNEED = 4;

    /**
     * Advice: drop the pages when the system needs memory (Linux 4.5). Until a page is written again, it reads as it was
     * or as zero; what is written stays. It counts as resident until then. Works at the map limit, on any sub-range.
     */
    int MADV_FREE = 8;

    /** Advice: back the range with huge pages. Changes the attributes of the mapping, so only for a whole one. */
    int MADV_HUGEPAGE = 14;

    /** Advice: never back the range with huge pages. Changes the attributes of the mapping, so only for a whole one. */
    int MADV_NOHUGEPAGE = 15;

    /** Advice: populate the page tables, as if each page had been written (Linux 5.14). */
    int MADV_POPULATE_WRITE = 23;

    /** Advice: make the pages inaccessible without a mapping of their own (Linux 6.13). */
    int MADV_GUARD_INSTALL = 102;

    /** Open flag: for reading and writing. */
    int O_RDWR = 2;

    /** Open flag: closed when the process executes another program. */
    int O_CLOEXEC = 0x80000;

    /**
     * Makes a mapping.
     *
     * @param address where the caller would like it, or 0
     * @param bytes length, more than 0
     * @param protection a sum of {@code PROT_} constants
     * @param flags a sum of {@code MAP_} constants
     * @param fd the file, or -1 with {@link #MAP_ANONYMOUS}
     * @param offset where in the file it begins
     * @return the address, or {@code -errno}
     */
    long mmap(long address, long bytes, int protection, int flags, int fd, long offset);

    /**
     * Removes all mappings in a range.
     *
     * @param address first byte, a multiple of the page size
     * @param bytes length
     * @return 0 or {@code -errno}
     */
    int munmap(long address, long bytes);

    /**
     * Changes what may be done with the pages of a range.
     *
     * @param address first byte, a multiple of the page size
     * @param bytes length
     * @param protection a sum of {@code PROT_} constants
     * @return 0 or {@code -errno}
     */
    int mprotect(long address, long bytes, int protection);

    /**
     * Gives advice about a range.
     *
     * @param address first byte, a multiple of the page size
     * @param bytes length
     * @param advice one of the {@code MADV_} constants
     * @return 0 or {@code -errno}
     */
    int madvise(long address, long bytes, int advice);

    /**
     * Has the pages of a range come from one NUMA node, and from no other (mbind(2) with {@code MPOL_BIND}). Changes the
     * attributes of the mapping, so only for a whole one. Pages that are there already stay where they are.
     *
     * @param address first byte, a multiple of the page size
     * @param bytes length
     * @param node the number of the node, from 0 to 1,023
     * @return 0 or {@code -errno}; {@code -ENOSYS} where the system has no such call, and {@code -EINVAL} where there is
     *     no such node or the process may not use it
     */
    default int mbind(final long address, final long bytes, final int node) {
        return -Errno.ENOSYS.number();
    }

    /**
     * Opens a file.
     *
     * @param path the file
     * @param flags a sum of {@code O_} constants
     * @return the file descriptor, or {@code -errno}
     */
    int open(String path, int flags);

    /**
     * Asks whether a page is mapped at all, resident or not (mincore(2)).
     *
     * @param address an address in the page, a multiple of the page size
     * @return 1 if it is mapped and resident, 0 if it is mapped only, {@code -ENOMEM} if it is not mapped,
     *     or another {@code -errno}
     */
    int mincore(long address);

    /**
     * The size of a page.
     *
     * @return bytes, a power of two
     */
    int pageBytes();

    /**
     * The size of a transparent huge page.
     *
     * @return bytes, a power of two, or 0 where the system has none
     */
    long hugePageBytes();

    /**
     * The NUMA nodes that have memory, read anew at each call.
     *
     * @return their numbers; empty where {@link #mbind} cannot bind to any
     */
    default BitSet numaNodes() {
        return new BitSet();
    }

    /**
     * The most mappings that the kernel allows this process ({@code vm.max_map_count}), read anew at each call.
     *
     * @return the limit
     */
    int maxMapCount();

    /**
     * How many mappings the process has now. The cost grows with that count: about 0.3 ms per thousand.
     *
     * @return the count, as the kernel compares it with {@link #maxMapCount()}
     * @throws java.io.UncheckedIOException if the system does not tell it at the moment, such as to a process that may open no
     *     more files
     */
    int mapCount();

    /**
     * The mappings that the process has now, those that {@link #mapCount()} counts. The cost grows with their number:
     * about a millisecond per thousand, and some hundred bytes of heap for each.
     *
     * @return the mappings in the order of their addresses
     * @throws java.io.UncheckedIOException if the system does not tell them at the moment, as with {@link #mapCount()}
     * @throws UnsupportedOperationException if this system, not being a real one, does not tell
     */
    default List<Vma> vmas() {
        throw new UnsupportedOperationException("this system does not tell its mappings");
    }

    /**
     * The time, for how long a count of mappings holds. A model of a system has a clock of its own, so that what happens
     * on it depends on nothing but its seed.
     *
     * @return nanoseconds since an arbitrary moment, as {@link System#nanoTime()}
     */
    default long nanoTime() {
        return System.nanoTime();
    }
}

package org.hedgerow.testkit.kernel;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.hedgerow.memory.os.LinuxOs;
import org.hedgerow.memory.os.Os;

/**
 * The memory behind a {@link ModelKernel}: one real mapping as large as its address space, all of it readable and
 * writable, so that a fault of the code under test is a failed test instead of the end of the JVM.
 *
 * <p>What the model has not made accessible is filled with a pattern: who reads there reads nonsense, and who writes there
 * is found out when the pages are looked at again. Of long ranges only the pages at both ends are filled.
 */
@SuppressWarnings("restricted") // The address space is addresses.
final class Backing {

    private static final long POISON = 0xDEAD_FE4C_E0DD_BA11L;

    /** How many pages at each end of a range are filled. */
    private static final int FILLED_PAGES = 8;

    private static final long ALIGNMENT = 1L << 30;
    private static final int MADV_PAGEOUT = 21;

    private final Os real = LinuxOs.instance();
    private final long pageBytes = real.pageBytes();
    private final long bytes;
    private final long mapping;
    private final long start;
    private final MemorySegment memory;
    private final BitSet accessible = new BitSet();
    private final BitSet poisoned = new BitSet();
    /** Pages that were freed lazily, and may not have been taken. */
    private final BitSet lazy = new BitSet();

    private final List<String> strays = new ArrayList<>();

    Backing(final long bytes) {
        this.bytes = bytes;
        final int flags = Os.MAP_PRIVATE | Os.MAP_ANONYMOUS | Os.MAP_NORESERVE;
        mapping = real.mmap(0, bytes + ALIGNMENT, Os.PROT_READ | Os.PROT_WRITE, flags, -1, 0);
        if (mapping < 0) {
            throw new IllegalStateException("no address space for a model of " + bytes + " bytes: errno " + -mapping);
        }
        start = (mapping + ALIGNMENT - 1) & -ALIGNMENT;
        memory = MemorySegment.ofAddress(start).reinterpret(bytes);
        // Patterns of single pages, and memory that is as small as the test's.
        real.madvise(mapping, bytes + ALIGNMENT, Os.MADV_NOHUGEPAGE);
    }

    /** The first byte of the address space. */
    long start() {
        return start;
    }

    /** Behind the last byte of the address space. */
    long end() {
        return start + bytes;
    }

    /** Where code wrote to what is not accessible; the list grows as pages are looked at. */
    List<String> strays() {
        return strays;
    }

    /** Makes pages accessible, or not. What becomes accessible after it held the pattern, reads as zero. */
    void accessible(final int fromPage, final int toPage, final boolean yes) {
        if (yes) {
            checkPoison(fromPage, toPage);
            for (int page = poisoned.nextSetBit(fromPage); page >= 0 && page < toPage; ) {
                final int end = Math.min(toPage, poisoned.nextClearBit(page));
                zero(page, end);
                page = poisoned.nextSetBit(end);
            }
            poisoned.clear(fromPage, toPage);
            accessible.set(fromPage, toPage);
            return;
        }
        for (int page = accessible.nextSetBit(fromPage); page >= 0 && page < toPage; ) {
            final int end = Math.min(toPage, accessible.nextClearBit(page));
            poison(page, Math.min(end, page + FILLED_PAGES));
            poison(Math.max(page, end - FILLED_PAGES), end);
            accessible.clear(page, end);
            page = accessible.nextSetBit(end);
        }
    }

    /** Drops the contents of pages, but for the pattern. */
    void drop(final int fromPage, final int toPage) {
        forEachRunWithoutPattern(fromPage, toPage, this::zero);
    }

    /** Drops the contents of pages, but for the pattern, at some time after this, unless they are written before. */
    void free(final int fromPage, final int toPage) {
        forEachRunWithoutPattern(fromPage, toPage, (page, end) -> {
            advise(page, end, Os.MADV_FREE);
            lazy.set(page, end);
        });
    }

    /** Whether there are pages that were freed lazily, and may not have been taken. */
    boolean hasLazy() {
        return !lazy.isEmpty();
    }

    /** Takes some pages that were freed lazily, if they have not been written since: the running system knows. */
    void takeLazy(final Random random) {
        final int page = lazy.nextSetBit(random.nextInt(lazy.length()));
        final int end = page + 1 + random.nextInt(lazy.nextClearBit(page) - page);
        lazy.clear(page, end);
        // An older system does not know it: then they are taken when it pleases the running one.
        real.madvise(addressOf(page), (end - page) * pageBytes, MADV_PAGEOUT);
    }

    private interface Run {
        void visit(int page, int end);
    }

    private void forEachRunWithoutPattern(final int fromPage, final int toPage, final Run run) {
        for (int page = poisoned.nextClearBit(fromPage); page < toPage; page = poisoned.nextClearBit(page)) {
            final int next = poisoned.nextSetBit(page);
            final int end = next < 0 ? toPage : Math.min(toPage, next);
            run.visit(page, end);
            page = end;
        }
    }

    /** Drops the contents of pages that come to be or no longer are mapped. */
    void forget(final int fromPage, final int toPage) {
        checkPoison(fromPage, toPage);
        poisoned.clear(fromPage, toPage);
        zero(fromPage, toPage);
        // As if they had been used, so that they are filled when they are made inaccessible.
        accessible.set(fromPage, toPage);
    }

    int residency(final int page) {
        return real.mincore(addressOf(page));
    }

    /** Looks at all pages that are not accessible. */
    void checkAll() {
        checkPoison(0, (int) (bytes / pageBytes));
    }

    void close() {
        real.munmap(mapping, bytes + ALIGNMENT);
    }

    private long addressOf(final long page) {
        return start + page * pageBytes;
    }

    private void zero(final int fromPage, final int toPage) {
        lazy.clear(fromPage, toPage);
        advise(fromPage, toPage, Os.MADV_DONTNEED);
    }

    private void advise(final int fromPage, final int toPage, final int advice) {
        final int answer = real.madvise(addressOf(fromPage), (toPage - fromPage) * pageBytes, advice);
        if (answer != 0) {
            throw new IllegalStateException("the memory of the model takes no advice " + advice + ": errno " + -answer);
        }
    }

    /** Fills pages that hold nothing: what they hold comes back when they are made accessible again. */
    private void poison(final int fromPage, final int toPage) {
        for (int page = fromPage; page < toPage; page++) {
            if (!poisoned.get(page) && isZero(page)) {
                fill(page, POISON);
                poisoned.set(page);
            }
        }
    }

    private void checkPoison(final int fromPage, final int toPage) {
        for (int page = poisoned.nextSetBit(fromPage);
                page >= 0 && page < toPage;
                page = poisoned.nextSetBit(page + 1)) {
            final long mismatch = mismatch(page, POISON);
            if (mismatch >= 0) {
                strays.add("a write to inaccessible memory, at byte " + mismatch + " of page " + page);
                fill(page, POISON);
            }
        }
    }

    private boolean isZero(final int page) {
        return mismatch(page, 0) < 0;
    }

    private void fill(final int page, final long word) {
        for (long at = page * pageBytes; at < (page + 1) * pageBytes; at += Long.BYTES) {
            memory.set(ValueLayout.JAVA_LONG, at, word);
        }
    }

    /** The first byte of a page whose word is another, or -1. */
    private long mismatch(final int page, final long word) {
        for (long at = page * pageBytes; at < (page + 1) * pageBytes; at += Long.BYTES) {
            if (memory.get(ValueLayout.JAVA_LONG, at) != word) {
                return at - page * pageBytes;
            }
        }
        return -1;
    }
}

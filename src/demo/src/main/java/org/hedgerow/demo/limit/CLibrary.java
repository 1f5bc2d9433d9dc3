package org.hedgerow.demo.limit;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** The allocator of the C library. */
@SuppressWarnings("restricted") // calls native code: that is what it is for
final class CLibrary {

    private static final int M_MMAP_THRESHOLD = -3;
    private static final int PR_SET_THP_DISABLE = 41;

    private final MethodHandle malloc;
    private final MethodHandle free;
    private final MethodHandle mallopt;
    private final MethodHandle prctl;

    CLibrary() {
        malloc = bind("malloc", FunctionDescriptor.of(ADDRESS, JAVA_LONG));
        free = bind("free", FunctionDescriptor.ofVoid(ADDRESS));
        mallopt = bind("mallopt", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT));
        prctl = bind(
                "prctl",
                FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG),
                Linker.Option.firstVariadicArg(1));
    }

    private static MethodHandle bind(
            final String name, final FunctionDescriptor signature, final Linker.Option... options) {
        final Linker linker = Linker.nativeLinker();
        return linker.defaultLookup()
                .find(name)
                .map(symbol -> linker.downcallHandle(symbol, signature, options))
                .orElseThrow(() -> new UnsupportedOperationException(
                        "the C library of this system has no " + name + ": this part needs glibc"));
    }

    /**
     * Allocates.
     *
     * @param bytes how much
     * @return the address, or 0
     */
    long malloc(final long bytes) {
        try {
            return ((MemorySegment) malloc.invokeExact(bytes)).address();
        } catch (final Throwable t) {
            throw new IllegalStateException("malloc", t);
        }
    }

    /**
     * Frees. As in C, the caller does not learn whether it worked.
     *
     * @param address what {@link #malloc(long)} answered
     */
    void free(final long address) {
        try {
            free.invokeExact(MemorySegment.ofAddress(address));
        } catch (final Throwable t) {
            throw new IllegalStateException("free", t);
        }
    }

    /**
     * Says from which size on {@code malloc} makes a mapping for each block. The default is the same, but moves when
     * blocks are freed.
     *
     * @param bytes the size
     */
    void mmapThreshold(final int bytes) {
        try {
            if ((int) mallopt.invokeExact(M_MMAP_THRESHOLD, bytes) != 1) {
                throw new IllegalStateException("mallopt(M_MMAP_THRESHOLD, " + bytes + ") was refused");
            }
        } catch (final IllegalStateException e) {
            throw e;
        } catch (final Throwable t) {
            throw new IllegalStateException("mallopt", t);
        }
    }

    /** Switches huge pages off for this process, so that a block of which only the header is touched takes one page. */
    void disableHugePages() {
        try {
            final int _ = (int) prctl.invokeExact(PR_SET_THP_DISABLE, 1L, 0L, 0L, 0L);
        } catch (final Throwable t) {
            throw new IllegalStateException("prctl", t);
        }
    }
}

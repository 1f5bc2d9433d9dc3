package org.hedgerow.memory;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * Does something while a thread is within a segment, so that its scope cannot end: the C library sorts two longs of the segment,
 * and calls back to compare them.
 */
@SuppressWarnings("restricted") // The tests may call the C library.
final class WithinSegment {

    private static final Linker LINKER = Linker.nativeLinker();

    private static final FunctionDescriptor COMPARISON =
            FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS);

    private static final MethodHandle SORT = LINKER.downcallHandle(
            LINKER.defaultLookup().findOrThrow("qsort"),
            FunctionDescriptor.ofVoid(
                    ValueLayout.ADDRESS, ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG, ValueLayout.ADDRESS));

    private final Runnable action;
    private boolean done;
    private Throwable failure;

    private WithinSegment(final Runnable action) {
        this.action = action;
    }

    /**
     * Does it, once.
     *
     * @param segment of at least two longs
     * @param action what to do; what it throws is passed on
     */
    static void run(final MemorySegment segment, final Runnable action) {
        final WithinSegment within = new WithinSegment(action);
        try (Arena arena = Arena.ofConfined()) {
            final MethodHandle compare = MethodHandles.lookup()
                    .bind(
                            within,
                            "compare",
                            MethodType.methodType(int.class, MemorySegment.class, MemorySegment.class));
            SORT.invokeExact(segment, 2L, (long) Long.BYTES, LINKER.upcallStub(compare, COMPARISON, arena));
        } catch (final Throwable e) {
            throw new AssertionError(e);
        }
        if (within.failure != null) {
            throw new AssertionError(within.failure);
        }
        if (!within.done) {
            throw new AssertionError("nothing was compared");
        }
    }

    @SuppressWarnings("unused") // The C library calls it. What is thrown there would end the JVM.
    private int compare(final MemorySegment one, final MemorySegment other) {
        try {
            if (!done) {
                done = true;
                action.run();
            }
        } catch (final Throwable e) {
            failure = e;
        }
        return 0;
    }
}

package org.hedgerow.testkit.example;

import java.lang.foreign.ValueLayout;
import org.hedgerow.memory.GuardedMemory;
import org.hedgerow.memory.Region;

/** A user's own structure: a stack that gives memory back as it shrinks. */
final class LongStack implements AutoCloseable {

    private static final long FIRST_BYTES = 64;

    private final Region region;
    private long bytes;

    LongStack(final GuardedMemory memory) {
        region = Region.open(memory, FIRST_BYTES, "a stack");
    }

    long size() {
        return bytes / Long.BYTES;
    }

    void push(final long value) {
        if (bytes == region.end()) {
            region.extend();
        }
        region.segmentAt(bytes).set(ValueLayout.JAVA_LONG, offset(bytes), value);
        bytes += Long.BYTES;
    }

    long pop() {
        bytes -= Long.BYTES;
        final long value = region.segmentAt(bytes).get(ValueLayout.JAVA_LONG, offset(bytes));
        region.releaseFrom(bytes);
        return value;
    }

    private long offset(final long position) {
        return position - region.spanAt(position).start();
    }

    @Override
    public void close() {
        region.close();
    }
}

package example;

/** A box. */
public final class LongBox extends Box</*E*/ Long> {
    /**
     * The size of the {@link LongBox}.
     */
    public long longSize() {
        return ValueLayout./*E*/ JAVA_LONG_UNALIGNED.byteSize();
    }

    public boolean addLong(final long index, final /*E*/ long element) {
        return element == /*(E)*/ index;
    }
}

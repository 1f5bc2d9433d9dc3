// Generated from LongBox.java: change that.
package example;

/** A box. */
public final class IntBox extends Box<Integer> {
    /**
     * The size of the {@link IntBox}.
     */
    public long longSize() {
        return ValueLayout.JAVA_INT_UNALIGNED.byteSize();
    }

    public boolean addInt(final long index, final int element) {
        return element == (int) index;
    }
}

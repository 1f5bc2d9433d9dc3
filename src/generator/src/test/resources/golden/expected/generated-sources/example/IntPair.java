// Generated from Long2LongPair.java: change that.
package example;

import java.nio.file.Path;
import java.util.function.IntConsumer;
import java.util.function.LongConsumer;
import java.util.function.IntUnaryOperator;
import org.agrona.collections.MutableInteger;

/**
 * A pair of an {@code int} key and an {@code int} value, see {@link IntIntConsumer} and {@link #getIntKey}. It takes
 * this from long along to Long2LongPairs.
 */
public final class IntPair {
    private static final String NAME = "IntPair of longs";
    private static final char QUOTE = '"'; // IntPair
    private static final Path NOTHING = Path.of("\"");

    private final int key;
    private int value = Integer.MIN_VALUE;
    private long longest;

    IntPair(final int key) {
        this.key = key;
        this.longest = Long.MAX_VALUE + 1 + 0x7f;
    }

    public int getIntKey() {
        return key;
    }

    public int getIntValue() {
        return value;
    }

    void compute(final IntUnaryOperator function, final IntIntConsumer consumer) {
        value = function.applyAsInt(key);
        consumer.accept(key, value);
        final IntConsumer more = each -> value += each;
        final LongConsumer less = each -> value = (int) (value - each);
        final MutableInteger sum = new MutableInteger();
        sum.addAndGet(Integer.hashCode(value) + new Object() {
            String text() {
                return """
                        "an IntPair"
                        """;
            }
        }.text().length());
    }

    org.agrona.collections.IntHashMap theirs(final long[] unchanged, final int[] changed) {
        return null;
    }
}

// Generated from Long2LongPair.java: change that.
package example;

import java.nio.file.Path;
import java.util.function.IntConsumer;
import java.util.function.LongConsumer;
import java.util.function.LongToIntFunction;
import org.agrona.collections.MutableInteger;

/**
 * A pair of a {@code long} key and an {@code int} value, see {@link LongIntConsumer} and {@link #getLongKey}. It takes
 * this from long along to Long2LongPairs.
 */
public final class Long2IntPair {
    private static final String NAME = "Long2IntPair of longs";
    private static final char QUOTE = '"'; // Long2IntPair
    private static final Path NOTHING = Path.of("\"");

    private final long key;
    private int value = Integer.MIN_VALUE;
    private long longest;

    Long2IntPair(final long key) {
        this.key = key;
        this.longest = Long.MAX_VALUE + 1L + 0x7f;
    }

    public long getLongKey() {
        return key;
    }

    public int getIntValue() {
        return value;
    }

    void compute(final LongToIntFunction function, final LongIntConsumer consumer) {
        value = function.applyAsInt(key);
        consumer.accept(key, value);
        final IntConsumer more = each -> value += each;
        final LongConsumer less = each -> value = (int) (value - each);
        final MutableInteger sum = new MutableInteger();
        sum.addAndGet(Integer.hashCode(value) + new Object() {
            String text() {
                return """
                        "a Long2IntPair"
                        """;
            }
        }.text().length());
    }

    org.agrona.collections.Long2IntHashMap theirs(final long[] unchanged, final int[] changed) {
        return null;
    }
}

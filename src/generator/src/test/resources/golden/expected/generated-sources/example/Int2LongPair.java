// Generated from Long2LongPair.java: change that.
package example;

import java.nio.file.Path;
import java.util.function.LongConsumer;
import java.util.function.IntToLongFunction;
import org.agrona.collections.MutableLong;

/**
 * A pair of an {@code int} key and a {@code long} value, see {@link IntLongConsumer} and {@link #getIntKey}. It takes
 * this from long along to Long2LongPairs.
 */
public final class Int2LongPair {
    private static final String NAME = "Int2LongPair of longs";
    private static final char QUOTE = '"'; // Int2LongPair
    private static final Path NOTHING = Path.of("\"");

    private final int key;
    private long value = Long.MIN_VALUE;
    private long longest;

    Int2LongPair(final int key) {
        this.key = key;
        this.longest = Long.MAX_VALUE + 1 + 0x7fL;
    }

    public int getIntKey() {
        return key;
    }

    public long getLongValue() {
        return value;
    }

    void compute(final IntToLongFunction function, final IntLongConsumer consumer) {
        value = function.applyAsLong(key);
        consumer.accept(key, value);
        final LongConsumer more = each -> value += each;
        final LongConsumer less = each -> value = (value - each);
        final MutableLong sum = new MutableLong();
        sum.addAndGet(Long.hashCode(value) + new Object() {
            String text() {
                return """
                        "an Int2LongPair"
                        """;
            }
        }.text().length());
    }

    org.agrona.collections.Int2LongHashMap theirs(final long[] unchanged, final long[] changed) {
        return null;
    }
}

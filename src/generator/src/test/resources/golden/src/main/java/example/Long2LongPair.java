package example;

import java.nio.file.Path;
import java.util.function.LongConsumer;
import java.util.function.LongUnaryOperator;
import org.agrona.collections.MutableLong;

/**
 * A pair of a {@code long} key and a {@code long} value, see {@link LongLongConsumer} and {@link #getLongKey}. It takes
 * this from long along to Long2LongPairs.
 */
public final class Long2LongPair {
    private static final String NAME = "Long2LongPair of longs";
    private static final char QUOTE = '"'; // Long2LongPair
    private static final Path NOTHING = Path.of("\"");

    private final /*K*/ long key;
    private /*V*/ long value = /*V*/ Long.MIN_VALUE;
    private long longest;

    Long2LongPair(final /*K*/ long key) {
        this.key = key;
        this.longest = Long.MAX_VALUE + /*K*/ 1L + /*V*/ 0x7fL;
    }

    public /*K*/ long getLongKey() {
        return key;
    }

    public /*V*/ long getLongValue() {
        return value;
    }

    void compute(final /*KV*/ LongUnaryOperator function, final LongLongConsumer consumer) {
        value = function./*V*/ applyAsLong(key);
        consumer.accept(key, value);
        final /*V*/ LongConsumer more = each -> value += each;
        final LongConsumer less = each -> value = /*(V)*/ (value - each);
        final /*V*/ MutableLong sum = new /*V*/ MutableLong();
        sum.addAndGet(/*V*/ Long.hashCode(value) + new Object() {
            String text() {
                return """
                        "a Long2LongPair"
                        """;
            }
        }.text().length());
    }

    org.agrona.collections./*KV*/ Long2LongHashMap theirs(final long[] unchanged, final /*V*/ long[] changed) {
        return null;
    }
}

package org.hedgerow.memory;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.hedgerow.memory.MemoryOptions.Decommit;
import org.hedgerow.memory.MemoryOptions.HugePages;
import org.hedgerow.memory.MemoryOptions.Prefault;
import org.jspecify.annotations.Nullable;

/** Reads options from properties: {@code hedgerow.} and the name of the option. */
final class OptionProperties {

    private static final String PREFIX = "hedgerow.";
    private static final String UNITS = "kmgt";
    private static final int LOG2_UNIT = 10;

    private final Function<String, @Nullable String> properties;

    /**
     * Takes properties.
     *
     * @param properties answers the value for a name, or null
     */
    OptionProperties(final Function<String, @Nullable String> properties) {
        this.properties = properties;
    }

    /** Changes options as the properties say. */
    MemoryOptions changed(final MemoryOptions options) {
        MemoryOptions changed = options;
        changed = change(changed, "maxBytes", OptionProperties::number, MemoryOptions::maxBytes);
        changed = change(changed, "mapReserve", OptionProperties::count, MemoryOptions::mapReserve);
        changed = change(changed, "maxMappings", OptionProperties::count, MemoryOptions::maxMappings);
        changed = change(changed, "retainBytes", OptionProperties::number, MemoryOptions::retainBytes);
        changed = change(changed, "minChunkBytes", OptionProperties::number, MemoryOptions::minChunkBytes);
        changed = change(changed, "largeBlockBytes", OptionProperties::number, MemoryOptions::largeBlockBytes);
        changed = change(changed, "hugePages", text -> constant(HugePages.values(), text), MemoryOptions::hugePages);
        changed = change(changed, "prefault", text -> constant(Prefault.values(), text), MemoryOptions::prefault);
        changed = change(changed, "decommit", text -> constant(Decommit.values(), text), MemoryOptions::decommit);
        return change(changed, "numaNode", OptionProperties::count, MemoryOptions::numaNode);
    }

    private <V> MemoryOptions change(
            final MemoryOptions options,
            final String name,
            final Function<String, V> parse,
            final BiFunction<MemoryOptions, V, MemoryOptions> change) {
        final String text = properties.apply(PREFIX + name);
        if (text == null) {
            return options;
        }
        try {
            return change.apply(options, parse.apply(text.strip()));
        } catch (final IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "the system property " + PREFIX + name + " is \"" + text + "\": " + e.getMessage(), e);
        }
    }

    private static long number(final String text) {
        final int last = text.length() - 1;
        final int unit = last > 0 ? UNITS.indexOf(Character.toLowerCase(text.charAt(last))) : -1;
        final BigInteger number = parse(unit < 0 ? text : text.substring(0, last), "1048576 or 1m");
        return atMost(Long.MAX_VALUE, number.shiftLeft(LOG2_UNIT * (unit + 1)));
    }

    private static int count(final String text) {
        return (int) atMost(Integer.MAX_VALUE, parse(text, "2000"));
    }

    /** What is too small is refused by the option, which has bounds of its own. */
    private static long atMost(final long max, final BigInteger number) {
        if (number.compareTo(BigInteger.valueOf(max)) > 0) {
            throw new IllegalArgumentException("must be at most " + max);
        }
        return number.max(BigInteger.valueOf(-max)).longValue();
    }

    private static BigInteger parse(final String digits, final String example) {
        try {
            return new BigInteger(digits);
        } catch (final NumberFormatException e) {
            throw new IllegalArgumentException("must be a number, such as " + example, e);
        }
    }

    private static <E extends Enum<E>> E constant(final E[] constants, final String text) {
        for (final E constant : constants) {
            if (constant.name().equals(text.toUpperCase(Locale.ROOT))) {
                return constant;
            }
        }
        throw new IllegalArgumentException("must be one of " + Arrays.toString(constants));
    }
}

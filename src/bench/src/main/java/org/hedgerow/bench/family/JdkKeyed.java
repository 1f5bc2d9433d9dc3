package org.hedgerow.bench.family;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The JDK's, where Agrona has none. */
final class JdkKeyed {

    private JdkKeyed() {}

    static Keyed create(final KeyedKind kind) {
        return switch (kind) {
            case LONG_TO_INT_MAP -> {
                final Map<Long, Integer> map = new HashMap<>();
                yield Keyed.ofLongs(
                        key -> orMissing(map.get(key)),
                        key -> orMissing(map.put(key, Keyed.intValue(key))),
                        key -> orMissing(map.remove(key)),
                        map::size,
                        Keyed::nothing);
            }
            case INT_TO_LONG_MAP -> {
                final Map<Integer, Long> map = new HashMap<>();
                yield Keyed.ofInts(
                        key -> orMissing(map.get((int) key)),
                        key -> orMissing(map.put((int) key, Keyed.longValue(key))),
                        key -> orMissing(map.remove((int) key)),
                        map::size,
                        Keyed::nothing);
            }
            default -> throw Maker.JDK.hasNo(kind);
        };
    }

    private static long orMissing(final @Nullable Number value) {
        return value == null ? Keyed.MISSING : value.longValue();
    }
}

package org.hedgerow.bench.family;

import org.agrona.collections.Int2IntCounterMap;
import org.agrona.collections.Int2IntHashMap;
import org.agrona.collections.IntHashSet;
import org.agrona.collections.Long2LongCounterMap;
import org.agrona.collections.Long2LongHashMap;
import org.agrona.collections.LongHashSet;

/** Agrona's. */
final class AgronaKeyed {

    private AgronaKeyed() {}

    static Keyed create(final KeyedKind kind) {
        return switch (kind) {
            case LONG_TO_LONG_MAP -> {
                final Long2LongHashMap map = new Long2LongHashMap(Keyed.MISSING);
                yield Keyed.ofLongs(
                        map::get, key -> map.put(key, Keyed.longValue(key)), map::remove, map::size, Keyed::nothing);
            }
            case INT_TO_INT_MAP -> {
                final Int2IntHashMap map = new Int2IntHashMap(Keyed.MISSING);
                yield Keyed.ofInts(
                        key -> map.get((int) key),
                        key -> map.put((int) key, Keyed.intValue(key)),
                        key -> map.remove((int) key),
                        map::size,
                        Keyed::nothing);
            }
            case LONG_SET -> {
                final LongHashSet set = new LongHashSet();
                yield Keyed.ofLongs(
                        key -> set.contains(key) ? 1 : 0,
                        key -> set.add(key) ? 1 : 0,
                        key -> set.remove(key) ? 1 : 0,
                        set::size,
                        Keyed::nothing);
            }
            case INT_SET -> {
                final IntHashSet set = new IntHashSet();
                yield Keyed.ofInts(
                        key -> set.contains((int) key) ? 1 : 0,
                        key -> set.add((int) key) ? 1 : 0,
                        key -> set.remove((int) key) ? 1 : 0,
                        set::size,
                        Keyed::nothing);
            }
            case LONG_TO_LONG_COUNTERS -> {
                final Long2LongCounterMap counters = new Long2LongCounterMap(0);
                yield Keyed.ofLongs(
                        counters::get, counters::incrementAndGet, counters::remove, counters::size, Keyed::nothing);
            }
            case INT_TO_INT_COUNTERS -> {
                final Int2IntCounterMap counters = new Int2IntCounterMap(0);
                yield Keyed.ofInts(
                        key -> counters.get((int) key),
                        key -> counters.incrementAndGet((int) key),
                        key -> counters.remove((int) key),
                        counters::size,
                        Keyed::nothing);
            }
            default -> throw Maker.AGRONA.hasNo(kind);
        };
    }
}

package org.hedgerow.bench.family;

import org.hedgerow.collections.Int2IntCounterMap;
import org.hedgerow.collections.Int2IntHashMap;
import org.hedgerow.collections.Int2LongHashMap;
import org.hedgerow.collections.IntHashSet;
import org.hedgerow.collections.Long2IntHashMap;
import org.hedgerow.collections.Long2LongCounterMap;
import org.hedgerow.collections.Long2LongHashMap;
import org.hedgerow.collections.LongHashSet;
import org.hedgerow.memory.GuardedMemory;

/** Ours. */
final class HedgerowKeyed {

    private HedgerowKeyed() {}

    static Keyed create(final KeyedKind kind, final GuardedMemory memory) {
        return switch (kind) {
            case LONG_TO_LONG_MAP -> {
                final Long2LongHashMap map = new Long2LongHashMap(memory, Keyed.MISSING);
                yield Keyed.ofLongs(
                        map::get, key -> map.put(key, Keyed.longValue(key)), map::remove, map::longSize, map::close);
            }
            case INT_TO_INT_MAP -> {
                final Int2IntHashMap map = new Int2IntHashMap(memory, Keyed.MISSING);
                yield Keyed.ofInts(
                        key -> map.get((int) key),
                        key -> map.put((int) key, Keyed.intValue(key)),
                        key -> map.remove((int) key),
                        map::longSize,
                        map::close);
            }
            case LONG_TO_INT_MAP -> {
                final Long2IntHashMap map = new Long2IntHashMap(memory, Keyed.MISSING);
                yield Keyed.ofLongs(
                        map::get, key -> map.put(key, Keyed.intValue(key)), map::remove, map::longSize, map::close);
            }
            case INT_TO_LONG_MAP -> {
                final Int2LongHashMap map = new Int2LongHashMap(memory, Keyed.MISSING);
                yield Keyed.ofInts(
                        key -> map.get((int) key),
                        key -> map.put((int) key, Keyed.longValue(key)),
                        key -> map.remove((int) key),
                        map::longSize,
                        map::close);
            }
            case LONG_SET -> {
                final LongHashSet set = new LongHashSet(memory);
                yield Keyed.ofLongs(
                        key -> set.contains(key) ? 1 : 0,
                        key -> set.add(key) ? 1 : 0,
                        key -> set.remove(key) ? 1 : 0,
                        set::longSize,
                        set::close);
            }
            case INT_SET -> {
                final IntHashSet set = new IntHashSet(memory);
                yield Keyed.ofInts(
                        key -> set.contains((int) key) ? 1 : 0,
                        key -> set.add((int) key) ? 1 : 0,
                        key -> set.remove((int) key) ? 1 : 0,
                        set::longSize,
                        set::close);
            }
            case LONG_TO_LONG_COUNTERS -> {
                final Long2LongCounterMap counters = new Long2LongCounterMap(memory, 0);
                yield Keyed.ofLongs(
                        counters::get,
                        counters::incrementAndGet,
                        counters::remove,
                        counters::longSize,
                        counters::close);
            }
            case INT_TO_INT_COUNTERS -> {
                final Int2IntCounterMap counters = new Int2IntCounterMap(memory, 0);
                yield Keyed.ofInts(
                        key -> counters.get((int) key),
                        key -> counters.incrementAndGet((int) key),
                        key -> counters.remove((int) key),
                        counters::longSize,
                        counters::close);
            }
        };
    }
}

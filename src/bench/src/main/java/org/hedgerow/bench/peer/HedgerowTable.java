package org.hedgerow.bench.peer;

import org.agrona.collections.Hashing;
import org.hedgerow.collections.Long2LongHashMap;
import org.hedgerow.memory.GuardedMemory;
import org.hedgerow.memory.MemoryOptions;

/** Our map, in a memory of its own. */
final class HedgerowTable implements LongTable {

    private final GuardedMemory memory = GuardedMemory.open(MemoryOptions.ofSystemProperties());
    private final Long2LongHashMap map;

    HedgerowTable(final TableShape shape) {
        map = new Long2LongHashMap(memory, 0, shape.loadFactorOr(Hashing.DEFAULT_LOAD_FACTOR), MISSING);
    }

    @Override
    public long get(final long key) {
        return map.get(key);
    }

    @Override
    public void getAll(final long[] keys, final int offset, final int length, final long[] values) {
        map.getAll(keys, offset, length, values);
    }

    @Override
    public void put(final long key, final long value) {
        map.put(key, value);
    }

    @Override
    public boolean remove(final long key) {
        return map.remove(key) != MISSING;
    }

    @Override
    public void forEach(final Visitor visitor) {
        map.forEachLong(visitor::visit);
    }

    @Override
    public long sumByIterator() {
        long sum = 0;
        final Long2LongHashMap.EntryIterator entries = map.entrySet().iterator();
        while (entries.hasNext()) {
            entries.next();
            sum += entries.getLongKey() + entries.getLongValue();
        }
        return sum;
    }

    @Override
    public long size() {
        return map.longSize();
    }

    @Override
    public void clear() {
        map.clear();
    }

    /** Nothing: it shrinks by itself. */
    @Override
    public void compact() {}

    @Override
    public void giveBack() {
        memory.reclaim(Long.MAX_VALUE);
    }

    @Override
    public void close() {
        map.close();
        memory.close();
    }
}

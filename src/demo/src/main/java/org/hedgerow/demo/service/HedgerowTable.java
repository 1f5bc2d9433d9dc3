package org.hedgerow.demo.service;

import org.hedgerow.collections.Long2LongHashMap;
import org.hedgerow.memory.GuardedMemory;
import org.hedgerow.memory.MemoryOptions;

/** Sessions in our map, which is off the heap. */
final class HedgerowTable implements SessionTable {

    private final GuardedMemory memory = GuardedMemory.open(MemoryOptions.defaults());
    private final Long2LongHashMap map = new Long2LongHashMap(memory, MISSING);

    @Override
    public long get(final long key) {
        return map.get(key);
    }

    @Override
    public void put(final long key, final long value) {
        map.put(key, value);
    }

    @Override
    public void remove(final long key) {
        map.remove(key);
    }

    @Override
    public long size() {
        return map.longSize();
    }

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

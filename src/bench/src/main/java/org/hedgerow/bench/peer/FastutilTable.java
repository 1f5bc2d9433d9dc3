package org.hedgerow.bench.peer;

import it.unimi.dsi.fastutil.Hash;
import it.unimi.dsi.fastutil.longs.Long2LongMap;
import it.unimi.dsi.fastutil.longs.Long2LongOpenHashMap;
import it.unimi.dsi.fastutil.objects.ObjectIterator;

/** fastutil's map: on the heap, without boxing. */
final class FastutilTable implements LongTable {

    private final Long2LongOpenHashMap map;

    FastutilTable(final TableShape shape) {
        map = new Long2LongOpenHashMap(Hash.DEFAULT_INITIAL_SIZE, shape.loadFactorOr(Hash.DEFAULT_LOAD_FACTOR));
        map.defaultReturnValue(MISSING);
    }

    @Override
    public long get(final long key) {
        return map.get(key);
    }

    @Override
    public void put(final long key, final long value) {
        map.put(key, value);
    }

    @Override
    public boolean remove(final long key) {
        return map.remove(key) != MISSING;
    }

    /** By the fast iteration, which is what its users are told to use. */
    @Override
    public void forEach(final Visitor visitor) {
        map.long2LongEntrySet().fastForEach(entry -> visitor.visit(entry.getLongKey(), entry.getLongValue()));
    }

    @Override
    public long sumByIterator() {
        long sum = 0;
        final ObjectIterator<Long2LongMap.Entry> entries =
                map.long2LongEntrySet().fastIterator();
        while (entries.hasNext()) {
            final Long2LongMap.Entry entry = entries.next();
            sum += entry.getLongKey() + entry.getLongValue();
        }
        return sum;
    }

    @Override
    public long size() {
        return map.size();
    }

    @Override
    public void clear() {
        map.clear();
    }

    @Override
    public void compact() {
        map.trim();
    }

    @Override
    public void close() {}
}

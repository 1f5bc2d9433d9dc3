package org.hedgerow.bench.peer;

import org.agrona.collections.Hashing;
import org.agrona.collections.Long2LongHashMap;

/** Agrona's map: on the heap, without boxing. */
final class AgronaTable implements LongTable {

    private static final int LEAST_CAPACITY = 8;

    private final Long2LongHashMap map;

    AgronaTable(final TableShape shape) {
        map = new Long2LongHashMap(LEAST_CAPACITY, shape.loadFactorOr(Hashing.DEFAULT_LOAD_FACTOR), MISSING);
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
        return map.size();
    }

    @Override
    public void clear() {
        map.clear();
    }

    @Override
    public void compact() {
        map.compact();
    }

    @Override
    public void close() {}
}

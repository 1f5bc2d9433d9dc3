package org.hedgerow.demo.service;

import org.agrona.collections.Long2LongHashMap;

/** Sessions in Agrona's map, which is on the heap, without boxing. */
final class AgronaTable implements SessionTable {

    private final Long2LongHashMap map = new Long2LongHashMap(MISSING);

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
        return map.size();
    }

    /** Makes the arrays smaller first: without that the collector has nothing to give back. */
    @Override
    public void giveBack() {
        map.compact();
        System.gc();
    }

    @Override
    public void close() {
        map.clear();
    }
}

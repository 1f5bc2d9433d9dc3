package org.hedgerow.bench.peer;

import org.eclipse.collections.api.iterator.MutableLongIterator;
import org.eclipse.collections.impl.map.mutable.primitive.LongLongHashMap;

/** The map of Eclipse Collections: on the heap, without boxing; its load factor is fixed. */
final class EclipseTable implements LongTable {

    private final LongLongHashMap map = new LongLongHashMap();

    @Override
    public long get(final long key) {
        return map.getIfAbsent(key, MISSING);
    }

    @Override
    public void put(final long key, final long value) {
        map.put(key, value);
    }

    @Override
    public boolean remove(final long key) {
        return map.removeKeyIfAbsent(key, MISSING) != MISSING;
    }

    @Override
    public void forEach(final Visitor visitor) {
        map.forEachKeyValue(visitor::visit);
    }

    /** Its iterators without boxing give keys, or values; this takes one of each. */
    @Override
    public long sumByIterator() {
        long sum = 0;
        final MutableLongIterator keys = map.keySet().longIterator();
        final MutableLongIterator values = map.longIterator();
        while (keys.hasNext()) {
            sum += keys.next() + values.next();
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
    @SuppressWarnings("deprecation") // It has no other method for it.
    public void compact() {
        map.compact();
    }

    @Override
    public void close() {}
}

package org.hedgerow.bench.peer;

import com.carrotsearch.hppc.Containers;
import com.carrotsearch.hppc.HashContainers;
import com.carrotsearch.hppc.LongLongHashMap;
import com.carrotsearch.hppc.cursors.LongLongCursor;
import com.carrotsearch.hppc.procedures.LongLongProcedure;

/** HPPC's map: on the heap, without boxing. */
final class HppcTable implements LongTable {

    private final LongLongHashMap map;

    HppcTable(final TableShape shape) {
        map = new LongLongHashMap(
                Containers.DEFAULT_EXPECTED_ELEMENTS, shape.loadFactorOr(HashContainers.DEFAULT_LOAD_FACTOR));
    }

    @Override
    public long get(final long key) {
        return map.getOrDefault(key, MISSING);
    }

    @Override
    public void put(final long key, final long value) {
        map.put(key, value);
    }

    /** Its remove answers 0 for a missing key, so the key's slot is looked up first. */
    @Override
    public boolean remove(final long key) {
        final int slot = map.indexOf(key);
        if (!map.indexExists(slot)) {
            return false;
        }
        map.indexRemove(slot);
        return true;
    }

    @Override
    public void forEach(final Visitor visitor) {
        map.forEach((LongLongProcedure) visitor::visit);
    }

    @Override
    public long sumByIterator() {
        long sum = 0;
        for (final LongLongCursor entry : map) {
            sum += entry.key + entry.value;
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

    /** Nothing: it has no such method. */
    @Override
    public void compact() {}

    @Override
    public void close() {}
}

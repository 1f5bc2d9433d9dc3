package org.hedgerow.bench.peer;

import java.util.Map;

/** A map of boxed numbers that is a {@link Map}: the JDK's, and off-heap maps that have this form only. */
class JavaTable implements LongTable {

    private final Map<Long, Long> map;

    JavaTable(final Map<Long, Long> map) {
        this.map = map;
    }

    @Override
    public final long get(final long key) {
        final Long value = map.get(key);
        return value == null ? MISSING : value;
    }

    @Override
    public final void put(final long key, final long value) {
        map.put(key, value);
    }

    @Override
    public final boolean remove(final long key) {
        return map.remove(key) != null;
    }

    @Override
    public final void forEach(final Visitor visitor) {
        map.forEach((key, value) -> visitor.visit(key, value));
    }

    @Override
    public final long sumByIterator() {
        long sum = 0;
        for (final Map.Entry<Long, Long> entry : map.entrySet()) {
            sum += entry.getKey() + entry.getValue();
        }
        return sum;
    }

    @Override
    public long size() {
        return map.size();
    }

    @Override
    public final void clear() {
        map.clear();
    }

    /** Nothing: none of them has such a method. */
    @Override
    public final void compact() {}

    @Override
    public void close() {}
}

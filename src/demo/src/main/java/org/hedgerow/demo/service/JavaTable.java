package org.hedgerow.demo.service;

import java.util.HashMap;
import java.util.Map;

/** Sessions in the JDK's map. */
final class JavaTable implements SessionTable {

    private final Map<Long, Long> map = new HashMap<>();

    @Override
    public long get(final long key) {
        final Long value = map.get(key);
        return value == null ? MISSING : value;
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

    @Override
    public void giveBack() {
        System.gc();
    }

    @Override
    public void close() {
        map.clear();
    }
}

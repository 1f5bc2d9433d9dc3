package org.hedgerow.bench.peer;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.caffinitas.ohc.CloseableIterator;
import org.caffinitas.ohc.Eviction;
import org.caffinitas.ohc.OHCache;
import org.caffinitas.ohc.OHCacheBuilder;

/** OHC, a cache in blocks of malloc, of a capacity and without eviction here, so that it keeps everything as a map does. */
final class OhcTable implements LongTable {

    /** More than an entry takes with its header, so that the capacity is never what limits it. */
    private static final long BYTES_PER_ENTRY = 128;

    private static final long LEAST_CAPACITY = 64L << 20;
    private static final float OWN_LOAD_FACTOR = 0.75f;

    private final OHCache<Long, Long> cache;

    OhcTable(final TableShape shape) {
        cache = OHCacheBuilder.<Long, Long>newBuilder()
                .keySerializer(new LongSerializer())
                .valueSerializer(new LongSerializer())
                .capacity(LEAST_CAPACITY + BYTES_PER_ENTRY * shape.mostEntries())
                .loadFactor(shape.loadFactorOr(OWN_LOAD_FACTOR))
                .eviction(Eviction.NONE)
                .throwOOME(true)
                .unlocked(true)
                .segmentCount(1)
                .build();
    }

    @Override
    public long get(final long key) {
        final Long value = cache.get(key);
        return value == null ? MISSING : value;
    }

    @Override
    public void put(final long key, final long value) {
        cache.put(key, value);
    }

    @Override
    public boolean remove(final long key) {
        return cache.remove(key);
    }

    /** By its iterator of keys: it has no other way. */
    @Override
    public void forEach(final Visitor visitor) {
        try (CloseableIterator<Long> keys = cache.keyIterator()) {
            while (keys.hasNext()) {
                final long key = keys.next();
                visitor.visit(key, get(key));
            }
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public long sumByIterator() {
        final long[] sum = new long[1];
        forEach((key, value) -> sum[0] += key + value);
        return sum[0];
    }

    @Override
    public long size() {
        return cache.size();
    }

    @Override
    public void clear() {
        cache.clear();
    }

    /** Nothing: it has no such method. */
    @Override
    public void compact() {}

    @Override
    public void close() {
        try {
            cache.close();
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package org.hedgerow.bench.peer;

/** No map: what is measured with it is the loop, the clock and the machine. */
final class NoTable implements LongTable {

    @Override
    public long get(final long key) {
        return MISSING;
    }

    @Override
    public void put(final long key, final long value) {}

    @Override
    public boolean remove(final long key) {
        return false;
    }

    @Override
    public void forEach(final Visitor visitor) {}

    @Override
    public long sumByIterator() {
        return 0;
    }

    @Override
    public long size() {
        return 0;
    }

    @Override
    public void clear() {}

    @Override
    public void compact() {}

    @Override
    public void close() {}
}

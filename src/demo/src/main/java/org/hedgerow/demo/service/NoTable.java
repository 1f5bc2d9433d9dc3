package org.hedgerow.demo.service;

/** No table at all: what is measured with it is the clock and the machine. */
final class NoTable implements SessionTable {

    @Override
    public long get(final long key) {
        return MISSING;
    }

    @Override
    public void put(final long key, final long value) {
        // Nothing is stored.
    }

    @Override
    public void remove(final long key) {
        // Nothing was stored.
    }

    @Override
    public long size() {
        return 0;
    }

    @Override
    public void giveBack() {
        // Nothing is held.
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}

package org.hedgerow.demo.service;

/** The keys of sessions: the n-th session ever to begin has the n-th key. */
@FunctionalInterface
interface SessionKeys {

    /**
     * The key of a session.
     *
     * @param index its number, from 0
     * @return its key
     */
    long at(long index);

    /**
     * Made keys: a bijection of the number (the finalizer of MurmurHash3), so that none repeats and any can be computed
     * again.
     *
     * @return keys without end
     */
    static SessionKeys made() {
        return index -> {
            long key = index + 1;
            key = (key ^ (key >>> 33)) * 0xff51afd7ed558ccdL;
            key = (key ^ (key >>> 33)) * 0xc4ceb9fe1a85ec53L;
            return key ^ (key >>> 33);
        };
    }
}

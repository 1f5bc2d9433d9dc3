package org.hedgerow.bench.family;

import org.hedgerow.memory.GuardedMemory;
import org.openjdk.jmh.annotations.Param;

/** A map, a set or a counter map that holds the keys of the indexes from 0 to the number of entries. */
public class FilledKeyed extends Filled {

    /** Which collection. */
    @Param
    public KeyedKind kind;

    @SuppressWarnings("NullAway.Init") // by create
    Keyed collection;

    /** The key of any entry. */
    final long presentKey() {
        return collection.keyOfIndex().applyAsLong(randomIndex());
    }

    @Override
    final void create(final GuardedMemory memory) {
        collection = kind.create(maker, memory);
    }

    @Override
    final void add(final long index) {
        collection.insert().on(collection.keyOfIndex().applyAsLong(index));
    }

    @Override
    final long size() {
        return collection.size().getAsLong();
    }

    @Override
    final void free() {
        collection.closing().run();
    }
}

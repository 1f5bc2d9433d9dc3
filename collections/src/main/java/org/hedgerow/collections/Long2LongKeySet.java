package org.hedgerow.collections;

import java.util.AbstractSet;
import java.util.Spliterator;
import java.util.function.LongPredicate;
import java.util.stream.LongStream;
import java.util.stream.StreamSupport;
import org.hedgerow.collections.Long2LongHashMap.KeyIterator;
import org.jspecify.annotations.Nullable;

/** The keys of a {@link Long2LongHashMap}: a view of it. */
abstract class Long2LongKeySet extends AbstractSet</*K*/ Long> {

    private final Long2LongHashMap map;
    private final @Nullable KeyIterator reused;

    Long2LongKeySet(final Long2LongHashMap map, final @Nullable KeyIterator reused) {
        this.map = map;
        this.reused = reused;
    }

    @Override
    public KeyIterator iterator() {
        if (reused == null) {
            return map.new KeyIterator();
        }
        reused.reset();
        return reused;
    }

    @Override
    public Spliterator./*K*/ OfLong spliterator() {
        return new Long2LongKeySpliterator(map.table());
    }

    /**
     * The keys as a stream; it can be parallel, as long as nobody changes the map meanwhile.
     *
     * @return a stream
     */
    public /*K*/ LongStream /*K*/ longStream() {
        return StreamSupport./*K*/ longStream(spliterator(), false);
    }

    @Override
    public int size() {
        return map.size();
    }

    @Override
    public void clear() {
        map.clear();
    }

    @Override
    public boolean contains(final Object key) {
        return map.containsKey(key);
    }

    /**
     * Whether a key is there.
     *
     * @param key any
     * @return true if it has a value
     */
    public boolean contains(final /*K*/ long key) {
        return map.containsKey(key);
    }

    @Override
    public boolean remove(final Object key) {
        return key instanceof /*K*/ Long && map.remove(key) != null;
    }

    /**
     * Removes the keys that meet a condition.
     *
     * @param filter the condition
     * @return true if any key was removed
     */
    public boolean /*K*/ removeIfLong(final /*K*/ LongPredicate filter) {
        return map.removeEntriesIf((key, value) -> filter.test(key));
    }
}

package org.hedgerow.collections;

import java.util.AbstractSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map.Entry;
import java.util.Spliterator;
import org.agrona.collections.LongLongPredicate;
import org.hedgerow.collections.Long2LongHashMap.EntryIterator;
import org.jspecify.annotations.Nullable;

/** The entries of a {@link Long2LongHashMap}: a view of it. */
@SuppressWarnings("exports") // Of JSpecify, whose annotations nobody needs at compile time or run time.
abstract class Long2LongEntrySet extends AbstractSet<Entry</*K*/ Long, /*V*/ Long>> {

    private final Long2LongHashMap map;
    private final @Nullable EntryIterator reused;

    Long2LongEntrySet(final Long2LongHashMap map, final @Nullable EntryIterator reused) {
        this.map = map;
        this.reused = reused;
    }

    @Override
    public EntryIterator iterator() {
        if (reused == null) {
            return map.new EntryIterator();
        }
        reused.reset();
        return reused;
    }

    @Override
    public Spliterator<Entry</*K*/ Long, /*V*/ Long>> spliterator() {
        return new Long2LongEntrySpliterator(map);
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
    public boolean contains(final @Nullable Object entry) {
        return entry instanceof Entry<?, ?> that
                && that.getKey() instanceof /*K*/ Long key
                && that.getValue() instanceof /*V*/ Long value
                && map.holds(key, value);
    }

    @Override
    public boolean remove(final @Nullable Object entry) {
        return entry instanceof Entry<?, ?> that
                && that.getKey() instanceof /*K*/ Long key
                && that.getValue() instanceof /*V*/ Long value
                && map.remove((/*K*/ long) key, (/*V*/ long) value);
    }

    /**
     * Removes the entries that meet a condition.
     *
     * @param filter the condition, of key and value
     * @return true if any entry was removed
     */
    public boolean /*V*/ removeIfLong(final LongLongPredicate filter) {
        return map.removeEntriesIf(filter);
    }

    @Override
    public Object[] toArray() {
        return toArray(new Object[0]);
    }

    @Override
    public <T> T[] toArray(final T[] array) {
        return copies().toArray(array);
    }

    /** Entries of their own, though the iterator may answer itself for each. */
    private List<Entry</*K*/ Long, /*V*/ Long>> copies() {
        final List<Entry</*K*/ Long, /*V*/ Long>> copies = new ArrayList<>(size());
        final EntryIterator entries = map.new EntryIterator();
        while (entries.hasNext()) {
            copies.add(entries.next());
        }
        return copies;
    }
}

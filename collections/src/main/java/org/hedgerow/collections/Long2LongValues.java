package org.hedgerow.collections;

import java.util.AbstractCollection;
import java.util.Spliterator;
import java.util.function.LongPredicate;
import java.util.stream.LongStream;
import java.util.stream.StreamSupport;
import org.hedgerow.collections.Long2LongHashMap.ValueIterator;
import org.jspecify.annotations.Nullable;

/** The values of a {@link Long2LongHashMap}: a view of it. */
abstract class Long2LongValues extends AbstractCollection</*V*/ Long> {

    private final Long2LongHashMap map;
    private final @Nullable ValueIterator reused;

    Long2LongValues(final Long2LongHashMap map, final @Nullable ValueIterator reused) {
        this.map = map;
        this.reused = reused;
    }

    @Override
    public ValueIterator iterator() {
        if (reused == null) {
            return map.new ValueIterator();
        }
        reused.reset();
        return reused;
    }

    @Override
    public Spliterator./*V*/ OfLong spliterator() {
        return new Long2LongValueSpliterator(map.table(), map.missingValue());
    }

    /**
     * The values as a stream; it can be parallel, as long as nobody changes the map meanwhile.
     *
     * @return a stream
     */
    public /*V*/ LongStream /*V*/ longStream() {
        return StreamSupport./*V*/ longStream(spliterator(), false);
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
    public boolean contains(final Object value) {
        return map.containsValue(value);
    }

    /**
     * Whether any key has a value.
     *
     * @param value any
     * @return true if one has
     */
    public boolean contains(final /*V*/ long value) {
        return map.containsValue(value);
    }

    /**
     * Removes the entries whose values meet a condition.
     *
     * @param filter the condition
     * @return true if any entry was removed
     */
    public boolean /*V*/ removeIfLong(final /*V*/ LongPredicate filter) {
        return map.removeEntriesIf((key, value) -> filter.test(value));
    }
}

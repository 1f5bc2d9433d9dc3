package org.hedgerow.memory;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Chunks in an order. They are linked by themselves, so that nothing here takes memory of the heap: where that is full, a
 * chunk still gets from one list into another, and is never in none of them. A chunk is in one list at a time.
 *
 * <p>All costs are constant, but for {@link #forEach}. Not thread-safe.
 */
final class ChunkList {

    private @Nullable Chunk first;
    private @Nullable Chunk last;
    private int size;

    /** How many there are. */
    int size() {
        return size;
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** The first one, from which {@link Chunk#nextListed} leads to the others; null if there is none. */
    @Nullable
    Chunk first() {
        return first;
    }

    /** The last one, from which {@link Chunk#previousListed} leads to the others; null if there is none. */
    @Nullable
    Chunk last() {
        return last;
    }

    /** Whether a chunk is in this list. */
    boolean holds(final Chunk chunk) {
        return chunk.list == this;
    }

    /** Puts a chunk that is in no list behind all others. */
    void addLast(final Chunk chunk) {
        if (chunk.list != null) {
            throw new AssertionError("the " + chunk + " is in a list already");
        }
        chunk.list = this;
        join(last, chunk);
        join(chunk, null);
        size++;
    }

    /** Takes a chunk out, which is in this list. */
    void remove(final Chunk chunk) {
        if (chunk.list != this) {
            throw new AssertionError("the " + chunk + " is not in this list");
        }
        join(chunk.previousListed, chunk.nextListed);
        chunk.list = null;
        chunk.previousListed = null;
        chunk.nextListed = null;
        size--;
    }

    /** Has two chunks follow each other; null stands for either end. */
    private void join(final @Nullable Chunk before, final @Nullable Chunk after) {
        if (before == null) {
            first = after;
        } else {
            before.nextListed = after;
        }
        if (after == null) {
            last = before;
        } else {
            after.previousListed = before;
        }
    }

    /** Calls an action, which changes no list, with each chunk. */
    void forEach(final Consumer<Chunk> action) {
        for (Chunk chunk = first; chunk != null; chunk = chunk.nextListed) {
            action.accept(chunk);
        }
    }
}

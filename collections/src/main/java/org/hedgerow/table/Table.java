package org.hedgerow.table;

import static org.hedgerow.table.SlotLayout.LOG2_SLOT_BYTES;
import static org.hedgerow.table.SlotLayout.SLOT_BYTES;

import java.lang.foreign.Arena;
import org.hedgerow.memory.Block;
import org.hedgerow.memory.GuardedMemory;
import org.hedgerow.memory.Holdings;
import org.hedgerow.memory.access.LiveBlocks;
import org.hedgerow.memory.access.RawMemory;
import org.jspecify.annotations.Nullable;

/**
 * An array of slots in order of hash: open addressing by linear probing, without wrapping.
 *
 * <pre>
 *   base                                          base + slots             limit
 *   |                                             |                        |
 *   +------+------+------+--- ... ---+------+-----+------+--- ... ---+-----+
 *   | home | home | home |           | home |     | tail |           |empty|
 *   |  0   |  1   |  2   |           | n-1  |     |      |           |     |
 *   +------+------+------+--- ... ---+------+-----+------+--- ... ---+-----+
 * </pre>
 *
 * <p>The home of an entry is the slot that the top bits of its hash name. Two rules hold at all times:
 *
 * <ol>
 *   <li>From an entry's home up to the entry there is no empty slot.
 *   <li>Entries lie in ascending order of their hashes.
 * </ol>
 *
 * <p>The second makes the place of an entry depend on nothing but the set of keys. It bounds a search in a crowded part:
 * "the slot holds a smaller hash" is true up to the place of a hash and false from there on, so that the place is found
 * in steps that double and halve. And it lets a table be moved to another, larger or smaller, by reading one and
 * appending to the other, stopping anywhere.
 *
 * <p>Behind the homes there is a tail for entries that the last homes push on; its last slot is never filled.
 *
 * <p>The fields are final: a thread that reads a table while another changes it sees wrong entries at worst, but stays
 * between base and limit. Not thread-safe otherwise.
 */
final class Table {

    /** No slot. */
    static final long ABSENT = 0;

    /** How many slots a search looks at one by one before its steps grow. No tail is shorter. */
    static final int NEAR_SLOTS = 8;

    /** The most slots: with their tails they fill the largest block. */
    static final long MAX_SLOTS = GuardedMemory.MAX_BLOCK_BYTES / SLOT_BYTES / 2;

    private static final int MIN_SLOTS = 2;
    private static final int NEAR_BYTES = NEAR_SLOTS << LOG2_SLOT_BYTES;
    private static final int TAIL_FRACTION = 16;

    /** A table that is empty and stays so: it has no room. */
    static final Table NONE = none();

    private final @Nullable Block block;
    private final long base;
    private final long limit;
    private final long tailMiddle;
    private final int shift;

    private Table(final @Nullable Block block, final long base, final long slots, final long tailSlots) {
        this.block = block;
        this.base = base;
        this.limit = base + ((slots + tailSlots) << LOG2_SLOT_BYTES);
        this.tailMiddle = base + ((slots + tailSlots / 2) << LOG2_SLOT_BYTES);
        this.shift = Long.numberOfLeadingZeros(slots) + 1;
    }

    private static Table none() {
        final long bytes = (long) (MIN_SLOTS + NEAR_SLOTS) << LOG2_SLOT_BYTES;
        final long zeros = Arena.global().allocate(bytes, Long.BYTES).address();
        LiveBlocks.add(zeros, bytes, "all empty tables");
        return new Table(null, zeros, MIN_SLOTS, NEAR_SLOTS);
    }

    /**
     * Allocates an empty table.
     *
     * @param holdings whose
     * @param hashTable what needs it
     * @param slots how many homes, a power of two of at least 2
     * @param tailSlots how many behind them, at least {@link #NEAR_SLOTS}
     * @return the table
     * @throws IllegalStateException if it would be larger than the largest block
     */
    static Table allocate(final Holdings holdings, final HashTable hashTable, final long slots, final long tailSlots) {
        if (slots > MAX_SLOTS) {
            throw new IllegalStateException("a " + holdings.owner() + " cannot grow beyond " + MAX_SLOTS + " slots");
        }
        final Block block = holdings.allocate((slots + tailSlots) << LOG2_SLOT_BYTES, hashTable);
        try {
            return new Table(block, block.address(), slots, tailSlots);
        } catch (final OutOfMemoryError e) {
            holdings.release(block);
            throw e;
        }
    }

    /** The tail of a table whose hashes are spread as hashes are. */
    static long usualTailSlots(final long slots) {
        return NEAR_SLOTS + slots / TAIL_FRACTION;
    }

    @Nullable
    Block block() {
        return block;
    }

    /**
     * How much of it, from its base, can be touched without a page fault; has more of it populated, but not the tail.
     *
     * @param touchedBytes what will be touched next
     * @param aheadBytes how much more is to be populated
     * @return bytes; {@link Long#MAX_VALUE} if there is no use in waiting
     */
    long prefaultedBytes(final long touchedBytes, final long aheadBytes) {
        if (block == null || touchedBytes >= slots() << LOG2_SLOT_BYTES) {
            return Long.MAX_VALUE;
        }
        return block.prefaultedBytes(Math.min(touchedBytes + aheadBytes, slots() << LOG2_SLOT_BYTES));
    }

    /** How many homes it has. */
    long slots() {
        return 1L << (Long.SIZE - shift);
    }

    long tailSlots() {
        return ((limit - base) >> LOG2_SLOT_BYTES) - slots();
    }

    long base() {
        return base;
    }

    /** One past its last slot. */
    long limit() {
        return limit;
    }

    long home(final long hash) {
        return base + ((hash >>> shift) << LOG2_SLOT_BYTES);
    }

    /** The smallest hash whose home is a slot, which is one of the homes. */
    long smallestHashAt(final long slot) {
        return ((slot - base) >> LOG2_SLOT_BYTES) << shift;
    }

    /** Whether a slot is a home, not one of the tail. */
    boolean isHome(final long slot) {
        return (slot - base) >> LOG2_SLOT_BYTES < slots();
    }

    /** How many slots there are behind one. */
    long slotsBehind(final long slot) {
        return ((limit - slot) >> LOG2_SLOT_BYTES) - 1;
    }

    /**
     * Whether an insertion met a crowd.
     *
     * @param hash what was inserted
     * @param filled the slot that was filled for it
     * @param slots how far from home is far
     * @return true if that is farther, or if {@link #isTailHalfFull}
     */
    boolean isCrowded(final long hash, final long filled, final long slots) {
        return filled - home(hash) > (slots << LOG2_SLOT_BYTES) || isTailHalfFull(filled);
    }

    /** Whether the slot that was filled by an insertion lies in the second half of the tail. */
    boolean isTailHalfFull(final long filled) {
        return filled >= tailMiddle;
    }

    static long hashAt(final long slot) {
        return Hash.of(SlotLayout.key(slot));
    }

    /** The value of a key, or 0. */
    long get(final long key, final long hash) {
        long slot = home(hash);
        for (final long end = slot + NEAR_BYTES; slot < end; slot += SLOT_BYTES) {
            // The key first: on a hit, nothing else need be tested. An empty slot answers 0 for key 0, as it should.
            final long value = SlotLayout.value(slot);
            if (SlotLayout.key(slot) == key) {
                return value;
            }
            if (value == 0) {
                return 0;
            }
        }
        slot = lowerBound(hash, slot);
        return SlotLayout.key(slot) == key ? SlotLayout.value(slot) : 0;
    }

    /** The slot of a key, or {@link #ABSENT}. */
    long find(final long key, final long hash) {
        long slot = home(hash);
        for (final long end = slot + NEAR_BYTES; slot < end; slot += SLOT_BYTES) {
            final long value = SlotLayout.value(slot);
            if (SlotLayout.key(slot) == key && value != 0) {
                return slot;
            }
            if (value == 0) {
                return ABSENT;
            }
        }
        slot = lowerBound(hash, slot);
        return SlotLayout.key(slot) == key && !SlotLayout.isEmpty(slot) ? slot : ABSENT;
    }

    /** The first slot from the home of a hash on that is empty, or holds that hash or a greater one. */
    long lowerBound(final long hash) {
        long slot = home(hash);
        for (final long end = slot + NEAR_BYTES; slot < end; slot += SLOT_BYTES) {
            if (!holdsSmaller(slot, hash)) {
                return slot;
            }
        }
        return lowerBound(hash, slot);
    }

    /** The same, where all slots from the home up to {@code from} are known to hold smaller hashes. */
    private long lowerBound(final long hash, final long from) {
        final long last = limit - SLOT_BYTES;
        long low = from; // all before it hold smaller hashes
        long high = from; // does not, once the steps have ended
        for (long step = SLOT_BYTES; high < last && holdsSmaller(high, hash); step <<= 1) {
            low = high + SLOT_BYTES;
            high = Math.min(last, high + step);
        }
        while (low < high) {
            final long middle = low + ((high - low) >> (LOG2_SLOT_BYTES + 1) << LOG2_SLOT_BYTES);
            if (holdsSmaller(middle, hash)) {
                low = middle + SLOT_BYTES;
            } else {
                high = middle;
            }
        }
        return high;
    }

    private static boolean holdsSmaller(final long slot, final long hash) {
        return !SlotLayout.isEmpty(slot) && Long.compareUnsigned(hashAt(slot), hash) < 0;
    }

    /**
     * Inserts a key that is not there.
     *
     * @return the empty slot that was filled, by the entry or by those that made place for it; or {@link #ABSENT} if the
     *     tail has no room, and nothing was changed
     */
    long insert(final long key, final long value, final long hash) {
        final long slot = lowerBound(hash);
        long empty = slot;
        while (!SlotLayout.isEmpty(empty)) {
            empty += SLOT_BYTES;
        }
        if (!hasRoomAt(empty)) {
            return ABSENT;
        }
        if (empty > slot) {
            RawMemory.copy(slot, slot + SLOT_BYTES, empty - slot);
        }
        SlotLayout.set(slot, key, value);
        return empty;
    }

    /**
     * Appends the entry in a slot of another table, with a hash greater than all that are here.
     *
     * @param entry the slot to copy
     * @param end the slot behind the last entry; or, where that is not known, the base
     * @return the slot behind the entry, which is an {@code end} for the next one; or {@link #ABSENT} if the tail has no
     *     room, and nothing was changed
     */
    long append(final long entry, final long end) {
        final long key = SlotLayout.key(entry);
        final long hash = Hash.of(key);
        final long home = home(hash);
        final long slot = home < end ? end : lowerBound(hash);
        if (!hasRoomAt(slot)) {
            return ABSENT;
        }
        SlotLayout.set(slot, key, SlotLayout.value(entry));
        return slot + SLOT_BYTES;
    }

    /**
     * Appends all entries of another table from a slot on, with hashes greater than all that are here.
     *
     * @param from the other table
     * @param start the slot at which to begin
     * @return false if the tail has no room for all
     */
    boolean appendAll(final Table from, final long start) {
        long end = base;
        for (long slot = start; slot < from.limit; slot += SLOT_BYTES) {
            if (!SlotLayout.isEmpty(slot)) {
                end = append(slot, end);
                if (end == ABSENT) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Whether a slot may be filled: all but the last of the tail. */
    boolean hasRoomAt(final long slot) {
        return slot < limit - SLOT_BYTES;
    }

    /** Removes the entry in a slot; entries behind it that are not at home move up by one. */
    void removeAt(final long slot) {
        final long first = slot + SLOT_BYTES;
        long end = first;
        while (!SlotLayout.isEmpty(end) && home(hashAt(end)) < end) {
            end += SLOT_BYTES;
        }
        if (end > first) {
            RawMemory.copy(first, slot, end - first);
        }
        SlotLayout.clear(end - SLOT_BYTES);
    }
}

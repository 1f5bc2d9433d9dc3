package org.hedgerow.table;

import static org.hedgerow.table.Long2LongSlots.SLOT_BYTES;
import static org.hedgerow.table.TableShape.LINE_SLOTS;
import static org.hedgerow.table.TableShape.NEAR_SLOTS;

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
 *   | line | line | line |           | line |     | tail |           |empty|
 *   |  0   |  1   |  2   |           | n-1  |     |      |           |     |
 *   +------+------+------+--- ... ---+------+-----+------+--- ... ---+-----+
 * </pre>
 *
 * <p>Four slots make a line, which is a cache line where slots are of 16 bytes, and half of one where they are of 8. The
 * home of an entry is the line that the top bits of its hash name. Three rules hold at all times:
 *
 * <ol>
 *   <li>From the start of an entry's home up to the entry there is no empty slot.
 *   <li>Entries lie in ascending order of their homes.
 *   <li>If one of the entries that have the same home lies beyond the line behind it, these are in ascending order of their
 *       hashes.
 * </ol>
 *
 * <p>From the first follows that all slots of a line are filled if its last one is: to see whether a key is in its home,
 * or nowhere, or maybe farther on, the home is enough. That is how a search begins, for all four slots at once and
 * without a branch for each: which slot a key is in cannot be predicted, and a misprediction waits for the memory, where
 * otherwise the searches of some keys would wait for it together.
 *
 * <p>While a home has room, its entries are in no order: a new one takes the first empty slot, and the last one fills the
 * slot of one that goes, again without a branch that could not be predicted. Where it is full, and the line behind it has
 * room, a new entry goes there, behind the others that have their homes before that line, and one of those that have it there
 * gives way: again without a branch.
 *
 * <p>The second and the third bound a search in a crowded part: beyond these two lines "the slot holds a smaller hash" is true
 * up to the place of a hash and false from there on, so that the place is found in steps that double and halve. And a move to
 * another table, larger or smaller, which reads the homes in their order, may stop between any two of them, or among the entries of
 * one that lie beyond these two lines.
 *
 * <p>Behind the homes there is a tail for entries that the last homes push on; its last slot is never filled.
 *
 * <p>The fields are final: a thread that reads a table while another changes it sees wrong entries at worst, but stays
 * between base and limit. Not thread-safe otherwise.
 */
final class Long2LongTable {

    /** No slot. */
    static final long ABSENT = 0;

    /** The most slots, a power of two: the largest block has room for them and their tails. */
    static final long MAX_SLOTS = Long.highestOneBit(GuardedMemory.MAX_BLOCK_BYTES / SLOT_BYTES / 2);

    /** Farther than that the last homes push nothing, but in crowds. */
    private static final long USED_TAIL_BYTES = 64 << 10;

    private static final int MIN_SLOTS = 2 * LINE_SLOTS;
    static final int LINE_BYTES = LINE_SLOTS * SLOT_BYTES;

    static final int NEAR_BYTES = NEAR_SLOTS * SLOT_BYTES;
    private static final int LAST_SLOT = LINE_BYTES - SLOT_BYTES;

    /** A table that is empty and stays so: it has no room. */
    static final Long2LongTable NONE = none();

    private final @Nullable Block block;
    private final long base;
    private final long limit;
    private final long tailMiddle;
    private final int shift;
    private final long seed;

    private Long2LongTable(
            final @Nullable Block block, final long base, final long slots, final long tailSlots, final long seed) {
        this.block = block;
        this.seed = seed;
        this.base = base;
        this.limit = base + (slots + tailSlots) * SLOT_BYTES;
        this.tailMiddle = base + (slots + tailSlots / 2) * SLOT_BYTES;
        this.shift = Long.numberOfLeadingZeros(slots / LINE_SLOTS) + 1;
    }

    private static Long2LongTable none() {
        final long bytes = (long) (MIN_SLOTS + NEAR_SLOTS) * SLOT_BYTES;
        final long zeros = Arena.global().allocate(bytes, Long.BYTES).address();
        LiveBlocks.add(zeros, bytes, "all empty tables");
        return new Long2LongTable(null, zeros, MIN_SLOTS, NEAR_SLOTS, 0);
    }

    /**
     * Allocates an empty table.
     *
     * @param holdings whose
     * @param hashTable what needs it
     * @param slots how many in the homes, a power of two of at least 8
     * @param tailSlots how many behind them, at least {@link TableShape#NEAR_SLOTS}
     * @param emptied whether its slots have to be empty at once; otherwise {@link #emptyPiece} comes before anything else
     * @return the table
     * @throws IllegalStateException if it would be larger than the largest block
     */
    static Long2LongTable allocate(
            final Holdings holdings,
            final Long2LongHashTable hashTable,
            final long slots,
            final long tailSlots,
            final boolean emptied) {
        if (slots > MAX_SLOTS) {
            throw new IllegalStateException("a " + holdings.owner() + " cannot grow beyond " + MAX_SLOTS + " slots");
        }
        final long wholeLines = (tailSlots + LINE_SLOTS - 1) / LINE_SLOTS * LINE_SLOTS;
        final long bytes = (slots + wholeLines) * SLOT_BYTES;
        final Block block = emptied ? holdings.allocate(bytes, hashTable) : holdings.allocateUnzeroed(bytes, hashTable);
        try {
            return new Long2LongTable(block, block.address(), slots, wholeLines, hashTable.seed());
        } catch (final OutOfMemoryError e) {
            holdings.release(block);
            throw e;
        }
    }

    @Nullable
    Block block() {
        return block;
    }

    /** Makes some more slots empty where its memory was another's; answers whether all of them are. */
    boolean emptyPiece(final long maxBytes) {
        return block == null || block.zeroPiece(maxBytes);
    }

    /**
     * How much of it, from its base, can be touched without a page fault; has more of it populated, but of the tail only
     * the first {@value #USED_TAIL_BYTES} bytes.
     *
     * @param touchedBytes what will be touched next
     * @param aheadBytes how much more is to be populated
     * @return bytes; {@link Long#MAX_VALUE} if there is no use in waiting
     */
    long prefaultedBytes(final long touchedBytes, final long aheadBytes) {
        final long usedBytes = Math.min(bytes(), slots() * SLOT_BYTES + USED_TAIL_BYTES);
        if (block == null || touchedBytes >= usedBytes) {
            return Long.MAX_VALUE;
        }
        return block.prefaultedBytes(Math.min(touchedBytes + aheadBytes, usedBytes));
    }

    /** How many slots its homes have. */
    long slots() {
        return (long) LINE_SLOTS << (Long.SIZE - shift);
    }

    long tailSlots() {
        return TableShape.count(bytes(), SLOT_BYTES) - slots();
    }

    long base() {
        return base;
    }

    /** One past its last slot. */
    long limit() {
        return limit;
    }

    /** How large it is. */
    long bytes() {
        return limit - base;
    }

    /** The first slot of the home of a hash. */
    long home(final long hash) {
        return base + (hash >>> shift) * LINE_BYTES;
    }

    /**
     * Whether no entry lies in an empty slot or behind it.
     *
     * @param slot empty, and no entry that lies behind it has its home before it
     */
    boolean isEnd(final long slot) {
        return linesUpTo(slot) >= slots() / LINE_SLOTS;
    }

    /** The smallest hash that an entry behind an empty slot can have, where there may be one. */
    long smallestHashBehind(final long slot) {
        return linesUpTo(slot) << shift;
    }

    /** The smallest hash with the home of a hash. */
    long smallestHashOfHome(final long hash) {
        return hash >>> shift << shift;
    }

    /** How many lines begin before a slot. */
    private long linesUpTo(final long slot) {
        return TableShape.count(slot - base + LINE_BYTES - 1, LINE_BYTES);
    }

    /** How many slots there are behind one. */
    long slotsBehind(final long slot) {
        return TableShape.count(limit - slot, SLOT_BYTES) - 1;
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
        return filled - home(hash) > slots * SLOT_BYTES || isTailHalfFull(filled);
    }

    /** Whether the slot that was filled by an insertion lies in the second half of the tail. */
    boolean isTailHalfFull(final long filled) {
        return filled >= tailMiddle;
    }

    long hashAt(final long slot) {
        return Hash.of(Long2LongSlots.key(slot), seed);
    }

    /** The slot of a key that is likely to be there, or {@link #ABSENT}. */
    long find(final /*K*/ long key, final long hash) {
        final long home = RawMemory.addressInRange(home(hash));
        final long slot = likelySlot(home, key);
        return isAt(slot, key) ? slot : findElsewhere(home, key, hash);
    }

    /** The slot of a key that is not in its {@link #likelySlot}, or {@link #ABSENT}. */
    long findElsewhere(final long home, final /*K*/ long key, final long hash) {
        if (hasRoom(home) && key != 0) {
            return ABSENT;
        }
        // Slot by slot, and not as puts do: these have to know which slot is empty, which costs more than a
        // misprediction here.
        final long slot = probeFrom(home, key == 0 ? home : home + LINE_BYTES, key, hash);
        return isThere(slot) ? slot : ABSENT;
    }

    /**
     * The slot of a line that a key is in, if it is there and not 0.
     *
     * <p>Which of the four slots it is cannot be predicted, and a misprediction waits for the memory, where otherwise the
     * memory of several keys would be waited for together. So the choice in the first half, and that between the halves,
     * are to be made by conditional moves, which the compiler prefers where neither outcome is rare; the last slot is seldom
     * filled.
     */
    static long likelySlot(final long line, final /*K*/ long key) {
        final int low = Long2LongSlots.key(line + SLOT_BYTES) == key ? SLOT_BYTES : 0;
        final int high = Long2LongSlots.key(line + LAST_SLOT) == key ? LAST_SLOT : 2 * SLOT_BYTES;
        return line + (Long2LongSlots.key(line + low) == key ? low : high);
    }

    /**
     * The same for puts. What the compiler makes of it depends on what it has seen: were it one method, then after many new keys,
     * which are in no slot, it would make branches of it for lookups, too.
     */
    static long likelySlotToPut(final long line, final /*K*/ long key) {
        final int low = Long2LongSlots.key(line + SLOT_BYTES) == key ? SLOT_BYTES : 0;
        final int high = Long2LongSlots.key(line + LAST_SLOT) == key ? LAST_SLOT : 2 * SLOT_BYTES;
        return line + (Long2LongSlots.key(line + low) == key ? low : high);
    }

    /** Whether a key is in its {@link #likelySlot}. Empty slots have key 0, too. */
    static boolean isAt(final long slot, final /*K*/ long key) {
        return Long2LongSlots.key(slot) == key && key != 0;
    }

    /**
     * Looks for a key that is not in its {@link #likelySlot}, to put it.
     *
     * @return its slot; or the empty slot that ended the search, which {@link #insert} takes; or {@link #ABSENT} if neither
     *     was near
     */
    long probe(final /*K*/ long key, final long hash) {
        final long home = RawMemory.addressInRange(home(hash));
        if (hasRoom(home) || key == 0) {
            // Empty slots have key 0, too, so that for it the likely slot meant nothing.
            return probeFrom(home, home, key, hash);
        }
        final long line = home + LINE_BYTES;
        final long slot = likelySlotToPut(line, key);
        if (isAt(slot, key)) {
            return slot;
        }
        return hasRoom(line) ? line + filledBytes(line) : probeFrom(home, line + LINE_BYTES, key, hash);
    }

    /** Whether a key was found by {@link #probe}. */
    static boolean isThere(final long probed) {
        return probed != ABSENT && !Long2LongSlots.isEmpty(probed);
    }

    /** The slot of a key that is not before {@code from}, or an empty one, or {@link #ABSENT}: see {@link #probe}. */
    private long probeFrom(final long home, final long from, final /*K*/ long key, final long hash) {
        long slot = from;
        for (final long end = home + NEAR_BYTES + LINE_BYTES; slot < end; slot += SLOT_BYTES) {
            if (Long2LongSlots.isEmpty(slot) || Long2LongSlots.key(slot) == key) {
                return slot;
            }
        }
        slot = lowerBound(hash, slot);
        return Long2LongSlots.key(slot) == key && !Long2LongSlots.isEmpty(slot) ? slot : ABSENT;
    }

    /** A slot before which no entry has a greater hash: an entry does not lie before its home. */
    long endOfSmaller(final long hash) {
        return hash == -1L ? limit : home(hash + 1);
    }

    /**
     * Makes sure that the entries up to a hash lie before those with greater ones.
     *
     * @param hash the greatest of a group of hashes, which has several homes or is a part of one
     */
    void separateAfter(final long hash) {
        final boolean isPartOfHome = hash << (Long.SIZE - shift) != -1L << (Long.SIZE - shift);
        if (isPartOfHome) {
            sortEntriesOfLine(home(hash));
        }
    }

    /** A slot from which on all entries with a hash or a greater one are found, and no others. */
    long firstFrom(final long hash) {
        final long home = home(hash);
        final boolean isLeastOfHome = hash << (Long.SIZE - shift) == 0;
        final boolean nothingReachesHome = home == base || Long2LongSlots.isEmpty(home - SLOT_BYTES);
        return isLeastOfHome && nothingReachesHome ? home : lowerBound(hash);
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
        long low = Math.min(from, last); // all before it hold smaller hashes
        long high = low; // does not, once the steps have ended
        for (long step = SLOT_BYTES; high < last && holdsSmaller(high, hash); step <<= 1) {
            low = high + SLOT_BYTES;
            high = Math.min(last, high + step);
        }
        while (low < high) {
            final long middle = low + TableShape.count(high - low, 2 * SLOT_BYTES) * SLOT_BYTES;
            if (holdsSmaller(middle, hash)) {
                low = middle + SLOT_BYTES;
            } else {
                high = middle;
            }
        }
        return high;
    }

    private boolean holdsSmaller(final long slot, final long hash) {
        return !Long2LongSlots.isEmpty(slot) && Long.compareUnsigned(hashAt(slot), hash) < 0;
    }

    /** Whether a home has an empty slot: then its keys are nowhere else. */
    static boolean hasRoom(final long home) {
        return Long2LongSlots.isEmpty(home + LAST_SLOT);
    }

    /** Inserts a key that is not there into its home, which has room. */
    static void insertInHome(final long home, final /*K*/ long key, final /*V*/ long value) {
        Long2LongSlots.set(home + filledBytes(home), key, value);
    }

    /** How many bytes of a line are filled, whose last slot is empty; without a branch, since that cannot be predicted. */
    private static int filledBytes(final long line) {
        final int half = Long2LongSlots.filled(line + SLOT_BYTES) * (2 * SLOT_BYTES);
        return half + Long2LongSlots.filled(line + half) * SLOT_BYTES;
    }

    /**
     * Inserts a key that is not there.
     *
     * @param probed what {@link #probe} answered for it
     * @return the empty slot that was filled, by the entry or by those that made place for it; or {@link #ABSENT} if the
     *     tail has no room, and nothing was changed
     */
    long insert(final /*K*/ long key, final /*V*/ long value, final long hash, final long probed) {
        final long distance = probed - home(hash);
        if (probed == ABSENT || distance >= NEAR_BYTES) {
            return insertFar(key, value, hash);
        }
        if (!hasRoomAt(probed)) {
            return ABSENT;
        }
        long slot = probed;
        if (distance >= LINE_BYTES) {
            final long line = home(hash) + LINE_BYTES;
            slot = line + displacedBytes(line);
            Long2LongSlots.copy(slot, probed);
        }
        Long2LongSlots.set(slot, key, value);
        return probed;
    }

    /** How many bytes of a line, whose last slot is empty, hold entries that have their homes before it. */
    private int displacedBytes(final long line) {
        final int half = displaced(line + SLOT_BYTES, line) * (2 * SLOT_BYTES);
        return half + displaced(line + half, line) * SLOT_BYTES;
    }

    /** 1 for a slot with an entry that has its home before a line, otherwise 0: by arithmetic. */
    private int displaced(final long slot, final long line) {
        return Long2LongSlots.filled(slot) & (int) ((home(hashAt(slot)) - line) >>> (Long.SIZE - 1));
    }

    /** Inserts a key whose home and the line behind it are full. */
    private long insertFar(final /*K*/ long key, final /*V*/ long value, final long hash) {
        sortBeforePush(home(hash) + LINE_BYTES);
        final long slot = lowerBound(hash);
        long line = startOfLine(slot);
        while (!hasRoom(line)) {
            sortBeforePush(line);
            line += LINE_BYTES;
        }
        final long empty = line + filledBytes(line);
        if (!hasRoomAt(empty)) {
            return ABSENT;
        }
        if (empty > slot) {
            RawMemory.copy(slot, slot + SLOT_BYTES, empty - slot);
        }
        Long2LongSlots.set(slot, key, value);
        return empty;
    }

    /** Sorts what has to be sorted before the last entry of a full line goes to the next one. */
    private void sortBeforePush(final long line) {
        final long lineBefore = line - LINE_BYTES;
        if (home(hashAt(line + LAST_SLOT)) == lineBefore) {
            sortEntriesOfLine(lineBefore);
        }
    }

    /** Sorts the entries of a line by their hashes, and with them those that the line behind it has from it. */
    private void sortEntriesOfLine(final long line) {
        final long lineBehind = line + LINE_BYTES;
        final long end = lineBehind + LINE_BYTES;
        for (long slot = line + SLOT_BYTES; slot < end && !Long2LongSlots.isEmpty(slot); slot += SLOT_BYTES) {
            final /*K*/ long key = Long2LongSlots.key(slot);
            final /*V*/ long value = Long2LongSlots.value(slot);
            final long hash = Hash.of(key, seed);
            if (slot >= lineBehind && home(hash) >= lineBehind) {
                break;
            }
            long place = slot;
            while (place > line && Long.compareUnsigned(hashAt(place - SLOT_BYTES), hash) > 0) {
                Long2LongSlots.copy(place - SLOT_BYTES, place);
                place -= SLOT_BYTES;
            }
            if (place < slot) {
                Long2LongSlots.set(place, key, value);
            }
        }
    }

    /** The first slot of the line that a slot lies in. */
    long startOfLine(final long slot) {
        return base + TableShape.count(slot - base, LINE_BYTES) * LINE_BYTES;
    }

    /** Inserts a key that is not there into a table that {@linkplain #hasRoomFor has room} for it. */
    void add(final /*K*/ long key, final /*V*/ long value, final long hash) {
        final long home = RawMemory.addressInRange(home(hash));
        if (hasRoom(home)) {
            insertInHome(home, key, value);
        } else {
            insert(key, value, hash, probe(key, hash));
        }
    }

    /**
     * Adds the entries of another table, none of which are here.
     *
     * @param from the other table
     * @param start the slot at which to begin
     * @return false if the tail has no room for all
     */
    boolean addAll(final Long2LongTable from, final long start) {
        for (long slot = start; slot < from.limit; slot += SLOT_BYTES) {
            if (!Long2LongSlots.isEmpty(slot)) {
                if (!hasRoomFor(1)) {
                    return false;
                }
                add(Long2LongSlots.key(slot), Long2LongSlots.value(slot), hashAt(slot));
            }
        }
        return true;
    }

    /** Whether there is room for a few more entries, wherever their homes are: behind an empty slot of the tail there is none. */
    boolean hasRoomFor(final int entries) {
        return Long2LongSlots.isEmpty(limit - (entries + 1L) * SLOT_BYTES);
    }

    /** Whether a slot may be filled: all but the last of the tail. */
    boolean hasRoomAt(final long slot) {
        return slot < limit - SLOT_BYTES;
    }

    /**
     * Removes an entry; others of its home may change their order.
     *
     * @param slot where it is
     * @param hash its hash
     */
    void removeAt(final long slot, final long hash) {
        final long home = home(hash);
        if (hasRoom(home)) {
            removeFromHome(home, slot);
        } else {
            closeGap(slot);
        }
    }

    /** Removes an entry from its home, which has room: the last entry fills its slot. */
    static void removeFromHome(final long home, final long slot) {
        final long last = home + filledBytes(home) - SLOT_BYTES;
        Long2LongSlots.copy(last, slot);
        Long2LongSlots.clear(last);
    }

    /** Removes the entry in a slot; those behind it that are not in the first slot of their homes move up by one. */
    void closeGap(final long slot) {
        long gap = slot;
        long next = slot + SLOT_BYTES;
        while (!Long2LongSlots.isEmpty(next) && home(hashAt(next)) < next) {
            Long2LongSlots.copy(next, gap);
            gap = next;
            next += SLOT_BYTES;
        }
        Long2LongSlots.clear(gap);
    }
}

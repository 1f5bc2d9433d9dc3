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
 * home of an entry is the line that the top bits of its hash name. Two rules hold at all times:
 *
 * <ol>
 *   <li>From the start of an entry's home up to the entry there is no empty slot.
 *   <li>Entries lie in ascending order of their hashes.
 * </ol>
 *
 * <p>Slots have {@linkplain Hash codes} instead of hashes, with the opposite bits: they descend, and empty slots, which have
 * the code 0, go on with that. So the slots of any line are sorted, and so are those of a stretch of full lines. To find the
 * place of a code in a line takes two comparisons, and no branch: which slot it is cannot be predicted, and a misprediction
 * waits for the memory, where otherwise the searches of some keys would wait for it together. A third comparison, with the last
 * slot, tells whether it may be in this line at all: if the last code is greater, its place is farther on. That, which comes
 * true for one key in ten or so, is the one branch.
 *
 * <p>Entries make place for a new one up to the next line that has room; within a line, whose slots all may change, again
 * without a branch. Beyond the line behind its home the place of a code is found in steps that double and halve, however
 * crowded the lines are. And a move to another table, larger or smaller, reads the slots in their order, and may stop at any of
 * them.
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

    private static final int LAST_SLOT = LINE_BYTES - SLOT_BYTES;

    /** How many units, powers of two, make a line: 1 where its size is one, 3 where slots are of 12 bytes. */
    private static final int LINE_UNITS = LINE_BYTES / Integer.lowestOneBit(LINE_BYTES);

    /** Where the number of a line begins in {@link #homeMask}. */
    private static final int LINE_BIT = Integer.numberOfTrailingZeros(8 * LINE_BYTES);

    /** A shift by that makes all bits those of the sign. */
    private static final int SIGN = Long.SIZE - 1;

    /** A table that is empty and stays so: it has no room. */
    static final Long2LongTable NONE = constant(0);

    /**
     * A table with nothing in it, of which the place of the code 0, as all keys of a closed one have, is
     * {@linkplain #isBeyond beyond} each line, and which has that code nowhere.
     */
    static final Long2LongTable CLOSED = constant(-1);

    private final @Nullable Block block;
    private final long base;
    private final long limit;
    private final long tailMiddle;

    /** Eight times the base: of what is added to it {@link RawMemory#addressOfEightfold} makes an address. */
    private final long eightfoldBase;
    /** The bits, of eight times a distance in units, that are the number of a home. */
    private final long homeMask;
    /** What shifts the upper bits of a code to those. */
    private final int homeShift;

    private Long2LongTable(final @Nullable Block block, final long base, final long slots, final long tailSlots) {
        this.block = block;
        this.base = base;
        this.limit = base + (slots + tailSlots) * SLOT_BYTES;
        this.tailMiddle = base + (slots + tailSlots / 2) * SLOT_BYTES;
        this.eightfoldBase = RawMemory.eightfold(base);
        this.homeMask = (slots / LINE_SLOTS - 1) << LINE_BIT;
        this.homeShift = Long.numberOfLeadingZeros(homeMask);
    }

    /** A table without values, of which all slots have the same code. */
    private static Long2LongTable constant(final /*K*/ long code) {
        final long bytes = (long) (MIN_SLOTS + NEAR_SLOTS) * SLOT_BYTES;
        final long base = Arena.global().allocate(bytes, Long.BYTES).address();
        LiveBlocks.add(base, bytes, "all tables without entries");
        for (long slot = base; slot < base + bytes; slot += SLOT_BYTES) {
            Long2LongSlots.set(slot, code, 0);
        }
        return new Long2LongTable(null, base, MIN_SLOTS, NEAR_SLOTS);
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
            return new Long2LongTable(block, block.address(), slots, wholeLines);
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
        return ((homeMask >>> LINE_BIT) + 1) * LINE_SLOTS;
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

    /**
     * The first slot of the home of a code. The compiler makes one instruction of each operation, of {@code ~} and {@code &}
     * together, and has no more to check: the fewer there are between reads, the more of these are under way.
     */
    long home(final /*K*/ long code) {
        return RawMemory.addressOfEightfold(
                eightfoldBase + (~(Hash.upperBits(code) >>> homeShift) & homeMask) * LINE_UNITS);
    }

    /**
     * Whether no entry lies in an empty slot or behind it.
     *
     * @param slot empty, and no entry that lies behind it has its home before it
     */
    boolean isEnd(final long slot) {
        return linesUpTo(slot) >= slots() / LINE_SLOTS;
    }

    /** The first slot of the home of a hash. */
    long homeOfHash(final long hash) {
        return home(Hash.toLongCode(hash));
    }

    /** The smallest hash that an entry in a slot or behind it can have, where there may be one. */
    long smallestHashFrom(final long slot) {
        return Long2LongSlots.isEmpty(slot) ? linesUpTo(slot) << (homeShift + LINE_BIT) : hashAt(slot);
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
     * @param code what was inserted
     * @param filled the slot that was filled for it
     * @param slots how far from home is far
     * @return true if that is farther, or if {@link #isTailHalfFull}
     */
    boolean isCrowded(final /*K*/ long code, final long filled, final long slots) {
        return filled - home(code) > slots * SLOT_BYTES || isTailHalfFull(filled);
    }

    /** Whether the slot that was filled by an insertion lies in the second half of the tail. */
    boolean isTailHalfFull(final long filled) {
        return filled >= tailMiddle;
    }

    /** The hash of an entry; for an empty slot one that is not less than any. */
    static long hashAt(final long slot) {
        return Hash.ofCode(Long2LongSlots.code(slot));
    }

    /** Whether the place of a code is in no slot of a line, but behind it. */
    static boolean isBeyond(final long line, final /*K*/ long code) {
        return /*K*/ Long.compareUnsigned(Long2LongSlots.code(line + LAST_SLOT), code) > 0;
    }

    /** Whether a slot has a greater code: then the place of the code is behind it. */
    private static boolean precedes(final long slot, final /*K*/ long code) {
        return /*K*/ Long.compareUnsigned(Long2LongSlots.code(slot), code) > 0;
    }

    /**
     * The place of a code in a line, if it is not {@linkplain #isBeyond beyond} it: the first slot that has no greater one. Or
     * the slot before that, if that has the {@linkplain Hash#areTwins twin} of the code.
     *
     * <p>Codes are compared without their last bits, so that the sign of a difference tells. Comparisons as such would be
     * branches, where the compiler saw that they seldom come true, as while a table is filled; and then they could not be
     * predicted. The loop, a binary search, is unrolled.
     */
    static long likelyPlace(final long line, final /*K*/ long code) {
        final long rank = Hash.rank(code);
        long place = line;
        for (int lastOfHalf = SLOT_BYTES; lastOfHalf >= 0; lastOfHalf -= SLOT_BYTES) {
            final long difference = rank - Hash.rank(Long2LongSlots.code(place + lastOfHalf));
            place += difference >> SIGN & (lastOfHalf + SLOT_BYTES);
        }
        return place;
    }

    /** The place of a code in a line, if it is not {@linkplain #isBeyond beyond} it: the first slot that has no greater one. */
    private static long placeInLine(final long line, final /*K*/ long code) {
        final long place = likelyPlace(line, code);
        return precedes(place, code) ? place + SLOT_BYTES : place;
    }

    /** Whether the entry with a code is in a slot; of a code that empty slots have, too, this does not tell. */
    static boolean isAt(final long slot, final /*K*/ long code) {
        return isFound(Long2LongSlots.code(slot) ^ code, code);
    }

    /** The same where the differences between the bits of the two codes are known. */
    static boolean isFound(final /*K*/ long differences, final /*K*/ long code) {
        return differences == 0 && !Long2LongSlots.isAmbiguous(code);
    }

    /**
     * Whether a code that is not {@linkplain #isFound found} at the likely place in its home may be elsewhere:
     * {@linkplain #isBeyond beyond} it, which is not called, as calls within one another are few, or behind its
     * {@linkplain Hash#areTwins twin}. For a code that empty slots have, too, it cannot be told.
     */
    static boolean isMaybeElsewhere(final long home, final /*K*/ long differences, final /*K*/ long code) {
        return /*K*/ Long.compareUnsigned(Long2LongSlots.code(home + LAST_SLOT), code) > 0
                || Hash.areTwins(differences)
                || Long2LongSlots.isAmbiguous(code);
    }

    /** Whether the entry with a code is in its place, as {@link #placeOf} found it. */
    static boolean isThere(final long place, final /*K*/ long code) {
        return Long2LongSlots.code(place) == code && !Long2LongSlots.isEmpty(place);
    }

    /** The slot of a code, or {@link #ABSENT}. */
    long find(final /*K*/ long code) {
        final long home = home(code);
        final long likely = likelyPlace(home, code);
        final /*K*/ long differences = Long2LongSlots.code(likely) ^ code;
        if (isFound(differences, code)) {
            return likely;
        }
        if (!isMaybeElsewhere(home, differences, code)) {
            return ABSENT;
        }
        final long place = placeOf(code);
        return isThere(place, code) ? place : ABSENT;
    }

    /** The place of a code: the first slot from its home on that has no greater one. There it is, or is to be inserted. */
    long placeOf(final /*K*/ long code) {
        long line = home(code);
        if (isBeyond(line, code)) {
            line += LINE_BYTES;
            if (isBeyond(line, code)) {
                return placeFrom(line + LINE_BYTES, code);
            }
        }
        return placeInLine(line, code);
    }

    /** The place of a hash: the first slot from its home on that is empty, or has that hash or a greater one. */
    long placeOfHash(final long hash) {
        return placeOf(Hash.toLongCode(hash));
    }

    /** The place of a code that is not before {@code from}. */
    private long placeFrom(final long from, final /*K*/ long code) {
        final long last = limit - SLOT_BYTES;
        long low = Math.min(from, last); // all before it have greater codes
        long high = low; // does not, once the steps have ended
        for (long step = SLOT_BYTES; high < last && precedes(high, code); step <<= 1) {
            low = high + SLOT_BYTES;
            high = Math.min(last, high + step);
        }
        while (low < high) {
            final long middle = low + TableShape.count(high - low, 2 * SLOT_BYTES) * SLOT_BYTES;
            if (precedes(middle, code)) {
                low = middle + SLOT_BYTES;
            } else {
                high = middle;
            }
        }
        return high;
    }

    /** Whether a line has an empty slot. */
    static boolean hasRoom(final long line) {
        return Long2LongSlots.isEmpty(line + LAST_SLOT);
    }

    /** How many bytes of a line are filled, whose last slot is empty; without a branch, since that cannot be predicted. */
    private static int filledBytes(final long line) {
        final int half = Long2LongSlots.filled(line + SLOT_BYTES) * (2 * SLOT_BYTES);
        return half + Long2LongSlots.filled(line + half) * SLOT_BYTES;
    }

    /**
     * Inserts a code into a line; what its last slot has is lost. The slots from its place on move down by one.
     *
     * @param place the slot of the line for the code
     */
    static void insertInLine(final long line, final long place, final /*K*/ long code, final /*V*/ long value) {
        // Each slot gets what the one before it has, or, before the place, what it has itself; the last one never keeps
        // what it has. What waits for the line keeps other insertions from waiting with it: so a comparison says where
        // to read. The loop is unrolled, but only after the compiler has decided what to inline, for which it counts
        // each access that stands here.
        final long first = RawMemory.addressInRange(line);
        final long kept = (first + SLOT_BYTES - place) >> SIGN & SLOT_BYTES;
        long shift = 0;
        for (int offset = LAST_SLOT; offset > 0; offset -= SLOT_BYTES) {
            Long2LongSlots.copy(first + offset - SLOT_BYTES + shift, first + offset);
            shift = kept;
        }
        Long2LongSlots.set(RawMemory.addressInRange(place), code, value);
    }

    /** Removes a slot from a line: those behind it move up by one. The last one stays as it is. */
    private static void removeFromLine(final long line, final long removed) {
        // Each slot gets what the next one has, or, where it is before the one to remove, what it has itself.
        final long first = RawMemory.addressInRange(line);
        for (int offset = 0; offset < LAST_SLOT; offset += SLOT_BYTES) {
            final long slot = first + offset;
            Long2LongSlots.copy(slot + SLOT_BYTES - ((slot - removed) >> SIGN & SLOT_BYTES), slot);
        }
    }

    /**
     * Inserts a code that is not there.
     *
     * @param place its {@linkplain #placeOf place}
     * @return the empty slot that was filled, by the entry or by those that made place for it; or {@link #ABSENT} if the
     *     tail has no room, and nothing was changed
     */
    long insert(final long place, final /*K*/ long code, final /*V*/ long value) {
        final long first = startOfLine(place);
        long roomy = first;
        while (!hasRoom(roomy)) {
            roomy += LINE_BYTES;
        }
        final long filled = roomy + filledBytes(roomy);
        if (filled >= limit - SLOT_BYTES) {
            return ABSENT;
        }
        // The last entry of each full line is the first one of the next line.
        long slot = place;
        /*K*/ long nextCode = code;
        /*V*/ long nextValue = value;
        for (long line = first; line <= roomy; line += LINE_BYTES) {
            final /*K*/ long lastCode = Long2LongSlots.code(line + LAST_SLOT);
            final /*V*/ long lastValue = Long2LongSlots.value(line + LAST_SLOT);
            insertInLine(line, slot, nextCode, nextValue);
            slot = line + LINE_BYTES;
            nextCode = lastCode;
            nextValue = lastValue;
        }
        return filled;
    }

    /** The first slot of the line that a slot lies in. */
    long startOfLine(final long slot) {
        return base + TableShape.count(slot - base, LINE_BYTES) * LINE_BYTES;
    }

    /**
     * Appends entries of another table, all of which come after those that are here.
     *
     * @param from the other table
     * @param start the slot at which to begin
     * @param end where to end; at the latest the last slot, which is never filled
     * @param frontier a hash greater than all that are here, and than none that is to come
     * @return the slot that it came to: {@code end} or somewhat farther, or an empty one
     *     {@linkplain #isEnd behind which there are no entries}, or one with an entry for which the tail has no room
     */
    long append(final Long2LongTable from, final long start, final long end, final long frontier) {
        long slot = RawMemory.addressInRange(start);
        long free = placeOfHash(frontier);
        while (slot < end) {
            if (!Long2LongSlots.isEmpty(slot)) {
                final /*K*/ long code = Long2LongSlots.code(slot);
                final long place = RawMemory.addressInRange(Math.max(home(code), free));
                if (place >= limit - SLOT_BYTES) {
                    break;
                }
                Long2LongSlots.set(place, code, Long2LongSlots.value(slot));
                free = place + SLOT_BYTES;
                slot = RawMemory.addressInRange(slot + SLOT_BYTES);
            } else if (from.isEnd(slot)) {
                break;
            } else {
                slot = RawMemory.addressInRange(from.startOfLine(slot) + LINE_BYTES);
            }
        }
        return slot;
    }

    /** {@linkplain #append Appends} all entries of another table from a slot on; answers whether the tail has room for all. */
    boolean appendAll(final Long2LongTable from, final long start, final long frontier) {
        return Long2LongSlots.isEmpty(append(from, start, from.limit - SLOT_BYTES, frontier));
    }

    /** Removes the entry in a slot. */
    void removeAt(final long slot) {
        long line = home(Long2LongSlots.code(slot));
        while (slot - line >= LINE_BYTES) {
            line += LINE_BYTES;
        }
        removeFrom(line, slot);
    }

    /** Removes an entry from a line; where that was full, entries of the lines behind it may follow. */
    void removeFrom(final long lineOfSlot, final long slot) {
        long line = lineOfSlot;
        long removed = slot;
        while (true) {
            removeFromLine(line, removed);
            if (hasRoom(line)) {
                return;
            }
            final long next = line + LINE_BYTES;
            if (Long2LongSlots.isEmpty(next) || home(Long2LongSlots.code(next)) >= next) {
                Long2LongSlots.clear(line + LAST_SLOT);
                return;
            }
            Long2LongSlots.copy(next, line + LAST_SLOT);
            line = next;
            removed = next;
        }
    }
}

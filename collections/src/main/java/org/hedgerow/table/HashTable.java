package org.hedgerow.table;

import java.util.ConcurrentModificationException;
import org.hedgerow.memory.GuardedMemory;
import org.hedgerow.memory.Holdings;
import org.hedgerow.memory.MapLimitException;
import org.hedgerow.memory.MemoryLimitException;
import org.hedgerow.memory.OsException;

/**
 * When a hash table grows and shrinks, whatever its slots hold. How it does is in the tables for certain types, of which
 * {@link Long2LongHashTable} is the first: by moves of bounded steps.
 *
 * <p><b>When it moves.</b> An insertion at the load factor begins a growth; a removal well below half of it begins to
 * shrink. Every insertion and removal then takes one step, and the steps are such that the move is done before the next
 * can be due. No other operation may move everything, but {@link #compact}. A growth is no faster than it has to be: the
 * part of the larger table that nothing was moved to takes no memory, and the table is filled on meanwhile.
 *
 * <p><b>When it cannot.</b> If there is no memory for a larger table, the present one is filled further, and growing is
 * tried again from time to time; only a table that is full makes the insertion throw, with nothing changed.
 *
 * <p><b>Crowds.</b> Where hashes are not spread (keys that arrive in order of hash, chosen keys), entries are pushed far
 * from home. Such an insertion begins a growth early: the larger table is mostly untouched and costs address space, not
 * memory. At most {@value #MAX_SPREAD} doublings are made for that (the <em>spread</em>), and they count in neither the
 * load nor the shrinking, so that the table does not swing back. A crowd at the very end is given a longer tail instead.
 *
 * <p>Not thread-safe.
 */
public abstract class HashTable {

    private static final float MIN_LOAD_FACTOR = 0.1f;
    private static final float MAX_LOAD_FACTOR = 0.9f;

    /** The least number of slots. */
    public static final int MIN_SLOTS = 8;

    private static final int MAX_SPREAD = 4;

    /** Filled at the most, where the table cannot grow. */
    private static final double FULL = 0.95;

    /** Below that part of the load factor a table shrinks: to half, or less, which is then filled to 3/4 of it. */
    private static final double SHRINK_LOAD = 0.375;

    private static final double LOAD_AFTER_SHRINK = 0.75;

    /** Up to that part of its slots a table is filled on while its entries move to a larger one, or a bit less. */
    private static final double LOAD_WHILE_GROWING = 0.875;

    /** A target that is not empty is emptied by that part of as many steps as the source has slots, before all others. */
    static final int EMPTYING_FRACTION = 64;

    /** A table that has room for that part of the present slots in further entries has time for a move to it. */
    private static final int IN_TIME_FRACTION = 64;

    /** What failed is tried again after that part of the size in further insertions or removals. */
    private static final int RETRY_FRACTION = 64;

    /** More crowded insertions than that part of the size, within as many modifications as the size is, are no chance. */
    private static final int CROWDED_FRACTION = 256;

    /** Nor are more than that, where the size is small. */
    private static final int FEW_CROWDED = 8;

    /** A table that is cleared is kept if it has no more than that, and is not too large for what was in it. */
    private static final int KEPT_BYTES = 256 << 10;

    /** With that part of the entries that it had when it was cleared, it gets as many slots as it had then. */
    private static final int REFILL_FRACTION = 8;

    /** A table of as many slots has a tail for all entries after it has shrunk: to have it costs address space only. */
    private static final int LONG_TAIL_SLOTS = 4096;

    /** The memory of the slots. */
    final Holdings holdings;

    private final float loadFactor;
    private final MovePace pace;

    /** Farther from home than that is crowded. */
    final int crowdedSlots;

    /** It does not shrink below that. */
    private long minSlots;
    /** What the first insertion allocates. */
    private long firstSlots;

    /** The number of entries. */
    long size;
    /** Beside the size, what {@link #modifications} are made of. */
    private int changes;
    /** Before the size passes that, there is something to be done. */
    long growAt;
    /** When the size falls below that, there is something to be done. */
    long shrinkAt;
    /** How many insertions were crowded, of late: since a move, or a number of modifications. */
    private long crowdedInsertions;
    /** Since when these are counted. */
    private int crowdsCountedFrom;
    /** How many doublings were made for crowds. A byte, as is the next one: empty maps are to be small. */
    private byte spread;

    /**
     * The binary logarithm of how many slots it had when it was cleared; less if that was some clearings ago, and 0 once it has
     * as many again.
     */
    private byte formerSlotsLog;
    /** Whether it was made for entries that are still to come: until they are there, that it has few is no reason to shrink. */
    private boolean awaitsMore;

    private boolean closed;

    /** Creates a table; nothing is allocated before the first insertion. The parameters are those of the tables. */
    HashTable(
            final GuardedMemory memory,
            final long capacity,
            final float loadFactor,
            final String owner,
            final MovePace pace) {
        if (!(loadFactor >= MIN_LOAD_FACTOR && loadFactor <= MAX_LOAD_FACTOR)) { // NaN is not, either
            throw new IllegalArgumentException(
                    "load factor " + loadFactor + ": must be from " + MIN_LOAD_FACTOR + " to " + MAX_LOAD_FACTOR);
        }
        if (capacity < 0 || capacity > maxSlots()) {
            throw new IllegalArgumentException("a capacity of " + capacity + " slots: must be from 0 to " + maxSlots());
        }
        this.holdings = new Holdings(memory, owner);
        this.minSlots = powerOfTwo(capacity);
        this.firstSlots = minSlots;
        this.loadFactor = loadFactor;
        this.pace = pace;
        this.crowdedSlots = crowdedSlots(loadFactor);
    }

    /**
     * How far from home an insertion may fill a slot before it counts as crowded. Where hashes are spread and a table is filled
     * to a part p, the insertions that are farther than d slots fall off as exp(-d (p - 1 - ln p)); here, at the load factor,
     * they are fewer than one in ten thousand.
     */
    private static int crowdedSlots(final float loadFactor) {
        return TableShape.NEAR_SLOTS + (int) (6 / (loadFactor - 1 - Math.log(loadFactor)));
    }

    private static int log(final long powerOfTwo) {
        return Long.numberOfTrailingZeros(powerOfTwo);
    }

    private static long powerOfTwo(final long capacity) {
        return capacity <= MIN_SLOTS ? MIN_SLOTS : Long.highestOneBit(capacity - 1) << 1;
    }

    /** The slots of the homes, of the target during a move; 0 if nothing is allocated. */
    abstract long slots();

    /** The most slots that any table has, whatever happened to this one. */
    abstract long maxSlots();

    /** The slots behind the homes. */
    abstract long tailSlots();

    /** The number of slots of the smaller one of the tables of a move; or of the table. */
    abstract long fewestSlots();

    /** Whether a move is going on. */
    public abstract boolean isMoving();

    /** Allocates the first table, where there is none. */
    abstract void allocate(long slots, long tailSlots);

    /** Begins a move to a new table. */
    abstract void startMove(long slots, long tailSlots, int slotsPerStep);

    /** Moves all that is left of a move, at once; answers false if the new table has no room for it. */
    abstract boolean moveRest();

    /** Moves everything to a new table at once; answers false, with nothing changed, if it has no room. */
    abstract boolean moveAll(long slots, long tailSlots);

    /** How large the one table is, where no move is going on. */
    abstract long bytes();

    /** Makes all slots of the one table empty, where no move is going on. */
    abstract void emptySlots();

    /** Gives up all entries and their memory. */
    abstract void releaseTables();

    /** Has lookups, which do not ask whether the table is closed, come to where they do. */
    abstract void forbidLookups();

    /** Where its slots are. */
    public GuardedMemory memory() {
        return holdings.memory();
    }

    /** Which part of the slots may be filled. */
    public float loadFactor() {
        return loadFactor;
    }

    /** The number of slots: of the target, during a move. */
    public long capacity() {
        return isUnallocated() ? firstSlots : slots();
    }

    /** How many slots it has at the least. */
    public long minCapacity() {
        return minSlots;
    }

    /** The size beyond which it grows. */
    public long resizeThreshold() {
        return threshold(isUnallocated() ? firstSlots : nominalSlots());
    }

    /** The number of entries. */
    public long size() {
        checkOpen();
        return size;
    }

    /** Changes with each insertion, removal and move: iterators detect by it what they cannot survive. */
    public int modifications() {
        return (int) size + changes;
    }

    /** An insertion is one modification, as the size tells: it has nothing else to count. */
    final void countInsertion() {
        size++;
    }

    /** A removal is one more modification, although the size is one less. */
    final void countRemoval() {
        size--;
        changes += 2;
    }

    /** Entries move without an insertion or a removal, which is a modification to who knows where they were. */
    final void countStep() {
        changes++;
    }

    /** That all entries are gone is one modification. */
    private void countNone() {
        changes += (int) size + 1;
        size = 0;
    }

    /**
     * Throws if entries were added or removed.
     *
     * @param expectedModifications what {@link #modifications} answered before
     * @throws ConcurrentModificationException if it answers another number now
     * @throws IllegalStateException if the table was closed
     */
    final void checkUnchanged(final int expectedModifications) {
        if (expectedModifications != modifications()) {
            checkOpen();
            throw new ConcurrentModificationException(
                    "entries were added or removed while iterating, otherwise than by the iterator");
        }
    }

    /**
     * Removes everything. The memory is retired, and the capacity that of a new table; but a table of at most 256 KiB is
     * kept if it would not have shrunk: what is filled and cleared again and again need not grow each time. A larger one grows
     * back by one move. Costs no time that grows.
     */
    public void clear() {
        checkOpen();
        final boolean isSparse = size < shrinkAt || awaitsMore;
        formerSlotsLog = (byte) Math.max(isSparse || isUnallocated() ? 0 : log(nominalSlots()), formerSlotsLog - 1);
        if (isMoving() || isUnallocated() || bytes() > KEPT_BYTES || isSparse || spread > 0) {
            release();
        } else if (size > 0) {
            emptySlots();
            countNone();
        }
    }

    /**
     * Completes a move, and moves everything to a table of the least capacity that holds it. The cost grows with the
     * capacity.
     */
    public void compact() {
        checkOpen();
        if (size == 0) {
            minSlots = MIN_SLOTS;
            release();
            return;
        }
        final long least = slotsFor(size);
        if (isMoving() || least < slots()) {
            rebuild(least, tailFor(least), 0);
        }
        minSlots = Math.min(minSlots, least);
    }

    /**
     * Prepares for a size: begins to grow if that many entries would not fit. Nothing happens if there is no memory for that,
     * or a move is going on.
     */
    public void reserve(final long expectedSize) {
        checkOpen();
        final long expected = slotsFor(expectedSize);
        if (expected > capacity() && !isMoving()) {
            if (isUnallocated()) {
                firstSlots = expected;
                awaitsMore = true;
            } else {
                tryToPrepare(expected, 0);
            }
        }
    }

    /**
     * Releases all memory; from then on every operation throws.
     *
     * @throws IllegalStateException if it is closed already
     */
    public void close() {
        checkOpen();
        release();
        forbidLookups();
        holdings.close();
        closed = true;
    }

    /**
     * Throws if the table is closed.
     *
     * @throws IllegalStateException if it is
     */
    public void checkOpen() {
        if (closed) {
            throw holdings.closedException();
        }
    }

    /** Makes the next insertion fit the load, or allows it to pass it. */
    final void grow() {
        checkOpen();
        if (isUnallocated()) {
            allocateFirst();
            setThresholds();
        }
        if (awaitsMore && !isMoving()) {
            setThresholds();
        }
        while (size >= growAt && spread > 0) {
            // What was doubled for crowds serves for the size, also during a move.
            spread--;
            setThresholds();
        }
        if (isMoving() && size >= growAt) {
            finishMove();
        }
        if (size >= growAt) {
            growOrFill();
        }
    }

    private void allocateFirst() {
        try {
            allocate(firstSlots, TableShape.usualTailSlots(firstSlots));
        } catch (final MapLimitException | MemoryLimitException | OsException e) {
            if (firstSlots == minSlots) {
                throw e;
            }
            // So much was reserved for what may come, and for that there is no memory.
            firstSlots = minSlots;
            allocate(firstSlots, TableShape.usualTailSlots(firstSlots));
        }
    }

    private void growOrFill() {
        final long present = slots();
        final long full = Math.max(threshold(present), (long) (present * FULL));
        final long insertionsMeanwhile = (long) (nominalSlots() * LOAD_WHILE_GROWING) - size;
        if (growsBack(insertionsMeanwhile)) {
            return;
        }
        try {
            final long more = Math.max(2 * present, slotsInTime());
            move(more, tailOfMore(more), spread, insertionsMeanwhile);
        } catch (final MapLimitException | MemoryLimitException | OsException | OutOfMemoryError e) {
            if (size >= full) {
                throw e;
            }
            growAt = Math.min(full, size + size / RETRY_FRACTION + 1);
        }
    }

    /** Begins to grow to what it was when it was cleared, if it is time for that, and there is memory. */
    private boolean growsBack(final long insertionsMeanwhile) {
        final long former = 1L << formerSlotsLog;
        if (size < threshold(former / REFILL_FRACTION)) {
            return false;
        }
        formerSlotsLog = 0;
        return former > 2 * slots() && tryToPrepare(former, insertionsMeanwhile);
    }

    /** Begins to grow for entries that are to come; answers false if there is no memory for that. */
    private boolean tryToPrepare(final long slots, final long insertionsMeanwhile) {
        awaitsMore = true;
        final long enough = Math.max(slots, slotsInTime());
        if (tryToMove(enough, tailOfMore(enough), 0, insertionsMeanwhile)) {
            return true;
        }
        awaitsMore = false;
        return false;
    }

    /** Begins to shrink, where there is a smaller table for the size and memory for it. */
    final void shrink() {
        awaitsMore = false;
        final long called = slotsFor((long) (size / LOAD_AFTER_SHRINK)) << spread;
        final long fewer = Math.max(Math.max(minSlots, called), slotsInTime());
        if (fewer >= slots() || !tryToMove(fewer, tailFor(fewer), spread, 0)) {
            shrinkAt = size - size / RETRY_FRACTION;
        }
    }

    /**
     * Gives a crowd more room, where there are more than chance makes: a larger table, or a longer tail.
     *
     * @param tailFills whether the insertion that met the crowd filled a slot far in the tail
     */
    final void relieve(final boolean tailFills) {
        if (Integer.toUnsignedLong(modifications() - crowdsCountedFrom) > size) {
            countCrowds(0);
        }
        crowdedInsertions++;
        final boolean crowds = crowdedInsertions > FEW_CROWDED + size / CROWDED_FRACTION;
        if (!crowds && !tailFills) {
            return;
        }
        final boolean spreads = crowds && canSpread();
        if (spreads || tailFills) {
            final long moreSlots = Math.max(spreads ? 2 * slots() : slots(), slotsInTime());
            final long moreTail = Math.max(TableShape.usualTailSlots(moreSlots), (tailFills ? 2 : 1) * tailSlots());
            if (tryToMove(moreSlots, moreTail, spreads ? spread + 1 : spread, 0)) {
                return;
            }
        }
        countCrowds(-size / RETRY_FRACTION);
    }

    /** Begins anew to count crowded insertions, from a number on. */
    private void countCrowds(final long from) {
        crowdedInsertions = from;
        crowdsCountedFrom = modifications();
    }

    /** Makes room for one entry in the tail, whatever it takes: only tiny tables, or those that got no memory, come here. */
    final void makeRoom() {
        if (isMoving()) {
            finishMove();
        } else {
            final boolean spreads = canSpread();
            final long roomier = spreads ? 2 * slots() : slots();
            rebuild(roomier, tailForAll(roomier), spreads ? spread + 1 : spread);
        }
    }

    private boolean canSpread() {
        return spread < MAX_SPREAD && slots() < maxSlots();
    }

    private boolean tryToMove(
            final long slots, final long tailSlots, final int newSpread, final long insertionsMeanwhile) {
        try {
            move(slots, tailSlots, newSpread, insertionsMeanwhile);
            return true;
        } catch (final MapLimitException | MemoryLimitException | OsException | OutOfMemoryError e) {
            return false;
        }
    }

    /**
     * Begins a move to a new table, or makes all of it if the table is small. It is complete before the new table need grow.
     *
     * @param insertionsMeanwhile how many insertions it may take, if the pace allows for it
     */
    private void move(final long newSlots, final long newTail, final int newSpread, final long insertionsMeanwhile) {
        if (slots() <= pace.atOnceSlots()) {
            rebuild(newSlots, newTail, newSpread);
            return;
        }
        final long steps = threshold(newSlots) - size;
        // The first of them may have to empty the target.
        final int inTime = slotsPerStep(steps - Math.min(steps / 4, slots() / EMPTYING_FRACTION));
        final int wanted = Math.min(pace.slotsPerStep(), slotsPerStep(insertionsMeanwhile));
        startMove(newSlots, newTail, Math.max(wanted, inTime));
        spread = (byte) newSpread;
        growAt = threshold(nominalSlots());
        shrinkAt = 0;
        changes++;
    }

    /** How many insertions there may be before a move has to be complete. */
    final long insertionsLeft() {
        return (growAt << spread) - size;
    }

    /** How many slots each step moves that are all done in so many steps. Of a longer tail, little more is filled as a rule. */
    private int slotsPerStep(final long steps) {
        final long present = slots();
        final long slots = (present + TableShape.usualTailSlots(present)) / Math.max(1, steps) + 1;
        return (int) Math.min(Integer.MAX_VALUE, slots);
    }

    private void finishMove() {
        final boolean isComplete = moveRest();
        changes++;
        if (!isComplete) {
            rebuild(slots(), tailForAll(slots()), spread);
        }
    }

    /** Moves everything to a new table at once. If that cannot be had, everything is as it was. */
    private void rebuild(final long slots, final long tailSlots, final int newSpread) {
        if (!moveAll(slots, tailSlots)) {
            moveAll(slots, tailForAll(slots));
        }
        spread = (byte) newSpread;
        setThresholds();
        changes++;
    }

    /** Says when to grow and when to shrink, after a move. */
    final void setThresholds() {
        final long nominal = nominalSlots();
        final long full = threshold(nominal);
        final long sparse = nominal > minSlots ? (long) (full * SHRINK_LOAD) : 0;
        awaitsMore &= size < sparse;
        growAt = awaitsMore ? sparse : full;
        shrinkAt = awaitsMore ? (long) (size * SHRINK_LOAD) : sparse;
        countCrowds(0);
    }

    private void release() {
        countNone();
        growAt = 0;
        shrinkAt = 0;
        spread = 0;
        awaitsMore = false;
        firstSlots = minSlots;
        releaseTables();
    }

    private boolean isUnallocated() {
        return slots() == 0;
    }

    /** The slots that the size calls for: without those that crowds do. */
    private long nominalSlots() {
        return slots() >>> spread;
    }

    private long threshold(final long slots) {
        return (long) (slots * (double) loadFactor);
    }

    private long slotsFor(final long entries) {
        long slots = powerOfTwo((long) (entries / (double) loadFactor));
        while (threshold(slots) < entries) {
            slots <<= 1;
        }
        return slots;
    }

    /** The fewest slots to move to: with room for fewer insertions meanwhile, the steps of the move would be long. */
    private long slotsInTime() {
        return Math.min(maxSlots(), slotsFor(size + slots() / IN_TIME_FRACTION));
    }

    /** The tail of a larger table: not shorter than the present one, which may have been made longer for a crowd. */
    private long tailOfMore(final long slots) {
        return Math.max(TableShape.usualTailSlots(slots), tailSlots());
    }

    private long tailFor(final long slots) {
        return slots < LONG_TAIL_SLOTS ? TableShape.usualTailSlots(slots) : tailForAll(slots);
    }

    /** A tail that has room for all entries and one more, wherever their homes are. */
    private long tailForAll(final long slots) {
        return TableShape.usualTailSlots(slots) + size;
    }
}

package org.hedgerow.table;

import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;
import org.hedgerow.memory.Block;
import org.hedgerow.memory.GuardedMemory;
import org.hedgerow.memory.Holdings;
import org.hedgerow.memory.MapLimitException;
import org.hedgerow.memory.MemoryLimitException;
import org.hedgerow.memory.OsException;
import org.jspecify.annotations.Nullable;

/**
 * A hash table from longs to longs other than zero, which grows and shrinks by {@linkplain Long2LongMove moves} of bounded steps.
 *
 * <p><b>One probe sequence.</b> Entries with hashes below the frontier are in the table {@code below}, the others in the
 * table {@code above}. During a move these are its target and its source; otherwise both are the same table, and the
 * frontier means nothing. So a lookup compares once and searches once, always.
 *
 * <p><b>When it moves.</b> An insertion at the load factor begins a growth; a removal well below half of it begins to
 * shrink. Every insertion and removal then takes one step, and the steps are such that the move is done before the next
 * can be due. No other operation may move everything, but {@link #compact}.
 *
 * <p><b>When it cannot.</b> If there is no memory for a larger table, the present one is filled further, and growing is
 * tried again from time to time; only a table that is full makes the insertion throw, with nothing changed.
 *
 * <p><b>Crowds.</b> Where hashes are not spread (keys that arrive in order of hash, chosen keys), entries are pushed far
 * from home. Such an insertion begins a growth early: the larger table is mostly untouched and costs address space, not
 * memory. At most {@value #MAX_SPREAD} doublings are made for that (the <em>spread</em>), and they count in neither the
 * load nor the shrinking, so that the table does not swing back. A crowd at the very end is given a longer tail instead.
 *
 * <p><b>When it is forgotten.</b> A table that becomes unreachable loses its memory. Operations that end with an access to
 * it therefore end with a fence, which keeps the table reachable up to there and costs nothing.
 *
 * <p>Not thread-safe.
 */
public final class Long2LongHashTable {

    /** The least number of slots. */
    public static final int MIN_SLOTS = 8;

    private static final int MAX_SPREAD = 4;

    /** Filled at the most, where the table cannot grow. */
    private static final double FULL = 0.95;

    /** Below that part of the load factor a table shrinks: to half, or less, which is then filled to 3/4 of it. */
    private static final double SHRINK_LOAD = 0.375;

    private static final double LOAD_AFTER_SHRINK = 0.75;

    /** What failed is tried again after that part of the size in further insertions or removals. */
    private static final int RETRY_FRACTION = 64;

    /** More crowded insertions than that part of the size are no chance. */
    private static final int CROWDED_FRACTION = 256;

    /** A table of as many slots has a tail for all entries after it has shrunk: to have it costs address space only. */
    private static final int LONG_TAIL_SLOTS = 4096;

    private final Holdings holdings;
    private final float loadFactor;
    private final MovePace pace;
    private final long crowdedSlots;

    /** It does not shrink below that. */
    private long minSlots;
    /** What the first insertion allocates. */
    private long firstSlots;

    private Long2LongTable below = Long2LongTable.NONE;
    private Long2LongTable above = Long2LongTable.NONE;
    private long frontier;
    private @Nullable Long2LongMove move;

    private long size;
    private int modifications;
    /** Before the size passes that, there is something to be done. */
    private long growAt;
    /** When the size falls below that, there is something to be done. */
    private long shrinkAt;
    /** How many insertions were crowded since the last move. */
    private long crowdedInsertions;
    /** How many doublings were made for crowds. */
    private int spread;

    private boolean closed;

    /** The homes of a batch; none before the first one. */
    private long @Nullable [] touchedHomes;

    /** What was touched. It means nothing, but were it not kept, the compiler would drop the reads. */
    @SuppressWarnings("unused")
    private long touched;

    /**
     * Creates a table; nothing is allocated before the first insertion.
     *
     * @param memory where its slots will be
     * @param capacity the number of slots to begin with, rounded up to a power of two; it does not shrink below that
     * @param loadFactor which part of the slots may be filled, from 0.1 to 0.9
     * @param owner the name of the collection, for messages
     * @param pace how fast it moves
     * @throws IllegalArgumentException if the capacity is negative, or larger than any block can be
     */
    public Long2LongHashTable(
            final GuardedMemory memory,
            final long capacity,
            final float loadFactor,
            final String owner,
            final MovePace pace) {
        if (capacity < 0 || capacity > Long2LongTable.MAX_SLOTS) {
            throw new IllegalArgumentException(
                    "a capacity of " + capacity + " slots: must be from 0 to " + Long2LongTable.MAX_SLOTS);
        }
        this.holdings = new Holdings(memory, owner);
        this.minSlots = powerOfTwo(capacity);
        this.firstSlots = minSlots;
        this.loadFactor = loadFactor;
        this.pace = pace;
        this.crowdedSlots = crowdedSlots(loadFactor);
    }

    /**
     * How far from home an insertion may fill a slot before it counts as crowded. With spread hashes these distances fall
     * off exponentially: at the load factor one in a thousand is farther, and before that far fewer.
     */
    private static long crowdedSlots(final float loadFactor) {
        return (long) (10 / (1 - loadFactor));
    }

    private static long powerOfTwo(final long capacity) {
        return capacity <= MIN_SLOTS ? MIN_SLOTS : Long.highestOneBit(capacity - 1) << 1;
    }

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
        return below == Long2LongTable.NONE ? firstSlots : below.slots();
    }

    /** The size beyond which it grows. */
    public long resizeThreshold() {
        return threshold(below == Long2LongTable.NONE ? firstSlots : nominalSlots());
    }

    /** The number of entries. */
    public long size() {
        checkOpen();
        return size;
    }

    /** Changes with each insertion, removal and move: iterators detect by it what they cannot survive. */
    public int modifications() {
        return modifications;
    }

    /** Whether a move is going on. */
    public boolean isMoving() {
        return move != null;
    }

    /** The value of a key, or 0. */
    public long get(final long key) {
        final long hash = Hash.of(key);
        // Not only where nothing is found: that could not be predicted.
        checkOpen();
        final long value = tableOf(hash).get(key, hash);
        stayReachable();
        return value;
    }

    /**
     * Reads a slot of each of some keys' homes, so that they are in the cache when the keys are looked up one by one: these
     * reads do not depend on one another, and the processor waits for all of them together.
     *
     * @param keys the keys
     * @param from the index of the first
     * @param to one past that of the last; for more than some dozens there are no longer all in the cache
     */
    public void touch(final long[] keys, final int from, final int to) {
        final long[] homes = homes(to - from);
        for (int i = from; i < to; i++) {
            homes[i - from] = homeOf(keys[i]);
        }
        touch(homes, to - from);
    }

    /**
     * The same for keys in a segment, in native byte order.
     *
     * @param keys the keys
     * @param from the index of the first
     * @param to one past that of the last
     */
    public void touch(final MemorySegment keys, final long from, final long to) {
        final int length = (int) (to - from);
        final long[] homes = homes(length);
        for (int i = 0; i < length; i++) {
            homes[i] = homeOf(keys.get(JAVA_LONG_UNALIGNED, (from + i) * Long.BYTES));
        }
        touch(homes, length);
    }

    private long[] homes(final int length) {
        if (touchedHomes == null || touchedHomes.length < length) {
            touchedHomes = new long[length];
        }
        return touchedHomes;
    }

    private long homeOf(final long key) {
        final long hash = Hash.of(key);
        return tableOf(hash).home(hash);
    }

    /** Apart from the hashing, since the fewer instructions there are between reads, the more of them are under way. */
    private void touch(final long[] homes, final int length) {
        long sum = 0;
        for (int i = 0; i < length; i++) {
            sum += Long2LongSlots.key(homes[i]);
        }
        touched = sum;
        stayReachable();
    }

    /** Reads a slot of each of some lines, from the home of a hash on, as {@link #touch(long[], int, int)} does. */
    void touch(final long hash, final int lines) {
        touched = tableOf(hash).touch(hash, lines);
    }

    /** Sets the value (not 0) of a key, and answers the one it had, or 0. */
    public long put(final long key, final long value) {
        final long hash = Hash.of(key);
        final long slot = tableOf(hash).probe(key, hash);
        if (isNotThere(slot)) {
            insert(key, value, hash, slot);
            return 0;
        }
        final long previous = Long2LongSlots.value(slot);
        Long2LongSlots.setValue(slot, value);
        stayReachable();
        return previous;
    }

    /** Sets the value (not 0) of a key that has none, and answers 0; or answers the one that it has. */
    public long putIfAbsent(final long key, final long value) {
        final long hash = Hash.of(key);
        final long slot = tableOf(hash).probe(key, hash);
        if (isNotThere(slot)) {
            insert(key, value, hash, slot);
            return 0;
        }
        final long present = Long2LongSlots.value(slot);
        stayReachable();
        return present;
    }

    private static boolean isNotThere(final long probed) {
        return probed == Long2LongTable.ABSENT || Long2LongSlots.isEmpty(probed);
    }

    /** Sets the value (not 0) of a key that has one, and answers that; or answers 0. */
    public long replace(final long key, final long value) {
        final long hash = Hash.of(key);
        final long slot = tableOf(hash).find(key, hash);
        if (slot == Long2LongTable.ABSENT) {
            checkOpen();
            return 0;
        }
        final long previous = Long2LongSlots.value(slot);
        Long2LongSlots.setValue(slot, value);
        stayReachable();
        return previous;
    }

    /** Removes a key, and answers the value it had, or 0. */
    public long remove(final long key) {
        final long hash = Hash.of(key);
        final Long2LongTable table = tableOf(hash);
        final long slot = table.find(key, hash);
        if (slot == Long2LongTable.ABSENT) {
            checkOpen();
            return 0;
        }
        final long previous = Long2LongSlots.value(slot);
        remove(table, slot);
        return previous;
    }

    /** Removes everything; the memory is retired, and the capacity that of a new table. Costs no time that grows. */
    public void clear() {
        checkOpen();
        release();
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
        final long slots = slotsFor(size);
        if (move != null || slots < above.slots()) {
            rebuild(slots, tailFor(slots), 0);
        }
        minSlots = Math.min(minSlots, slots);
    }

    /**
     * Prepares for a size: begins to grow if that many entries would not fit. If there is no memory for that, nothing
     * happens.
     */
    public void reserve(final long expectedSize) {
        checkOpen();
        final long slots = slotsFor(expectedSize);
        if (slots > capacity() && move == null) {
            if (above == Long2LongTable.NONE) {
                firstSlots = slots;
            } else {
                tryToMove(slots, Long2LongTable.usualTailSlots(slots), 0, Long.MAX_VALUE);
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
            throw new IllegalStateException("this " + holdings.owner()
                    + " is closed: it is closed once, by its one owner, and not used after that");
        }
    }

    Long2LongTable tableOf(final long hash) {
        return Long.compareUnsigned(hash, frontier) < 0 ? below : above;
    }

    /** The smallest hash that is not in the table where smaller ones are; meaningless without a move. */
    long frontier() {
        return frontier;
    }

    @Nullable
    Long2LongMove move() {
        return move;
    }

    /** The slots that the size calls for: without those that crowds do. */
    long nominalSlots() {
        return below.slots() >>> spread;
    }

    /** Removes the entry in a slot. */
    void remove(final Long2LongTable table, final long slot) {
        table.removeAt(slot);
        size--;
        modifications++;
        if (move != null) {
            step(move, false);
        } else if (size < shrinkAt) {
            shrink();
        }
    }

    /** Inserts a key that was probed, and is not there. */
    private void insert(final long key, final long value, final long hash, final long probed) {
        Long2LongTable table = tableOf(hash);
        long filled;
        if (size < growAt) {
            filled = table.insert(key, value, hash, probed);
        } else {
            grow();
            table = tableOf(hash);
            filled = table.insert(key, value, hash, table.probe(key, hash));
        }
        while (filled == Long2LongTable.ABSENT) {
            makeRoom();
            table = tableOf(hash);
            filled = table.insert(key, value, hash, table.probe(key, hash));
        }
        size++;
        modifications++;
        final boolean crowded = table.isCrowded(hash, filled, crowdedSlots);
        if (move != null) {
            step(move, crowded);
        } else if (crowded) {
            relieve(filled);
        }
    }

    /** Makes the next insertion fit the load, or allows it to pass it. */
    private void grow() {
        checkOpen();
        if (above == Long2LongTable.NONE) {
            settle(newTable(firstSlots, Long2LongTable.usualTailSlots(firstSlots)));
        }
        if (move != null && size >= growAt) {
            finish(move);
        }
        if (size >= growAt && spread > 0) {
            // What was doubled for crowds serves for the size.
            spread--;
            setThresholds();
        }
        if (size >= growAt) {
            growOrFill();
        }
    }

    private void growOrFill() {
        final long slots = above.slots();
        final long full = Math.max(threshold(slots), (long) (slots * FULL));
        try {
            startMove(
                    2 * slots,
                    Math.max(Long2LongTable.usualTailSlots(2 * slots), above.tailSlots()),
                    spread,
                    Long.MAX_VALUE);
        } catch (final MapLimitException | MemoryLimitException | OsException e) {
            if (size >= full) {
                throw e;
            }
            growAt = Math.min(full, size + size / RETRY_FRACTION + 1);
        }
    }

    private void shrink() {
        final long slots = Math.max(minSlots, slotsFor((long) (size / LOAD_AFTER_SHRINK)) << spread);
        if (slots >= above.slots() || !tryToMove(slots, tailFor(slots), spread, Long.MAX_VALUE)) {
            shrinkAt = size - size / RETRY_FRACTION;
        }
    }

    /** Gives a crowd more room, where there are more than chance makes: a larger table, or a longer tail. */
    private void relieve(final long filled) {
        crowdedInsertions++;
        final boolean tailFills = above.isTailHalfFull(filled);
        if (crowdedInsertions <= size / CROWDED_FRACTION && !tailFills) {
            return;
        }
        final boolean spreads = canSpread();
        if (spreads || tailFills) {
            final long slots = spreads ? 2 * above.slots() : above.slots();
            final long tailSlots = tailFills ? 2 * above.tailSlots() : above.tailSlots();
            final long insertionsLeft = tailFills ? above.slotsBehind(filled) : Long.MAX_VALUE;
            final int newSpread = spreads ? spread + 1 : spread;
            if (tryToMove(
                    slots, Math.max(Long2LongTable.usualTailSlots(slots), tailSlots), newSpread, insertionsLeft)) {
                return;
            }
        }
        crowdedInsertions = -size / RETRY_FRACTION;
    }

    /** Makes room for one entry in the tail, whatever it takes: only chosen keys, or tiny tables, come here. */
    private void makeRoom() {
        if (move != null) {
            finish(move);
        } else {
            final boolean spreads = canSpread();
            final long slots = spreads ? 2 * above.slots() : above.slots();
            rebuild(slots, tailForAll(slots), spreads ? spread + 1 : spread);
        }
    }

    private boolean canSpread() {
        return spread < MAX_SPREAD && above.slots() < Long2LongTable.MAX_SLOTS;
    }

    private boolean tryToMove(final long slots, final long tailSlots, final int newSpread, final long insertionsLeft) {
        try {
            startMove(slots, tailSlots, newSpread, insertionsLeft);
            return true;
        } catch (final MapLimitException | MemoryLimitException | OsException e) {
            return false;
        }
    }

    /** Begins a move to a new table, which is done before {@code insertionsLeft} insertions, and before it need grow. */
    private void startMove(final long slots, final long tailSlots, final int newSpread, final long insertionsLeft) {
        final Long2LongTable source = above;
        final Long2LongTable target = newTable(slots, tailSlots);
        final long room = Math.min(insertionsLeft, threshold(slots >>> newSpread) - size);
        final boolean atOnce = source.slots() <= pace.atOnceSlots();
        final long inTime = (source.slots() + Long2LongTable.usualTailSlots(source.slots())) / Math.max(1, room) + 1;
        move = new Long2LongMove(
                source, target, (int) Math.min(Integer.MAX_VALUE, Math.max(pace.slotsPerStep(), inTime)));
        below = target;
        frontier = 0;
        spread = newSpread;
        growAt = threshold(nominalSlots());
        shrinkAt = 0;
        modifications++;
        if (atOnce) {
            finish(move);
        }
    }

    private void step(final Long2LongMove current, final boolean crowded) {
        current.step(growAt - size, crowded);
        frontier = current.frontier();
        if (current.isComplete()) {
            complete(current);
        }
    }

    private void finish(final Long2LongMove current) {
        current.finish();
        frontier = current.frontier();
        modifications++;
        if (current.isComplete()) {
            complete(current);
        } else {
            final long slots = current.target().slots();
            rebuild(slots, tailForAll(slots), spread);
        }
    }

    private void complete(final Long2LongMove completed) {
        settle(completed.target());
        release(completed.source());
        completed.report(holdings.owner(), size);
    }

    /** Moves everything to a new table at once. If that cannot be had, everything is as it was. */
    private void rebuild(final long slots, final long tailSlots, final int newSpread) {
        final Long2LongTable table = newTable(slots, tailSlots);
        final TableMoveEvent event = Long2LongMove.beginEvent(above, table);
        final Long2LongMove current = move;
        final boolean fits = current == null
                ? table.appendAll(above, above.base())
                : table.appendAll(below, below.base()) && table.appendAll(above, current.position());
        if (!fits) {
            release(table);
            rebuild(slots, tailForAll(slots), newSpread);
            return;
        }
        final Long2LongTable oldAbove = above;
        final Long2LongTable oldBelow = below;
        spread = newSpread;
        settle(table);
        release(oldAbove);
        if (oldBelow != oldAbove) {
            release(oldBelow);
        }
        modifications++;
        event.report(holdings.owner(), size);
    }

    /** Makes a table the only one. */
    private void settle(final Long2LongTable table) {
        below = table;
        above = table;
        frontier = 0;
        move = null;
        setThresholds();
    }

    private void setThresholds() {
        final long nominal = nominalSlots();
        growAt = threshold(nominal);
        shrinkAt = nominal > minSlots ? (long) (growAt * SHRINK_LOAD) : 0;
        crowdedInsertions = 0;
    }

    private void release() {
        final Long2LongTable oldAbove = above;
        final Long2LongTable oldBelow = below;
        below = Long2LongTable.NONE;
        above = Long2LongTable.NONE;
        frontier = 0;
        move = null;
        size = 0;
        growAt = 0;
        shrinkAt = 0;
        spread = 0;
        firstSlots = minSlots;
        modifications++;
        release(oldAbove);
        if (oldBelow != oldAbove) {
            release(oldBelow);
        }
    }

    /** A fence: up to here the table is reachable. */
    @SuppressWarnings("ReachabilityFenceUsage") // No memory is accessed after an exception.
    private void stayReachable() {
        Reference.reachabilityFence(this);
    }

    private Long2LongTable newTable(final long slots, final long tailSlots) {
        return Long2LongTable.allocate(holdings, this, slots, tailSlots);
    }

    private void release(final Long2LongTable table) {
        final Block block = table.block();
        if (block != null) {
            holdings.release(block);
        }
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

    private long tailFor(final long slots) {
        return slots < LONG_TAIL_SLOTS ? Long2LongTable.usualTailSlots(slots) : tailForAll(slots);
    }

    /** A tail that has room for all entries and one more, wherever their homes are. */
    private long tailForAll(final long slots) {
        return Long2LongTable.usualTailSlots(slots) + size;
    }
}

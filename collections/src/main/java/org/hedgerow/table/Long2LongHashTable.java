package org.hedgerow.table;

import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;
import java.util.ConcurrentModificationException;
import java.util.Objects;
import org.hedgerow.memory.Block;
import org.hedgerow.memory.GuardedMemory;
import org.hedgerow.memory.access.RawMemory;
import org.jspecify.annotations.Nullable;

/**
 * A hash table from keys to values other than zero, which grows and shrinks by {@linkplain Long2LongMove moves} of bounded
 * steps. When it does is decided in {@link HashTable}.
 *
 * <p><b>One probe sequence.</b> Entries with hashes below the frontier are in the table {@code below}, the others in the
 * table {@code above}. During a move these are its target, as soon as there is something in it, and its source; otherwise both
 * are the same table, and the frontier means nothing. So a lookup compares once and searches once, always.
 *
 * <p><b>When it is forgotten.</b> A table that becomes unreachable loses its memory. Operations that end with an access to
 * it therefore end with a fence, which keeps the table reachable up to there and costs nothing.
 *
 * <p>Not thread-safe.
 */
public final class Long2LongHashTable extends HashTable {

    /** No slot. */
    public static final long NOWHERE = Long2LongTable.ABSENT;

    /** As many as a group of a {@link Long2LongCursor} usually has entries. */
    private static final int MAX_OWED_STEPS = 16;

    static {
        TableEvents.prepare();
    }

    /** What makes its codes differ from those of other tables; 0 once it is closed: then all codes are 0. */
    /*K*/ long multiplier;

    /** Where all entries are; null while some have moved, and others have not. */
    private @Nullable Long2LongTable only = Long2LongTable.NONE;

    private Long2LongTable below = Long2LongTable.NONE;
    private Long2LongTable above = Long2LongTable.NONE;
    private long frontier;
    private @Nullable Long2LongMove move;

    /** How many removals took no step. */
    private int owedSteps;

    /** None before it is used. */
    private @Nullable Long2LongBatch batch;

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
        this(memory, capacity, loadFactor, owner, pace, Hash.newSeed());
    }

    /** Creates a table with a seed that is chosen. */
    Long2LongHashTable(
            final GuardedMemory memory,
            final long capacity,
            final float loadFactor,
            final String owner,
            final MovePace pace,
            final long seed) {
        super(memory, capacity, loadFactor, owner, pace);
        this.multiplier = Hash.toLongMultiplier(seed);
    }

    @Override
    long slots() {
        final Long2LongTable table = latest();
        return table.block() == null ? 0 : table.slots();
    }

    @Override
    long tailSlots() {
        return latest().tailSlots();
    }

    @Override
    long maxSlots() {
        return Long2LongTable.MAX_SLOTS;
    }

    @Override
    long fewestSlots() {
        return Math.min(latest().slots(), above.slots());
    }

    @Override
    public boolean isMoving() {
        return move != null;
    }

    /** The value of a key, or 0. */
    public /*V*/ long get(final /*K*/ long key) {
        final /*K*/ long code = codeOf(key);
        final long home = homeOf(code);
        final long place = Long2LongTable.likelyPlace(home, code);
        final /*K*/ long differences = Long2LongSlots.code(place) ^ code;
        if (Long2LongTable.isBeyond(home, code) || Hash.areTwins(differences)) {
            return getElsewhere(home, code);
        }
        // Read before it is known whether it is wanted, so that no branch has to tell. That of an empty slot is 0 if a
        // key can have its code.
        final /*V*/ long value = Long2LongSlots.value(place);
        final /*V*/ long found = differences == 0 ? value : 0;
        stayReachable();
        return found;
    }

    private /*V*/ long getElsewhere(final long home, final /*K*/ long code) {
        checkOpen();
        // Almost always it is in the line behind its home.
        final long likely = Long2LongTable.likelyPlace(home + Long2LongTable.LINE_BYTES, code);
        return valueAt(
                Long2LongTable.isAt(likely, code) ? likely : tableOf(code).find(code));
    }

    /** The slot of a key, which it keeps as long as {@link #modifications} stays; or {@link #NOWHERE}. */
    public long slotOf(final /*K*/ long key) {
        final /*K*/ long code = codeOf(key);
        final long slot = tableOf(code).find(code);
        if (slot == Long2LongTable.ABSENT) {
            checkOpen();
        }
        stayReachable();
        return slot;
    }

    /** The value in a slot, or 0 for {@link #NOWHERE}. */
    public /*V*/ long valueAt(final long slot) {
        final /*V*/ long value = slot == NOWHERE ? 0 : Long2LongSlots.value(slot);
        stayReachable();
        return value;
    }

    /** Sets the value (not 0) in a slot. */
    public void setValueAt(final long slot, final /*V*/ long value) {
        Long2LongSlots.setValue(slot, value);
        stayReachable();
    }

    /**
     * The values of some keys. Faster than {@link #get} for each in a table that is larger than the caches, since the memory
     * of all of them is waited for together.
     *
     * @param keys the keys
     * @param from the index of the first
     * @param end one past that of the last that may be among them
     * @param values receives the values, or 0, at the indices of their keys; may be {@code keys} itself, where the types
     *     are the same
     * @return one past the index of the last that is among them
     */
    public int getAll(final /*K*/ long[] keys, final int from, final int end, final /*V*/ long[] values) {
        final int to = batch().getAll(keys, from, end, values);
        stayReachable();
        return to;
    }

    /**
     * Whether some keys are there; the other parameters and what it answers are as those of {@link #getAll}.
     *
     * @param contained receives, at the indices of the keys, true for those that have a value
     */
    public int containsAll(final /*K*/ long[] keys, final int from, final int end, final boolean[] contained) {
        final int to = batch().containsAll(keys, from, end, contained);
        stayReachable();
        return to;
    }

    /**
     * Has the memory of some keys read, all at the same time, so that it is in the cache when they are dealt with one by one.
     * The parameters and what it answers are as those of {@link #getAll}.
     */
    public int touch(final /*K*/ long[] keys, final int from, final int end) {
        final int to = batch().touch(keys, from, end);
        stayReachable();
        return to;
    }

    /** The same for keys in a segment, in native byte order. */
    public long touch(final MemorySegment keys, final long from, final long end) {
        final long to = batch().touch(keys, from, end);
        stayReachable();
        return to;
    }

    private Long2LongBatch batch() {
        if (batch == null) {
            batch = new Long2LongBatch(this);
        }
        return batch;
    }

    /** Sets the value (not 0) of a key, and answers the one it had, or 0. */
    public /*V*/ long put(final /*K*/ long key, final /*V*/ long value) {
        final /*K*/ long code = codeOf(key);
        final long home = homeOf(code);
        long slot = Long2LongTable.likelyPlace(home, code);
        final /*K*/ long differences = Long2LongSlots.code(slot) ^ code;
        if (!Long2LongTable.isFound(differences, code)) {
            slot = RawMemory.addressInRange(insertUnlessElsewhere(home, slot, differences, code, value));
            if (slot == Long2LongTable.ABSENT) {
                return 0;
            }
        }
        return exchange(slot, value);
    }

    /** Sets the value (not 0) of a key that has none, and answers 0; or answers the one that it has. */
    public /*V*/ long putIfAbsent(final /*K*/ long key, final /*V*/ long value) {
        final /*K*/ long code = codeOf(key);
        final long home = homeOf(code);
        long slot = Long2LongTable.likelyPlace(home, code);
        final /*K*/ long differences = Long2LongSlots.code(slot) ^ code;
        if (!Long2LongTable.isFound(differences, code)) {
            slot = RawMemory.addressInRange(insertUnlessElsewhere(home, slot, differences, code, value));
        }
        return valueAt(slot);
    }

    /** Sets the value (not 0) of a key that has one, and answers that; or answers 0. */
    public /*V*/ long replace(final /*K*/ long key, final /*V*/ long value) {
        final long slot = slotOf(key);
        return slot == NOWHERE ? 0 : exchange(slot, value);
    }

    private /*V*/ long exchange(final long slot, final /*V*/ long value) {
        final /*V*/ long previous = Long2LongSlots.exchange(slot, value);
        stayReachable();
        return previous;
    }

    /** Removes a key, and answers the value it had, or 0. */
    public /*V*/ long remove(final /*K*/ long key) {
        final /*K*/ long code = codeOf(key);
        final Long2LongTable table = tableOf(code);
        final long home = table.home(code);
        final long place = Long2LongTable.likelyPlace(home, code);
        final /*K*/ long differences = Long2LongSlots.code(place) ^ code;
        if (!Long2LongTable.isFound(differences, code)) {
            return Long2LongTable.isMaybeElsewhere(home, differences, code) ? removeElsewhere(code) : 0;
        }
        final /*V*/ long previous = Long2LongSlots.value(place);
        table.removeFrom(home, place);
        countRemoval();
        stepAfterRemoval();
        return previous;
    }

    /** The same for a code that is not in its home. */
    private /*V*/ long removeElsewhere(final /*K*/ long code) {
        checkOpen();
        final long slot = tableOf(code).placeOf(code);
        if (!Long2LongTable.isThere(slot, code)) {
            return 0;
        }
        final /*V*/ long previous = Long2LongSlots.value(slot);
        removeAt(slot);
        return previous;
    }

    /**
     * Adds to the value of a key, which is 0 as long as it has none, and again when it has none any more.
     *
     * @param key any
     * @param amount what to add
     * @return its value until now
     */
    public /*V*/ long getAndAdd(final /*K*/ long key, final /*V*/ long amount) {
        if (amount == 0) {
            return get(key);
        }
        final /*K*/ long code = codeOf(key);
        final long home = homeOf(code);
        long slot = Long2LongTable.likelyPlace(home, code);
        final /*K*/ long differences = Long2LongSlots.code(slot) ^ code;
        if (!Long2LongTable.isFound(differences, code)) {
            slot = RawMemory.addressInRange(insertUnlessElsewhere(home, slot, differences, code, amount));
            if (slot == Long2LongTable.ABSENT) {
                return 0;
            }
        }
        return addAt(slot, amount);
    }

    private /*V*/ long addAt(final long slot, final /*V*/ long amount) {
        final /*V*/ long present = Long2LongSlots.value(slot);
        setOrRemove(slot, present + amount);
        return present;
    }

    private void setOrRemove(final long slot, final /*V*/ long value) {
        if (value != 0) {
            setValueAt(slot, value);
        } else {
            removeAt(slot);
        }
    }

    private void removeAt(final long slot) {
        removeAt(tableOf(Long2LongSlots.code(slot)), slot);
        stepAfterRemoval();
    }

    /**
     * Visits all entries. The cost grows with the capacity.
     *
     * @param visitor is given each entry; it may not add or remove entries
     * @throws ConcurrentModificationException if entries were added or removed
     */
    public void forEach(final Long2LongVisitor visitor) {
        checkOpen();
        new Long2LongScan(this, visitor).run();
    }

    /*K*/ long codeOf(final /*K*/ long key) {
        return Hash.code(key, multiplier);
    }

    Long2LongTable tableOf(final /*K*/ long code) {
        final Long2LongTable table = only;
        return table != null // and where a key lies does not wait for a comparison
                ? table
                : tableOfHash(Hash.ofCode(code));
    }

    Long2LongTable tableOfHash(final long hash) {
        return Long.compareUnsigned(hash, frontier) < 0 ? below : above;
    }

    private long homeOf(final /*K*/ long code) {
        return tableOf(code).home(code);
    }

    /** The smallest hash that is not in the table where smaller ones are; meaningless without a move. */
    long frontier() {
        return frontier;
    }

    @Nullable
    Long2LongMove move() {
        return move;
    }

    /** Removes an entry; a {@linkplain #stepAfterRemoval step} is to follow. */
    void removeAt(final Long2LongTable table, final long slot) {
        table.removeAt(slot);
        countRemoval();
    }

    /** Removes an entry without the step that a removal takes: {@link #takeOwedSteps} does, or {@link #owesManySteps} at last. */
    void removeOwingStep(final Long2LongTable table, final long slot) {
        removeAt(table, slot);
        owedSteps++;
    }

    boolean owesManySteps() {
        return owedSteps > MAX_OWED_STEPS;
    }

    /** Takes the steps that are owed, at most as many as may be at a time. */
    void takeOwedSteps() {
        for (int left = Math.min(owedSteps, MAX_OWED_STEPS); left > 0; left--) {
            if (move != null) {
                countStep();
            }
            stepAfterRemoval();
        }
        owedSteps = 0;
    }

    /** Takes the step of a move that a removal takes, or begins to shrink. */
    void stepAfterRemoval() {
        if (move != null) {
            step(move, false);
        } else if (size < shrinkAt) {
            shrink();
        }
    }

    /**
     * Inserts a code that is not at the likely place in its home, if it is not elsewhere, either. Where that is rare, this is too
     * large a method to be compiled into its caller, which has the registers for itself then; and where it is not, few accesses
     * stand in it, so that there is room for what comes after it, too.
     *
     * @param home of the code
     * @param likely the likely place there
     * @param differences between the bits of the code that is there and of this one
     * @param code what to insert
     * @param value its value
     * @return {@link Long2LongTable#ABSENT} if it was inserted, otherwise its slot
     */
    private long insertUnlessElsewhere(
            final long home,
            final long likely,
            final /*K*/ long differences,
            final /*K*/ long code,
            final /*V*/ long value) {
        if (size >= growAt
                || !Long2LongTable.hasRoom(home)
                || Long2LongSlots.isAmbiguous(code)
                || Hash.areTwins(differences)) {
            return findOrInsertElsewhere(code, value);
        }
        Long2LongTable.insertInLine(home, likely, code, value);
        countInsertion();
        if (move != null) {
            step(move, false);
        }
        return Long2LongTable.ABSENT;
    }

    /**
     * Inserts a code, for which there is perhaps no room in its home, or in the table, if it is not there.
     *
     * @return {@link Long2LongTable#ABSENT} if it was inserted, otherwise its slot
     */
    private long findOrInsertElsewhere(final /*K*/ long code, final /*V*/ long value) {
        checkOpen();
        Long2LongTable table = tableOf(code);
        long place = table.placeOf(code);
        if (Long2LongTable.isThere(place, code)) {
            return place;
        }
        if (size >= growAt) {
            grow();
            table = tableOf(code);
            place = table.placeOf(code);
        }
        long filled = table.insert(place, code, value);
        while (filled == Long2LongTable.ABSENT) {
            makeRoom();
            table = tableOf(code);
            filled = table.insert(table.placeOf(code), code, value);
        }
        countInsertion();
        if (table.isCrowded(code, filled, crowdedSlots)) {
            relieve(table, filled);
        } else if (move != null) {
            step(move, false);
        }
        return Long2LongTable.ABSENT;
    }

    /** Gives a crowd more room, which the target of a move is that is going on. */
    private void relieve(final Long2LongTable crowded, final long filled) {
        final boolean tailFills = crowded.isTailHalfFull(filled);
        if (move == null) {
            relieve(tailFills);
            return;
        }
        if (tailFills) {
            // Half of what is left of the tail is for the move after this one, which the target may need as soon.
            move.hasten(crowded.slotsBehind(filled) / 2);
        }
        step(move, true);
    }

    @Override
    void allocate(final long slots, final long tailSlots) {
        settle(newTable(slots, tailSlots, true));
    }

    @Override
    void startMove(final long slots, final long tailSlots, final int slotsPerStep) {
        final TableMoveEvent event = Long2LongMove.newEvent(above, slots);
        move = new Long2LongMove(event, above, newTable(slots, tailSlots, false), slotsPerStep);
        frontier = 0;
        below = Long2LongTable.NONE;
    }

    private void step(final Long2LongMove current, final boolean crowded) {
        if (current.step(insertionsLeft(), crowded)) {
            noteProgress(current);
        }
    }

    @Override
    boolean moveRest() {
        final Long2LongMove current = Objects.requireNonNull(move);
        current.finish();
        return noteProgress(current);
    }

    /** Goes on from where a move has come to; answers whether it is complete. */
    private boolean noteProgress(final Long2LongMove current) {
        if (current.isComplete()) {
            settle(current.target());
            setThresholds();
            release(current.source());
            current.report(holdings.owner(), size);
            return true;
        }
        only = null;
        frontier = current.frontier();
        below = current.target();
        return false;
    }

    @Override
    boolean moveAll(final long slots, final long tailSlots) {
        final TableMoveEvent event = Long2LongMove.newEvent(above, slots);
        final Long2LongTable table = newTable(slots, tailSlots, true);
        Long2LongMove.begin(event, above, table);
        final Long2LongMove current = move;
        final boolean fits = current == null
                ? table.appendAll(above, above.base(), 0)
                : table.appendAll(below, below.base(), 0) && table.appendAll(above, current.position(), frontier);
        if (fits) {
            replaceTables(table);
            TableEvents.report(event, holdings.owner(), size);
        } else {
            release(table);
        }
        return fits;
    }

    @Override
    long bytes() {
        return above.bytes();
    }

    @Override
    void emptySlots() {
        RawMemory.zero(above.base(), above.bytes());
        stayReachable();
    }

    @Override
    void releaseTables() {
        replaceTables(Long2LongTable.NONE);
    }

    @Override
    void forbidLookups() {
        settle(Long2LongTable.CLOSED);
        multiplier = 0;
    }

    private void replaceTables(final Long2LongTable table) {
        final Long2LongTable oldAbove = above;
        final Long2LongTable oldLatest = latest();
        settle(table);
        release(oldAbove);
        if (oldLatest != oldAbove) {
            release(oldLatest);
        }
    }

    /** The table, or during a move its target. */
    private Long2LongTable latest() {
        return move == null ? above : move.target();
    }

    /** Makes a table the only one. */
    private void settle(final Long2LongTable table) {
        only = table;
        below = table;
        above = table;
        frontier = 0;
        move = null;
    }

    /** A fence: up to here the table is reachable. */
    @SuppressWarnings("ReachabilityFenceUsage") // No memory is accessed after an exception.
    void stayReachable() {
        Reference.reachabilityFence(this);
    }

    private Long2LongTable newTable(final long slots, final long tailSlots, final boolean emptied) {
        return Long2LongTable.allocate(holdings, this, slots, tailSlots, emptied);
    }

    private void release(final Long2LongTable table) {
        final Block block = table.block();
        if (block != null) {
            holdings.release(block);
        }
    }
}

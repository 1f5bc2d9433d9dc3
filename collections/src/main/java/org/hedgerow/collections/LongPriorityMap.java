package org.hedgerow.collections;

import java.lang.ref.Reference;
import java.util.ConcurrentModificationException;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.StringJoiner;
import java.util.function.LongConsumer;
import org.hedgerow.memory.GuardedMemory;
import org.hedgerow.memory.access.RawMemory;
import org.jspecify.annotations.Nullable;

/**
 * {@code long} keys with a priority each, outside of the heap: the key with the least priority is found at once, and the
 * priority of any key can be changed. Timers, schedules and shortest paths need that; a {@link LongPriorityQueue} is
 * enough, and faster, where no priority changes.
 *
 * <p>The entries are a {@linkplain HeapShape heap} in a {@link BlockArray}, and {@link LongHeapNodes} say in which slot of it
 * each key is.
 *
 * <pre>
 *   entry  0          8          16
 *          +----------+----------+
 *          | priority | node     |
 *          +----------+----------+
 * </pre>
 *
 * <p>To set a priority and to remove a key cost the logarithm of the number of keys, and an operation or two of a hash map. Of
 * keys with equal priorities any one is the first.
 *
 * <p>Not thread-safe. After any exception the map is as it was.
 */
public final class LongPriorityMap implements AutoCloseable {

    private static final int ENTRY_BYTES = 16;
    private static final int PRIORITY_OFFSET = 0;
    private static final int NODE_OFFSET = PRIORITY_OFFSET + Long.BYTES;

    private final GuardedMemory memory;
    private final BlockArray heap;

    /** Null before the first key. */
    private @Nullable LongHeapNodes nodes;

    private long size;
    private long changes;
    private boolean closed;

    /** Whether closing has come to its end. */
    private boolean released;

    /**
     * Creates a map in the memory that all collections share.
     *
     * @throws IllegalStateException if the JVM denies native access; the message says what to do
     */
    public LongPriorityMap() {
        this(GuardedMemory.shared());
    }

    /**
     * Creates a map. It takes no memory before its first key.
     *
     * @param memory where its entries are to be
     */
    public LongPriorityMap(final GuardedMemory memory) {
        this.memory = memory;
        this.heap = new BlockArray(memory, ENTRY_BYTES, "LongPriorityMap");
    }

    /**
     * The number of keys.
     *
     * @return a count, at most {@link Integer#MAX_VALUE}; see {@link #longSize()}
     * @throws IllegalStateException if the map is closed
     */
    public int size() {
        return Counts.saturated(longSize());
    }

    /**
     * The number of keys, however many there are.
     *
     * @return a count
     * @throws IllegalStateException if the map is closed
     */
    public long longSize() {
        checkOpen();
        return size;
    }

    /**
     * Whether there is no key.
     *
     * @return true if there is none
     * @throws IllegalStateException if the map is closed
     */
    public boolean isEmpty() {
        return longSize() == 0;
    }

    /**
     * Gives a key a priority, whether or not it has one.
     *
     * @param key any
     * @param priority any; the least one comes first
     * @return true if the key is new
     * @throws IllegalStateException if the map is closed
     * @throws org.hedgerow.memory.MapLimitException if a mapping is needed, and there is none to spare
     * @throws org.hedgerow.memory.MemoryLimitException if the limit of bytes of its memory would be passed
     * @throws org.hedgerow.memory.OsException if the system refuses memory for another reason
     */
    public boolean setPriority(final /*E*/ long key, final long priority) {
        final long node = nodeOf(key);
        if (node == LongHeapNodes.NONE) {
            add(key, priority);
            return true;
        }
        changes++;
        move(nodes().slotOf(node), priority, node);
        return false;
    }

    private void add(final /*E*/ long key, final long priority) {
        final long node = size;
        final long slot = end();
        heap.extend(slot + 1);
        if (nodes == null) {
            nodes = new LongHeapNodes(memory);
        }
        // The last thing that may fail: later on, nothing needs memory.
        nodes.add(node, key);
        size++;
        changes++;
        moveUp(slot, priority, node);
    }

    /**
     * Whether a key has a priority.
     *
     * @param key any
     * @return true if it has one
     * @throws IllegalStateException if the map is closed
     */
    public boolean containsKey(final /*E*/ long key) {
        return nodeOf(key) != LongHeapNodes.NONE;
    }

    /**
     * The priority of a key.
     *
     * @param key one that is there
     * @return its priority
     * @throws NoSuchElementException if the key is not there
     * @throws IllegalStateException if the map is closed
     */
    public long priority(final /*E*/ long key) {
        final long node = nodeOf(key);
        if (node == LongHeapNodes.NONE) {
            throw new NoSuchElementException("no key " + key);
        }
        return priorityAt(nodes().slotOf(node));
    }

    /**
     * The priority of a key, or another.
     *
     * @param key any
     * @param defaultPriority what to answer if the key is not there
     * @return its priority, or {@code defaultPriority}
     * @throws IllegalStateException if the map is closed
     */
    public long priorityOrDefault(final /*E*/ long key, final long defaultPriority) {
        final long node = nodeOf(key);
        return node == LongHeapNodes.NONE ? defaultPriority : priorityAt(nodes().slotOf(node));
    }

    /**
     * The key with the least priority, which stays.
     *
     * @return the key
     * @throws NoSuchElementException if there is none
     * @throws IllegalStateException if the map is closed
     */
    public /*E*/ long minKey() {
        checkNotEmpty();
        return nodes().keyOf(nodeAt(HeapShape.ROOT));
    }

    /**
     * The least priority of all.
     *
     * @return the priority of {@link #minKey()}
     * @throws NoSuchElementException if there is no key
     * @throws IllegalStateException if the map is closed
     */
    public long minPriority() {
        checkNotEmpty();
        return priorityAt(HeapShape.ROOT);
    }

    /**
     * Removes the key with the least priority.
     *
     * @return the key
     * @throws NoSuchElementException if there is none
     * @throws IllegalStateException if the map is closed
     */
    public /*E*/ long removeMin() {
        final /*E*/ long key = minKey();
        removeAt(HeapShape.ROOT);
        return key;
    }

    /**
     * Removes a key.
     *
     * @param key any
     * @return whether it was there
     * @throws IllegalStateException if the map is closed
     */
    public boolean remove(final /*E*/ long key) {
        final long node = nodeOf(key);
        if (node == LongHeapNodes.NONE) {
            return false;
        }
        removeAt(nodes().slotOf(node));
        return true;
    }

    /**
     * Removes all keys and gives their memory back, but for at most 384 KiB.
     *
     * @throws IllegalStateException if the map is closed
     */
    public void clear() {
        checkOpen();
        if (nodes != null) {
            nodes.clear();
        }
        size = 0;
        changes++;
        heap.truncate(0);
    }

    /**
     * Calls an action with each key, in no particular order.
     *
     * @param action what to call
     * @throws ConcurrentModificationException if {@code action} changes the map
     * @throws IllegalStateException if the map is closed
     */
    public void forEachKey(final LongConsumer action) {
        Objects.requireNonNull(action, "action");
        checkOpen();
        final long changesAtBegin = changes;
        final long count = size;
        for (long node = 0; node < count; node++) {
            action.accept(nodes().keyOf(node));
            if (changes != changesAtBegin) {
                checkOpen();
                throw new ConcurrentModificationException("this LongPriorityMap was changed by the action");
            }
        }
    }

    /**
     * The keys and their priorities in no particular order, as {@code {1=10, 2=20}}.
     *
     * @throws IllegalStateException if the map is closed
     */
    @Override
    public String toString() {
        final StringJoiner text = new StringJoiner(", ", "{", "}");
        forEachKey(key -> text.add(key + "=" + priority(key)));
        return text.toString();
    }

    /**
     * Gives all memory of the map up.
     *
     * @throws IllegalStateException if the map is closed already
     */
    @Override
    public void close() {
        if (released) {
            throw heap.closedException();
        }
        // First of all: should releasing come to no end, nobody looks for what is released, and it can be closed again.
        closed = true;
        size = 0;
        changes++;
        heap.close();
        if (nodes != null) {
            nodes.close();
        }
        released = true;
    }

    private void checkOpen() {
        if (closed) {
            throw heap.closedException();
        }
    }

    private void checkNotEmpty() {
        if (isEmpty()) {
            throw new NoSuchElementException();
        }
    }

    private long nodeOf(final /*E*/ long key) {
        checkOpen();
        return nodes == null ? LongHeapNodes.NONE : nodes.nodeOf(key);
    }

    /** For who knows that there is a key. */
    private LongHeapNodes nodes() {
        return Objects.requireNonNull(nodes);
    }

    /** The slot behind the last one. */
    private long end() {
        return HeapShape.ROOT + size;
    }

    private long addressOf(final long slot) {
        return heap.addressOfPresent(slot, ENTRY_BYTES);
    }

    private long priorityAt(final long slot) {
        return wordAt(slot, PRIORITY_OFFSET);
    }

    private long nodeAt(final long slot) {
        return wordAt(slot, NODE_OFFSET);
    }

    private long wordAt(final long slot, final int offset) {
        try {
            return RawMemory.getLong(addressOf(slot) + offset);
        } finally {
            // A map that is unreachable loses its memory: up to here it is reachable.
            Reference.reachabilityFence(this);
        }
    }

    /** Writes an entry, and where it is. */
    private void put(final long slot, final long priority, final long node) {
        final long address = addressOf(slot);
        RawMemory.putLong(address + PRIORITY_OFFSET, priority);
        RawMemory.putLong(address + NODE_OFFSET, node);
        try {
            nodes().setSlot(node, slot);
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /** Fills a slot of any place with the last entry, and gives up what is not needed any more. */
    private void removeAt(final long slot) {
        final long lastSlot = end() - 1;
        final long lastPriority = priorityAt(lastSlot);
        final long lastSlotsNode = nodeAt(lastSlot);
        final long node = nodeAt(slot);
        size--;
        changes++;
        if (slot < lastSlot) {
            move(slot, lastPriority, lastSlotsNode);
        }
        final long lastNode = size;
        nodes().remove(node, lastNode);
        if (node < lastNode) {
            setNode(nodes().slotOf(node), node);
        }
        heap.truncate(lastSlot);
    }

    private void setNode(final long slot, final long node) {
        try {
            RawMemory.putLong(addressOf(slot) + NODE_OFFSET, node);
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /** Puts an entry where its priority belongs, from a slot whose own entry is not needed any more. */
    private void move(final long slot, final long priority, final long node) {
        if (slot > HeapShape.ROOT && priority < priorityAt(HeapShape.parent(slot))) {
            moveUp(slot, priority, node);
        } else {
            moveDown(slot, priority, node);
        }
    }

    private void moveUp(final long from, final long priority, final long node) {
        long slot = from;
        while (slot > HeapShape.ROOT) {
            final long parent = HeapShape.parent(slot);
            final long above = priorityAt(parent);
            if (above <= priority) {
                break;
            }
            put(slot, above, nodeAt(parent));
            slot = parent;
        }
        put(slot, priority, node);
    }

    private void moveDown(final long from, final long priority, final long node) {
        final long end = end();
        long slot = from;
        long child = HeapShape.firstChild(slot);
        while (child < end) {
            final long least = leastOf(child, end);
            final long below = priorityAt(least);
            if (below >= priority) {
                break;
            }
            put(slot, below, nodeAt(least));
            slot = least;
            child = HeapShape.firstChild(slot);
        }
        put(slot, priority, node);
    }

    /** The slot of the sibling that has the least priority. */
    private long leastOf(final long firstSibling, final long end) {
        // All siblings lie in one block.
        final long address = addressOf(firstSibling) + PRIORITY_OFFSET;
        final int siblings = (int) Math.min(HeapShape.CHILDREN, end - firstSibling);
        return firstSibling + (siblings == HeapShape.CHILDREN ? leastOfFour(address) : leastOf(address, siblings));
    }

    private static int leastOfFour(final long address) {
        return HeapShape.indexOfLeast(
                RawMemory.getLong(address),
                RawMemory.getLong(address + ENTRY_BYTES),
                RawMemory.getLong(address + 2 * ENTRY_BYTES),
                RawMemory.getLong(address + 3 * ENTRY_BYTES));
    }

    private static int leastOf(final long address, final int siblings) {
        int least = 0;
        long priority = RawMemory.getLong(address);
        for (int i = 1; i < siblings; i++) {
            final long other = RawMemory.getLong(address + (long) i * ENTRY_BYTES);
            if (other < priority) {
                least = i;
                priority = other;
            }
        }
        return least;
    }
}

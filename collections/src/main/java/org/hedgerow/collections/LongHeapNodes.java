package org.hedgerow.collections;

import java.lang.ref.Reference;
import org.agrona.collections.Hashing;
import org.hedgerow.memory.GuardedMemory;
import org.hedgerow.memory.access.RawMemory;
import org.hedgerow.table.Long2LongHashTable;
import org.hedgerow.table.MovePace;

/**
 * The keys of a {@link LongPriorityMap}, and where in its heap each of them is. A key has a <em>node</em>, a number, and keeps it
 * while its entry moves in the heap: so a move writes one word here, and looks nothing up.
 *
 * <pre>
 *   node   0          8         12          16
 *          +----------+----------+----------+
 *          | slot     | key                 |     an int key leaves the last 4 bytes unused
 *          +----------+----------+----------+
 * </pre>
 *
 * <p>The nodes are numbered from 0 on without a gap, in a {@link BlockArray}: where one is removed, the last one takes its
 * place. A hash table says which one each key has.
 */
final class LongHeapNodes {

    /** No key has this node. */
    static final long NONE = -1;

    private static final String OWNER = "LongPriorityMap";

    private static final int NODE_BYTES = 16;
    private static final int SLOT_OFFSET = 0;
    private static final int KEY_OFFSET = SLOT_OFFSET + Long.BYTES;

    private final BlockArray blocks;

    /** Of each key, the number behind that of its node, since the table holds no zeroes. */
    private final Long2LongHashTable table;

    LongHeapNodes(final GuardedMemory memory) {
        this.blocks = new BlockArray(memory, NODE_BYTES, OWNER);
        this.table = new Long2LongHashTable(
                memory, Long2LongHashTable.MIN_SLOTS, Hashing.DEFAULT_LOAD_FACTOR, OWNER, MovePace.DEFAULT);
    }

    /** The node of a key, or {@link #NONE}. */
    long nodeOf(final /*E*/ long key) {
        return table.get(key) - 1;
    }

    /**
     * Adds a key. Its slot is to be set after that.
     *
     * @param node how many there are
     * @param key one that is not there
     */
    void add(final long node, final /*E*/ long key) {
        blocks.extend(node + 1);
        table.put(key, node + 1);
        try {
            RawMemory./*E*/ putLong(addressOf(node) + KEY_OFFSET, key);
        } finally {
            // Nodes that are unreachable lose their memory: up to here they are reachable.
            Reference.reachabilityFence(this);
        }
    }

    /**
     * Removes a node. Another one, if it is not the last, is the node of its key from now on.
     *
     * @param node which
     * @param last the last one
     */
    void remove(final long node, final long last) {
        table.remove(keyOf(node));
        if (node < last) {
            final /*E*/ long lastKey = keyOf(last);
            final long lastSlot = slotOf(last);
            try {
                RawMemory./*E*/ putLong(addressOf(node) + KEY_OFFSET, lastKey);
            } finally {
                Reference.reachabilityFence(this);
            }
            setSlot(node, lastSlot);
            table.put(lastKey, node + 1);
        }
        blocks.truncate(last);
    }

    /** The key of a node. */
    /*E*/ long keyOf(final long node) {
        try {
            return RawMemory./*E*/ getLong(addressOf(node) + KEY_OFFSET);
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /** The slot of the heap in which a node is. */
    long slotOf(final long node) {
        try {
            return RawMemory.getLong(addressOf(node) + SLOT_OFFSET);
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /** Says in which slot of the heap a node is. */
    void setSlot(final long node, final long slot) {
        try {
            RawMemory.putLong(addressOf(node) + SLOT_OFFSET, slot);
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    private long addressOf(final long node) {
        return blocks.addressOfPresent(node, NODE_BYTES);
    }

    /** Removes all nodes. */
    void clear() {
        table.clear();
        blocks.truncate(0);
    }

    /** Gives all memory up; again, where that came to no end. */
    void close() {
        blocks.close();
        table.close();
    }
}

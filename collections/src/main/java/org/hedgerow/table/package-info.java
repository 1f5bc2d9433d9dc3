/**
 * The hash tables under the maps and sets: layout, probing, moving. Internal.
 *
 * <p>{@link org.hedgerow.table.Long2LongHashTable} maps keys to values of which zero means "none"; what a collection
 * stores as zero is up to it. {@link org.hedgerow.table.HashTable} decides when it moves,
 * {@link org.hedgerow.table.Long2LongTable} is one array of slots, {@link org.hedgerow.table.Long2LongSlots} its bytes.
 *
 * <p>The same tables for other types are generated from these; only the bytes of a slot are written for each by hand. A
 * set is a table in which every key has the same value, which takes no bytes: {@link org.hedgerow.table.LongSlots}.
 *
 * <p>Conventions: slots are named by their address; hashes are compared unsigned; capacities are counted in slots. What slots
 * hold and what is compared in them are {@linkplain org.hedgerow.table.Hash codes}, of the type of the keys; a hash is a long,
 * whatever they are, and its bits are the opposite of those of the code.
 *
 * <p>Few calls lie between an operation and the memory. The compiler inlines some fifteen calls within one another, its user's
 * own included, and half of them are the JDK's checks of an access; those that it does not inline are calls at every access,
 * and double an operation's time. So the slots call {@link org.hedgerow.memory.access.RawMemory} and not each other. And each
 * access that stands in a method is some 650 nodes to the compiler, which inlines nothing more beyond 18,000 of them: so nothing
 * is read twice where once is enough, the slots of a line are searched and moved in loops, and what is rare is a method of its own, which is
 * called so seldom that it is compiled by itself, and begins to count anew.
 */
@NullMarked
package org.hedgerow.table;

import org.jspecify.annotations.NullMarked;

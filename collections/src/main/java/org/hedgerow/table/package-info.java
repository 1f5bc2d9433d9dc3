/**
 * The untyped hash table under the maps and sets: layout, probing, moving. Internal.
 *
 * <p>{@link org.hedgerow.table.Long2LongHashTable} maps non-null keys to values of which zero means "none"; what a collection
 * stores as zero is up to it. {@link org.hedgerow.table.Long2LongTable} is one array of slots, {@link org.hedgerow.table.Long2LongSlots}
 * its bytes.
 *
 * <p>Conventions: slots are named by their address; hashes are compared unsigned; capacities are counted in slots.
 */
@NullMarked
package org.hedgerow.table;

import org.jspecify.annotations.NullMarked;

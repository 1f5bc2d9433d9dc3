/**
 * Raw access to memory by address: internal, for the modules of Hedgerow alone.
 *
 * <p>{@link org.hedgerow.memory.access.RawMemory} is the one class that reads and writes. With
 * {@code -Dhedgerow.checked=true} it asks {@link org.hedgerow.memory.access.LiveBlocks} before each access.
 */
@NullMarked
package org.hedgerow.memory.access;

import org.jspecify.annotations.NullMarked;

/**
 * Off-heap memory whose unmapping cannot fail.
 *
 * <p>{@link org.hedgerow.memory.GuardedMemory} hands out {@link org.hedgerow.memory.Block}s;
 * {@link org.hedgerow.memory.Region} strings blocks together under one position,
 * {@link org.hedgerow.memory.GuardedArena} makes segments of them, and {@link org.hedgerow.memory.Holdings} see to it that
 * the blocks of an owner that is forgotten are not.
 *
 * <h2>Words</h2>
 *
 * <dl>
 *   <dt>chunk
 *   <dd>one mapping: payload, then a separator page; what mmap makes and munmap removes, always whole
 *   <dt>block
 *   <dd>what a collection gets: a whole chunk when large, a slice of a shared chunk when small
 *   <dt>region
 *   <dd>a sequence of blocks under one position, which grows and shrinks at both ends
 *   <dt>separator
 *   <dd>the inaccessible page behind a payload
 *   <dt>budget, reserve
 *   <dd>how many mappings the process may still make, and the part of it that is left to the JVM
 *   <dt>retired
 *   <dd>released, and not given back to the system yet
 *   <dt>retained
 *   <dd>given back and still mapped, for reuse: it occupies no memory and reads as zero
 *   <dt>stale
 *   <dd>given back by {@link org.hedgerow.memory.MemoryOptions.Decommit#FREE}, so that the system may not have taken it
 *       yet: it reads as it was or as zero, and nobody gets it before it is zero
 * </dl>
 *
 * <h2>Conventions</h2>
 *
 * <p>Sizes are {@code long}s in bytes and say so in their names. After any exception everything is as it was before the
 * call. {@code null} is accepted and answered only where {@code @Nullable} says so.
 */
@NullMarked
package org.hedgerow.memory;

import org.jspecify.annotations.NullMarked;

/**
 * The contract with the operating system, and nothing else: which calls Hedgerow makes, and what the system says of itself.
 *
 * <p>{@link org.hedgerow.memory.os.Os} is the seam: {@link org.hedgerow.memory.os.LinuxOs} stands behind it on a running
 * system, and tests put another implementation in its place. Policy (what is mapped, when, and how much) lives in
 * {@code org.hedgerow.memory}.
 *
 * <p>Conventions: addresses and sizes are bytes; a call answers 0 (or a useful value of 0 and above) on success and
 * {@code -errno} on failure, and throws nothing. What the system says of itself is read from files; where one cannot be, {@code
 * mapCount} and {@code vmas} throw {@link java.io.UncheckedIOException}. This package is internal.
 */
@NullMarked
package org.hedgerow.memory.os;

import org.jspecify.annotations.NullMarked;

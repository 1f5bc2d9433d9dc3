/**
 * A model of the part of Linux that Hedgerow stands on: mappings (VMAs) that merge and split, their limit, other threads
 * that map beside and between ours, and the contents of pages.
 *
 * <p>{@link org.hedgerow.testkit.kernel.ModelKernel} is the system; {@link org.hedgerow.testkit.kernel.VmaTable} is its
 * core, without contents, and is compared with the running kernel, call by call.
 */
@NullMarked
package org.hedgerow.testkit.kernel;

import org.jspecify.annotations.NullMarked;

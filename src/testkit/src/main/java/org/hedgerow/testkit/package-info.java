/**
 * Tests off-heap structures where they break: at the map limit, beside hostile neighbours, and while system calls fail.
 *
 * <p>Describe a structure by a {@link org.hedgerow.testkit.CollectionModel}, about 20 lines: how it is opened, what can be
 * done with it, and what it must hold. {@link org.hedgerow.testkit.Scenarios} then plays random operations on it, on a
 * {@linkplain org.hedgerow.testkit.kernel.ModelKernel model of the kernel}, under a {@linkplain
 * org.hedgerow.testkit.FaultPlan plan of faults}, and checks after each that every mapped byte is accounted for. A failure
 * tells the seed and the shortest operations that lead to it.
 *
 * <p>The seed decides everything, the time included; but for the order of hashes in Hedgerow's own maps and sets, which the
 * system property {@code hedgerow.hashSeed} (a number) makes the same in each JVM.
 */
@NullMarked
package org.hedgerow.testkit;

import org.jspecify.annotations.NullMarked;

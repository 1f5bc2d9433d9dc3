/**
 * What programs that measure share: a JVM of its own for each measurement, what its memory and its collector did, and
 * tables of what was found.
 */
@NullMarked
package org.hedgerow.harness;

import org.jspecify.annotations.NullMarked;

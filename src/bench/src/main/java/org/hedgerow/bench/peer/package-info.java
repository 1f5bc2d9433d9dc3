/**
 * The maps that are measured, each behind the same small interface.
 *
 * <p>A JVM that measures loads the class of one peer only, so that calls through the interface have one target and are
 * inlined: the interface costs nothing.
 */
@NullMarked
package org.hedgerow.bench.peer;

import org.jspecify.annotations.NullMarked;

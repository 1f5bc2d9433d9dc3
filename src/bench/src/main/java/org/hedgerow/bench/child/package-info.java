/** A JVM that is sent to do one thing, and to tell what it found. */
@NullMarked
package org.hedgerow.bench.child;

import org.jspecify.annotations.NullMarked;

/** Benchmarks of memory and collections, for JMH. */
@NullMarked
package org.hedgerow.bench;

import org.jspecify.annotations.NullMarked;

/** One benchmark of JMH in one JVM, so that several can take turns. */
@NullMarked
package org.hedgerow.bench.trial;

import org.jspecify.annotations.NullMarked;

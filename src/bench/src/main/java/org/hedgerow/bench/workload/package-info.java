/** What is done to a map through its life, in a JVM of its own, and how it is observed. */
@NullMarked
package org.hedgerow.bench.workload;

import org.jspecify.annotations.NullMarked;

/** What single operations cost on a map that is filled, by JMH, and what the memory allows at best. */
@NullMarked
package org.hedgerow.bench.throughput;

import org.jspecify.annotations.NullMarked;

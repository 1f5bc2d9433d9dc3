/** What is to be run: which maps, in which JVMs, how often, in which order. */
@NullMarked
package org.hedgerow.bench.plan;

import org.jspecify.annotations.NullMarked;

/**
 * Benchmarks: maps side by side with their peers, by {@link org.hedgerow.bench.Main}, and what memory costs, by JMH alone.
 */
@NullMarked
package org.hedgerow.bench;

import org.jspecify.annotations.NullMarked;

/**
 * Benchmarks: maps side by side with their peers, by {@link org.hedgerow.bench.Main}; what memory costs, and queues between
 * threads ({@link org.hedgerow.bench.queue}), by JMH alone.
 */
@NullMarked
package org.hedgerow.bench;

import org.jspecify.annotations.NullMarked;

/**
 * What happens at the map limit: to plain mappings, to {@code malloc}, and to Hedgerow's chunks.
 *
 * <p>Each measurement is the work of a child JVM, which is started so that it needs no new mapping while it is at the
 * limit ({@link org.hedgerow.demo.limit.LimitJvm}). The limit is {@code vm.max_map_count}: the most mappings (lines of
 * {@code /proc/self/maps}) that a process may have.
 */
@NullMarked
package org.hedgerow.demo.limit;

import org.jspecify.annotations.NullMarked;

/** What was measured: as records, as JSON, as tables and as charts. */
@NullMarked
package org.hedgerow.bench.result;

import org.jspecify.annotations.NullMarked;

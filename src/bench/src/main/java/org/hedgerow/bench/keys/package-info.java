/** Which keys a map is filled with and asked for. */
@NullMarked
package org.hedgerow.bench.keys;

import org.jspecify.annotations.NullMarked;

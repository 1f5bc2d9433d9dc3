/** The command {@code hedgerow-fuzz}. */
@NullMarked
package org.hedgerow.testkit.fuzz;

import org.jspecify.annotations.NullMarked;

/** Models of Hedgerow's own structures: what {@code hedgerow-fuzz} runs, and examples of how a model is written. */
@NullMarked
package org.hedgerow.testkit.models;

import org.jspecify.annotations.NullMarked;

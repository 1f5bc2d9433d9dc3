/**
 * The demo: a terminal program that shows what Linux does at the map limit, what Hedgerow does there, and what a service
 * gains from it. All that it says was measured in the same run.
 *
 * <p>{@link org.hedgerow.demo.Main} runs each measurement ({@link org.hedgerow.demo.Task}) in a JVM of its own, whose
 * entry point is {@link org.hedgerow.demo.ChildMain}. The measurements are in {@code limit} and {@code service}, how a
 * child is run in {@code child}, and what is made of the findings in {@code report}.
 */
@NullMarked
package org.hedgerow.demo;

import org.jspecify.annotations.NullMarked;

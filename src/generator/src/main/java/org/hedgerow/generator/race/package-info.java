/** Has a race between threads, which is written once, run for each kind of queue: see {@link RaceProcessor}. */
@NullMarked
package org.hedgerow.generator.race;

import org.jspecify.annotations.NullMarked;

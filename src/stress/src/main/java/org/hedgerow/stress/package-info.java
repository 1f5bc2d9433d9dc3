/**
 * Races between threads, for jcstress: it runs the actors of a sample at the same time, a great many samples, in all modes
 * of compilation, and compares what they find with the outcomes that may be.
 *
 * <p>Each file is one question, and each {@link org.hedgerow.stress.Race} in it asks that of all the queues or buffers that it
 * names. A sample takes what it needs from a {@link org.hedgerow.stress.Pool}, where the last step of an earlier one has left
 * it empty: so counters are anywhere, and rings go round.
 */
@NullMarked
package org.hedgerow.stress;

import org.jspecify.annotations.NullMarked;

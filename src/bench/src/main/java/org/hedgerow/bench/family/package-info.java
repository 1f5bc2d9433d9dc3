/**
 * What single operations cost on each collection of the family, by JMH: beside Agrona's of the same name, and beside what
 * {@code java.util} has where Agrona has none.
 *
 * <p>An adapter is a record of lambdas, so that there is one benchmark for all types. A JVM measures one collection, so
 * each lambda is the only one at its place, and the compiler takes it in.
 */
@NullMarked
package org.hedgerow.bench.family;

import org.jspecify.annotations.NullMarked;

package org.hedgerow.bench.family;

import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * A queue of one thread as benchmarks use it, whatever its order.
 *
 * @param offer adds an element
 * @param poll removes the next element
 * @param size counts the elements
 * @param closing frees the memory
 */
record Line(LongConsumer offer, LongSupplier poll, LongSupplier size, Runnable closing) {}

package org.hedgerow.bench.family;

import java.util.function.LongBinaryOperator;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import java.util.function.LongUnaryOperator;

/**
 * A list as benchmarks use it.
 *
 * @param get the element at an index
 * @param sum adds up the elements from an index to another, which is excluded
 * @param set stores an element at an index, and returns whatever the list answers
 * @param add adds an element at the end
 * @param pop removes the element at the end
 * @param size counts the elements
 * @param closing frees the memory
 */
record Indexed(
        LongUnaryOperator get,
        LongBinaryOperator sum,
        LongBinaryOperator set,
        LongConsumer add,
        LongSupplier pop,
        LongSupplier size,
        Runnable closing) {}

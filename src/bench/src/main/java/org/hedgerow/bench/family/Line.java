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
record Line(LongConsumer offer, LongSupplier poll, LongSupplier size, Runnable closing) {

    /**
     * The same, used as a queue of events is: what is offered is how far beyond the element that went out last another one
     * is to be. If random elements came into a queue of priorities instead, it would soon hold the greatest of all that ever
     * came, and each that comes would be the next to go.
     *
     * @return a line whose elements grow as time does
     */
    Line ofEvents() {
        final long[] now = {0};
        return new Line(distance -> offer.accept(now[0] + distance), () -> now[0] = poll.getAsLong(), size, closing);
    }
}

package org.hedgerow.bench.queue;

/** A queue of messages of {@value #MESSAGE_BYTES} bytes as benchmarks use it. */
interface MessagePipe extends AutoCloseable {

    /** How long a message is. */
    int MESSAGE_BYTES = 64;

    /** Writes messages, each one a little different from the one before it. For one thread. */
    @FunctionalInterface
    interface Producer {

        /** Writes a message, or answers false. */
        boolean write();
    }

    /** Makes a producer. */
    Producer producer();

    /**
     * Reads messages, all of each.
     *
     * @param limit how many at the most
     * @param sum what they are added to
     * @return how many
     */
    int read(int limit, MessageSum sum);

    @Override
    void close();
}

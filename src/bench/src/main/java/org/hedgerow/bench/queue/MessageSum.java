package org.hedgerow.bench.queue;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.MessageHandler;

/** Adds up all words of messages, so that each one is read to its end. */
final class MessageSum implements MessageHandler {

    /** The words of an array. */
    static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

    private long sum;

    /** What was added up so far. */
    long value() {
        return sum;
    }

    @Override
    public void onMessage(final int messageType, final MutableDirectBuffer buffer, final int index, final int length) {
        long words = 0;
        for (int offset = 0; offset < length; offset += Long.BYTES) {
            words += buffer.getLong(index + offset);
        }
        sum += words;
    }

    /** Adds a message in an array of its own. */
    void add(final byte[] message) {
        long words = 0;
        for (int offset = 0; offset < message.length; offset += Long.BYTES) {
            words += (long) WORDS.get(message, offset);
        }
        sum += words;
    }
}

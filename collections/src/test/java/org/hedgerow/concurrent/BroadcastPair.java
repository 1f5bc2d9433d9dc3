package org.hedgerow.concurrent;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.AtomicBuffer;
import org.agrona.concurrent.MessageHandler;

/** The two sides of a broadcast, ours or Agrona's, which have the same methods and no type in common. */
final class BroadcastPair {

    private BroadcastPair() {}

    /** A transmitter's method. */
    interface Transmitter {
        void transmit(int type, DirectBuffer source, int index, int length);
    }

    /** A receiver's methods. */
    interface Receiver {
        boolean receiveNext();

        int typeId();

        int offset();

        int length();

        boolean validate();

        long lappedCount();

        MutableDirectBuffer buffer();
    }

    /** The method of a receiver that copies. */
    interface Copier {
        int receive(MessageHandler handler);
    }

    static Transmitter transmitter(final AtomicBuffer buffer, final boolean ours) {
        return ours
                ? new BroadcastTransmitter(buffer)::transmit
                : new org.agrona.concurrent.broadcast.BroadcastTransmitter(buffer)::transmit;
    }

    static Copier copier(final AtomicBuffer buffer, final MutableDirectBuffer scratch, final boolean ours) {
        return ours
                ? new CopyBroadcastReceiver(new BroadcastReceiver(buffer), scratch)::receive
                : new org.agrona.concurrent.broadcast.CopyBroadcastReceiver(
                        new org.agrona.concurrent.broadcast.BroadcastReceiver(buffer), scratch)::receive;
    }

    static Receiver receiver(final AtomicBuffer buffer, final boolean ours) {
        return ours ? new Ours(new BroadcastReceiver(buffer)) : new Theirs(buffer);
    }

    private record Ours(BroadcastReceiver receiver) implements Receiver {

        @Override
        public boolean receiveNext() {
            return receiver.receiveNext();
        }

        @Override
        public int typeId() {
            return receiver.typeId();
        }

        @Override
        public int offset() {
            return receiver.offset();
        }

        @Override
        public int length() {
            return receiver.length();
        }

        @Override
        public boolean validate() {
            return receiver.validate();
        }

        @Override
        public long lappedCount() {
            return receiver.lappedCount();
        }

        @Override
        public MutableDirectBuffer buffer() {
            return receiver.buffer();
        }
    }

    /** It has the methods itself; only that they are a receiver's is to be said. */
    private static final class Theirs extends org.agrona.concurrent.broadcast.BroadcastReceiver implements Receiver {

        private Theirs(final AtomicBuffer buffer) {
            super(buffer);
        }
    }
}

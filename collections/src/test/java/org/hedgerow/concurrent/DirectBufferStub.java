package org.hedgerow.concurrent;

import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.util.concurrent.Callable;
import org.agrona.DirectBuffer;

/** Buffers that tell where they are, and no more: what another implementation looks like to one that wraps it. */
final class DirectBufferStub {

    private DirectBufferStub() {}

    static DirectBuffer of(
            final byte[] array,
            final ByteBuffer byteBuffer,
            final int wrapAdjustment,
            final long addressOffset,
            final int capacity) {
        return of(() -> array, byteBuffer, wrapAdjustment, addressOffset, capacity);
    }

    /** One over an array that is asked for whenever somebody copies from it. */
    static DirectBuffer ofArray(final Callable<byte[]> array, final int capacity) {
        return of(array, null, 0, 0, capacity);
    }

    private static DirectBuffer of(
            final Callable<byte[]> array,
            final ByteBuffer byteBuffer,
            final int wrapAdjustment,
            final long addressOffset,
            final int capacity) {
        return (DirectBuffer) Proxy.newProxyInstance(
                DirectBuffer.class.getClassLoader(),
                new Class<?>[] {DirectBuffer.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "byteArray" -> array.call();
                    case "byteBuffer" -> byteBuffer;
                    case "wrapAdjustment" -> wrapAdjustment;
                    case "addressOffset" -> addressOffset;
                    case "capacity" -> capacity;
                    case "boundsCheck" -> null;
                    default -> throw new UnsupportedOperationException(method.toString());
                });
    }
}

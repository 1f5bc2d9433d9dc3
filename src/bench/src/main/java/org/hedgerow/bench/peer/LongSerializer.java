package org.hedgerow.bench.peer;

import java.nio.ByteBuffer;
import org.caffinitas.ohc.CacheSerializer;

/** A long as eight bytes, for OHC. */
final class LongSerializer implements CacheSerializer<Long> {

    @Override
    public void serialize(final Long value, final ByteBuffer buffer) {
        buffer.putLong(value);
    }

    @Override
    public Long deserialize(final ByteBuffer buffer) {
        return buffer.getLong();
    }

    @Override
    public int serializedSize(final Long value) {
        return Long.BYTES;
    }
}

package org.hedgerow.demo.service;

import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/** Keys in a file of 8 bytes each, so that every child reads the same ones and no child holds them on its heap. */
final class KeyStore {

    /** The order of {@link DataOutputStream}. */
    private static final ValueLayout.OfLong KEY = JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

    private KeyStore() {}

    /**
     * Reads keys. When they have all been used they begin again, as users come back.
     *
     * @param file the file
     * @return its keys
     * @throws IOException if it cannot be read
     */
    static SessionKeys open(final Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            final MemorySegment keys = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), Arena.global());
            final long count = keys.byteSize() / KEY.byteSize();
            return index -> keys.getAtIndex(KEY, index % count);
        }
    }

    /** Writes keys. */
    static final class Writer implements Closeable {

        private final DataOutputStream out;

        Writer(final Path file) throws IOException {
            out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)));
        }

        void write(final long key) throws IOException {
            out.writeLong(key);
        }

        @Override
        public void close() throws IOException {
            out.close();
        }
    }
}

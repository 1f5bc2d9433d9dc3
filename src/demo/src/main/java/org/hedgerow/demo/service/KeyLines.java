package org.hedgerow.demo.service;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a file of keys. However long a line is, no more than {@value #MOST_BYTES} bytes of it are held in memory.
 */
final class KeyLines implements Closeable {

    /** The longest key. */
    static final int MOST_BYTES = 1_024;

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final InputStream in;
    private final byte[] buffer = new byte[MOST_BYTES];
    private long number;
    private String key = "";
    private @Nullable String fault;

    KeyLines(final Path file) throws IOException {
        in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
    }

    /**
     * Goes on to the next line.
     *
     * @return false at the end of the file
     * @throws IOException if it cannot be read
     */
    boolean next() throws IOException {
        int length = 0;
        int read = in.read();
        if (read < 0) {
            return false;
        }
        while (read >= 0 && read != '\n') {
            if (length < MOST_BYTES) {
                buffer[length] = (byte) read;
            }
            length = Math.min(length + 1, MOST_BYTES + 1);
            read = in.read();
        }
        number++;
        take(length);
        return true;
    }

    private void take(final int length) {
        key = "";
        if (length > MOST_BYTES) {
            fault = "is longer than " + MOST_BYTES + " bytes";
            return;
        }
        try {
            key = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(buffer, 0, length))
                    .toString();
        } catch (final CharacterCodingException e) {
            fault = "is not text in UTF-8";
            return;
        }
        if (number == 1 && !key.isEmpty() && key.charAt(0) == BYTE_ORDER_MARK) {
            key = key.substring(1);
        }
        key = key.strip();
        if (key.isEmpty()) {
            fault = "is empty";
        } else if (key.chars().anyMatch(Character::isISOControl)) {
            fault = "has a control character in it";
        } else {
            fault = null;
        }
    }

    /**
     * The number of the present line.
     *
     * @return from 1
     */
    long number() {
        return number;
    }

    /**
     * The key in the present line.
     *
     * @return the line without blanks around it
     */
    String key() {
        return key;
    }

    /**
     * What is wrong with the present line.
     *
     * @return words that follow "line 3 …", or null if it is a key
     */
    @Nullable
    String fault() {
        return fault;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}

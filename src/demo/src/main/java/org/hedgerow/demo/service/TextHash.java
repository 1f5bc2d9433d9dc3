package org.hedgerow.demo.service;

import java.nio.charset.StandardCharsets;

/** Turns text into 64 bits, always the same ones for the same text, in two ways that have nothing to do with another. */
final class TextHash {

    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;
    private static final long OTHER_FACTOR = 0x9E3779B97F4A7C15L;

    private TextHash() {}

    /**
     * The key that stands for a text: FNV-1a over its UTF-8 bytes.
     *
     * @param text the text
     * @return its key
     */
    static long key(final String text) {
        long hash = FNV_OFFSET;
        for (final byte b : text.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xff)) * FNV_PRIME;
        }
        return hash;
    }

    /**
     * A second hash, by which two texts with the same key are told apart.
     *
     * @param text the text
     * @return 63 bits, so that it is never negative
     */
    static long check(final String text) {
        long hash = text.length();
        for (final byte b : text.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash + b) * OTHER_FACTOR;
            hash ^= hash >>> 29;
        }
        return hash >>> 1;
    }
}

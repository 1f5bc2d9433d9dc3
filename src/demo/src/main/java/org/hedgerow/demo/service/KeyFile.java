package org.hedgerow.demo.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.hedgerow.collections.Long2LongHashMap;
import org.hedgerow.memory.GuardedMemory;
import org.hedgerow.memory.MemoryOptions;
import org.jspecify.annotations.Nullable;

/**
 * A file with one key per line: 64-bit integers, or any text. If one line is no integer then all are taken as text, and
 * hashed to 64 bits.
 */
public final class KeyFile {

    /** With fewer, nothing would be left after the fall. */
    static final int FEWEST_KEYS = 100;

    private static final int FAULTS_NAMED = 5;

    private final Path file;
    private final long mostKeys;

    /**
     * Prepares to read a file.
     *
     * @param file the file
     * @param mostKeys how many of its keys are used at the most
     */
    public KeyFile(final Path file, final long mostKeys) {
        this.file = file;
        this.mostKeys = mostKeys;
    }

    /**
     * Reads the file twice: to check it, and to turn its keys into numbers.
     *
     * @param store where to write the numbers
     * @return what was in the file
     * @throws KeyFileException if it is missing, or has a bad line, or too few keys
     * @throws IOException if the store cannot be written
     */
    public Contents convert(final Path store) throws KeyFileException, IOException {
        if (!Files.exists(file)) {
            throw new KeyFileException(file + ": there is no such file");
        }
        if (!Files.isRegularFile(file)) {
            throw new KeyFileException(file + ": is not a regular file");
        }
        if (!Files.isReadable(file)) {
            throw new KeyFileException(file + ": may not be read");
        }
        return convert(check(), store);
    }

    private Check check() throws KeyFileException, IOException {
        final List<String> faults = new ArrayList<>();
        long faulty = 0;
        boolean integers = true;
        try (KeyLines lines = new KeyLines(file)) {
            boolean more = lines.next();
            while (more && lines.number() <= mostKeys) {
                final String fault = lines.fault();
                if (fault != null) {
                    faulty++;
                    if (faults.size() < FAULTS_NAMED) {
                        faults.add("line " + lines.number() + " " + fault);
                    }
                } else {
                    integers &= integer(lines.key()) != null;
                }
                more = lines.next();
            }
            final long keys = Math.min(lines.number(), mostKeys);
            if (faulty > 0) {
                final String rest = faulty > faults.size() ? ", and " + (faulty - faults.size()) + " more" : "";
                throw new KeyFileException(file + ": " + String.join(", ", faults) + rest);
            }
            if (keys < FEWEST_KEYS) {
                throw new KeyFileException(file + ": has " + keys + " keys, and the service needs at least "
                        + FEWEST_KEYS + ", so that one in a hundred can be left at its end");
            }
            return new Check(keys, integers, more);
        }
    }

    private Contents convert(final Check check, final Path store) throws IOException {
        long duplicates = 0;
        long collisions = 0;
        // Off the heap, so that a large file needs no large heap.
        try (GuardedMemory memory = GuardedMemory.open(MemoryOptions.defaults());
                Long2LongHashMap checks = new Long2LongHashMap(memory, SessionTable.MISSING);
                KeyLines lines = new KeyLines(file);
                KeyStore.Writer out = new KeyStore.Writer(store)) {
            while (lines.number() < check.keys() && lines.next()) {
                final Long integer = check.integers() ? integer(lines.key()) : null;
                final long key = integer != null ? integer : TextHash.key(lines.key());
                final long second = integer != null ? 0 : TextHash.check(lines.key());
                final long before = checks.putIfAbsent(key, second);
                if (before == second) {
                    duplicates++;
                } else if (before != SessionTable.MISSING) {
                    collisions++;
                }
                out.write(key);
            }
        }
        return new Contents(check.keys(), check.integers(), duplicates, collisions, check.more());
    }

    private static @Nullable Long integer(final String text) {
        try {
            return Long.valueOf(text);
        } catch (final NumberFormatException e) {
            return null;
        }
    }

    /**
     * What the first reading found.
     *
     * @param keys how many keys are used
     * @param integers whether all of them are integers
     * @param more whether there are more lines
     */
    private record Check(long keys, boolean integers, boolean more) {}

    /**
     * What was in a file.
     *
     * @param keys how many keys were taken from it
     * @param integers whether they are integers, or hashed text
     * @param duplicates lines whose key was there before
     * @param collisions lines whose text is new, but whose hash was there before
     * @param more whether the file has more lines than were taken
     */
    public record Contents(long keys, boolean integers, long duplicates, long collisions, boolean more) {

        /**
         * The contents in words.
         *
         * @return one line
         */
        public String description() {
            final StringBuilder text = new StringBuilder();
            text.append(String.format("%,d keys (%s)", keys, integers ? "integers" : "text, hashed to 64 bits"));
            if (more) {
                text.append(", the first lines of the file");
            }
            if (duplicates > 0) {
                text.append(String.format(", %,d of them repeated", duplicates));
            }
            if (!integers) {
                text.append(String.format(", %,d hash collisions", collisions));
            }
            return text.toString();
        }
    }
}

package org.hedgerow.generator;

import java.io.IOException;
import java.nio.file.Path;

/** Writes the variants of a module's canonical classes. */
public final class Main {

    private Main() {}

    /**
     * Reads {@code main/java}, {@code test/java} and {@code variants.txt} of a module, and writes
     * {@code generated-sources} and {@code generated-test-sources}.
     *
     * @param arguments the folder of a module's sources, and the folder to write to
     * @throws IOException if a file cannot be read or written
     */
    public static void main(final String[] arguments) throws IOException {
        if (arguments.length != 2) {
            throw new IllegalArgumentException("two arguments: the folder of a module's sources, the one to write to");
        }
        new Generator(Path.of(arguments[0]).normalize(), Path.of(arguments[1])).run();
    }
}

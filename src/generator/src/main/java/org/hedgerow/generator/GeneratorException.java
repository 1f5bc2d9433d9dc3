package org.hedgerow.generator;

import java.io.Serial;
import java.nio.file.Path;

/** What stops the build: a fault in a canonical class or in the table. */
final class GeneratorException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    GeneratorException(final Path file, final int line, final String fault) {
        super(file + ":" + line + ": " + fault);
    }

    GeneratorException(final Path file, final String fault) {
        super(file + ": " + fault);
    }
}

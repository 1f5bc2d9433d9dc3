package org.hedgerow.demo.service;

import java.io.Serial;

/** A file of keys that cannot be used; the message says in one line why. */
public final class KeyFileException extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    KeyFileException(final String message) {
        super(message);
    }
}

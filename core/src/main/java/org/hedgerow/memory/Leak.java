package org.hedgerow.memory;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.System.Logger;
import org.hedgerow.memory.access.Switch;
import org.hedgerow.memory.events.MemoryEvents;
import org.jspecify.annotations.Nullable;

/**
 * Something that became unreachable without having been closed, and whose memory was released for it.
 *
 * @param owner what it was
 * @param blocks how many blocks it held
 * @param bytes what those blocks held
 * @param creation where it was created, if that is tracked
 */
record Leak(String owner, int blocks, long bytes, @Nullable Throwable creation) {

    /** Whether each owner remembers where it was created: the system property {@code hedgerow.trackAllocations}. */
    private static final boolean TRACKED = Switch.TRACK_ALLOCATIONS.isOn();

    private static final String LOGGER = "org.hedgerow.memory";

    /** The present stack, if creations are tracked. */
    static @Nullable Throwable trackCreation() {
        return TRACKED ? new Throwable("created here") : null;
    }

    /** Tells the log, as a warning, and Java Flight Recorder. */
    void report() {
        MemoryEvents.leaked(owner, blocks, bytes, creation == null ? "" : stackOf(creation));
        System.getLogger(LOGGER).log(Logger.Level.WARNING, message(), creation);
    }

    private static String stackOf(final Throwable throwable) {
        final StringWriter text = new StringWriter();
        throwable.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    private String message() {
        return "a " + owner + " was never closed: " + bytes + " bytes in " + blocks
                + " blocks were released when it became unreachable. Close it at the end of its use"
                + (TRACKED ? "." : "; -Dhedgerow.trackAllocations=true tells where it was created.");
    }
}

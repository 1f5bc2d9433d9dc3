package org.hedgerow.memory.access;

import java.lang.foreign.Arena;

/**
 * Meets every thread of the JVM at a point between two steps of its program: the expensive half of an ordering whose
 * other half is to be free.
 *
 * <p>A thread that announces what it is about to do by a release store, and then reads a volatile flag, would need a
 * fence between the two (some 20 cycles) for another, which sets the flag and then looks at the announcement, not to be
 * missed. The one that sets the flag, which it does once, pays for both: it sets the flag, meets all threads, and looks
 * then. A thread that was met before its announcement finds the flag set; of one that was met after it, the announcement
 * is seen.
 *
 * <p>The JDK has such a handshake where it closes a shared arena, so that no thread is within a segment when that ends.
 * An arena that is closed without ever having been used is the handshake alone.
 */
public final class Handshake {

    private Handshake() {}

    /** Meets all threads; takes some microseconds, more the more threads run. */
    public static void withAllThreads() {
        Arena.ofShared().close();
    }
}

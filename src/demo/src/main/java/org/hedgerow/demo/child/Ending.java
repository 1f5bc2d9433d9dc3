package org.hedgerow.demo.child;

/** How a child ended. */
public enum Ending {
    /** It did all of its work. */
    FINISHED,
    /** It stopped early by itself, or the JVM or the system ended it. */
    DIED,
    /** It did not end in the time that it was given. */
    TIMED_OUT
}

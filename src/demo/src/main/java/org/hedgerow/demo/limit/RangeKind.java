package org.hedgerow.demo.limit;

/** What a range of addresses is, as far as the demo cares. */
public enum RangeKind {
    /** The payload of a chunk. */
    PAYLOAD,
    /** The separator behind a payload. */
    SEPARATOR,
    /** Pages that the other thread took. */
    OTHER_THREAD,
    /** Anything else that is mapped: the JVM and its libraries. */
    JVM
}

package org.hedgerow.demo;

/** What a run came to. */
enum Conclusion {
    /** Hedgerow kept its promise. */
    KEPT(0),
    /** It did not, or its part could not be run. */
    BROKEN(1),
    /** It did, but the report could not be written. The code between is that of a demo that cannot begin. */
    KEPT_WITHOUT_REPORT(3);

    private final int exitCode;

    Conclusion(final int exitCode) {
        this.exitCode = exitCode;
    }

    /**
     * Draws it.
     *
     * @param kept whether Hedgerow kept its promise, which matters more than the report
     * @param written whether the report was written
     */
    static Conclusion of(final boolean kept, final boolean written) {
        if (!kept) {
            return BROKEN;
        }
        return written ? KEPT : KEPT_WITHOUT_REPORT;
    }

    /** What the command ends with. */
    int exitCode() {
        return exitCode;
    }
}

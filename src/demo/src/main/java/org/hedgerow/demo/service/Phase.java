package org.hedgerow.demo.service;

/** The life of the session table. */
public enum Phase {
    /** Sessions begin, until there are as many as there will ever be. */
    GROWTH("growth"),
    /** Sessions come, go and are looked up. */
    STEADY("steady"),
    /** Sessions end, until one in a hundred is left. */
    FALL("fall");

    private final String label;

    Phase(final String label) {
        this.label = label;
    }

    /**
     * The phase in a word.
     *
     * @return its name in tables
     */
    public String label() {
        return label;
    }
}

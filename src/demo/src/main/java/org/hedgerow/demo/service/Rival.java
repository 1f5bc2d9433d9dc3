package org.hedgerow.demo.service;

/** What the session table is made of. */
public enum Rival {
    /** The JDK's map of boxed numbers. */
    JAVA("HashMap", "HashMap<Long, Long>"),
    /** Agrona's map of primitive numbers, on the heap. */
    AGRONA("Agrona", "Agrona's Long2LongHashMap"),
    /** Our map, off the heap. */
    HEDGEROW("Hedgerow", "Hedgerow's Long2LongHashMap"),
    /** Nothing: the same loop around no map. */
    NONE("no map", "no map, only the clock");

    private final String label;
    private final String title;

    Rival(final String label, final String title) {
        this.label = label;
        this.title = title;
    }

    /**
     * A short name.
     *
     * @return one that fits above a column
     */
    public String label() {
        return label;
    }

    /**
     * The full name.
     *
     * @return which class it is
     */
    public String title() {
        return title;
    }

    /**
     * Whether it holds anything.
     *
     * @return false for {@link #NONE}
     */
    public boolean isMap() {
        return this != NONE;
    }

    SessionTable newTable() {
        return switch (this) {
            case JAVA -> new JavaTable();
            case AGRONA -> new AgronaTable();
            case HEDGEROW -> new HedgerowTable();
            case NONE -> new NoTable();
        };
    }
}

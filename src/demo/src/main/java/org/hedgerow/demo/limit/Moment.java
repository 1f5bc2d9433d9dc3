package org.hedgerow.demo.limit;

/** When the picture of the address space is taken. */
public enum Moment {
    /** After as many chunks have been mapped as the budget gives. */
    MAPPED("Mapped"),
    /** After every second one has been released, at the map limit. */
    EVERY_SECOND_RELEASED("Every second one released"),
    /** After all have been released, and the other thread has gone. */
    ALL_RELEASED("All released");

    private final String title;

    Moment(final String title) {
        this.title = title;
    }

    /**
     * The moment in words.
     *
     * @return a heading
     */
    public String title() {
        return title;
    }
}

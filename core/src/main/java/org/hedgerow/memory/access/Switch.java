package org.hedgerow.memory.access;

import java.util.Locale;

/** What a system property switches on: {@code true} or {@code false}, which it is where there is none. */
public enum Switch {
    /** Whether each raw access is checked. */
    CHECKED("hedgerow.checked"),
    /** Whether each owner of blocks remembers where it was created. */
    TRACK_ALLOCATIONS("hedgerow.trackAllocations"),
    /** Whether each memory is shown to JMX when it is opened. */
    JMX("hedgerow.jmx");

    private final String property;

    Switch(final String property) {
        this.property = property;
    }

    /**
     * The name of its system property.
     *
     * @return the name
     */
    public String property() {
        return property;
    }

    /**
     * Reads its system property.
     *
     * @return whether it is on
     * @throws IllegalArgumentException if the property is neither true nor false; the message names it
     */
    public boolean isOn() {
        final String text = System.getProperty(property, "false");
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default ->
                throw new IllegalArgumentException(
                        "the system property " + property + " is \"" + text + "\": must be true or false");
        };
    }

    /**
     * Reads all of them, before any is used: a class that fails to initialize would tell its reason only once.
     *
     * @throws IllegalArgumentException if a property is neither true nor false; the message names it
     */
    public static void checkAll() {
        for (final Switch each : values()) {
            each.isOn();
        }
    }
}

package org.hedgerow.generator;

import java.util.Locale;

/** A type that a variable can stand for. Canonical classes are written for {@link #LONG}. */
public enum Primitive {
    /** As in the canonical classes. */
    LONG("Long"),

    /** The type of 32 bits. */
    INT("Integer"),

    /** No type of its own: the variable is what the one before it is, and names say the two once. */
    NONE("");

    private final String box;

    Primitive(final String box) {
        this.box = box;
    }

    /**
     * The type of a name.
     *
     * @param keyword as in Java
     * @return the type
     * @throws IllegalArgumentException if there is none
     */
    static Primitive of(final String keyword) {
        for (final Primitive each : values()) {
            if (each.keyword().equals(keyword)) {
                return each;
            }
        }
        throw new IllegalArgumentException("no type of variants: '" + keyword + "'");
    }

    /**
     * The type in Java.
     *
     * @return such as {@code int}
     */
    public String keyword() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The class of boxed values.
     *
     * @return such as {@code Integer}
     */
    public String box() {
        return box;
    }

    /** As it stands within names: {@code Int}. */
    String camel() {
        return name().charAt(0) + keyword().substring(1);
    }
}

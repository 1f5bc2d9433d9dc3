package org.hedgerow.memory;

/**
 * How long the long tests run: briefly in each build, and with {@code -Dnightly=true} as long as what they show asks
 * for, which is minutes.
 */
public final class Nightly {

    /** Whether this is the long form. */
    public static final boolean ON = Boolean.getBoolean("nightly");

    private Nightly() {}

    /** Chooses by the form that runs. */
    public static int choose(final int inTheBuild, final int atNight) {
        return ON ? atNight : inTheBuild;
    }
}

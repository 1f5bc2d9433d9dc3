package org.hedgerow.bench.peer;

/**
 * How a table is made.
 *
 * @param loadFactor which part of the slots may be filled, or {@link #OWN} for the map's own default
 * @param mostEntries how many entries there will be at most: only for maps that have to be told
 */
public record TableShape(float loadFactor, long mostEntries) {

    /** The load factor that all maps are measured with, as far as they can be told: Agrona's default. */
    public static final float COMMON = 0.65f;

    /** Stands for the map's own default load factor. */
    public static final float OWN = 0;

    /**
     * Whether the map's own load factor is wanted.
     *
     * @return true if it is
     */
    public boolean ownLoadFactor() {
        return loadFactor == OWN;
    }

    /**
     * The load factor for a map whose constructor has to be told one.
     *
     * @param own what it is by default
     * @return the load factor
     */
    float loadFactorOr(final float own) {
        return ownLoadFactor() ? own : loadFactor;
    }
}

package org.hedgerow.demo.service;

/** A table of sessions, as a service uses it: a map from long to long, whatever it is made of. */
interface SessionTable extends AutoCloseable {

    /** What {@link #get(long)} answers for a key that is not there. Values are never negative. */
    long MISSING = -1;

    /**
     * Looks a session up.
     *
     * @param key its key
     * @return its value, or {@link #MISSING}
     */
    long get(long key);

    /**
     * Adds or changes a session.
     *
     * @param key its key
     * @param value its value, not negative
     */
    void put(long key, long value);

    /**
     * Ends a session.
     *
     * @param key its key
     */
    void remove(long key);

    /**
     * Counts the sessions.
     *
     * @return how many there are
     */
    long size();

    /** Does what a user of this map can do so that memory that it no longer needs goes back to the system. */
    void giveBack();

    @Override
    void close();
}

package org.hedgerow.demo.child;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a child found: values by key, several under one key where the child said the key several times. */
public final class Findings {

    /** What marks a line as a finding, so that other output of the child is not taken for one. */
    static final char MARK = '@';

    private final Map<String, List<String>> values = new LinkedHashMap<>();

    /**
     * Takes a line of output, if it is a finding.
     *
     * @param line such as {@code @failed=3}
     * @return whether it was one
     */
    boolean accept(final String line) {
        final int equals = line.indexOf('=');
        if (line.isEmpty() || line.charAt(0) != MARK || equals < 2) {
            return false;
        }
        add(line.substring(1, equals), line.substring(equals + 1));
        return true;
    }

    void add(final String key, final String value) {
        values.computeIfAbsent(key, unseen -> new ArrayList<>()).add(value);
    }

    /**
     * Whether the child said anything under a key.
     *
     * @param key the key
     * @return true if it did
     */
    public boolean has(final String key) {
        return values.containsKey(key);
    }

    /**
     * The last value under a key.
     *
     * @param key the key
     * @return the value
     * @throws IllegalStateException if the child did not say it
     */
    public String text(final String key) {
        return all(key).getLast();
    }

    /**
     * The last value under a key, as a number.
     *
     * @param key the key
     * @return the number
     * @throws IllegalStateException if the child did not say it
     */
    public long number(final String key) {
        return Long.parseLong(text(key));
    }

    /**
     * All values under a key, in the order in which the child said them.
     *
     * @param key the key
     * @return at least one value
     * @throws IllegalStateException if the child did not say it
     */
    public List<String> all(final String key) {
        final List<String> found = values.get(key);
        if (found == null) {
            throw new IllegalStateException("the child did not report " + key);
        }
        return List.copyOf(found);
    }
}

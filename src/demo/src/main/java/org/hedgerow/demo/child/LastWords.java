package org.hedgerow.demo.child;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The first and the last few lines that a child printed beside its findings, so that its death can be explained. */
final class LastWords {

    private static final int KEPT = 3;

    private final List<String> first = new ArrayList<>();
    private final Deque<String> last = new ArrayDeque<>();

    void add(final String line) {
        // The JVM frames its death notice with #: the frame says nothing.
        final String words = line.replaceFirst("^[#\\s]+", "").strip();
        if (words.isEmpty()) {
            return;
        }
        if (first.size() < KEPT) {
            first.add(words);
            return;
        }
        last.add(words);
        if (last.size() > KEPT) {
            last.removeFirst();
        }
    }

    @Override
    public String toString() {
        final List<String> words = new ArrayList<>(first);
        words.addAll(last);
        return String.join(" / ", words);
    }
}

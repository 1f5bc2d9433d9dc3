package org.hedgerow.stress;

import java.util.ArrayDeque;
import java.util.Deque;

/** What a bounded queue does whose operations never overlap. */
public class SequentialQueue {

    private final Deque<Long> elements = new ArrayDeque<>();

    public boolean offer(final long element) {
        return elements.size() < LinearizableQueue.CAPACITY && elements.add(element);
    }

    public long poll() {
        return elements.isEmpty() ? LinearizableQueue.NONE : elements.remove();
    }

    public long peek() {
        return elements.isEmpty() ? LinearizableQueue.NONE : elements.element();
    }

    public long size() {
        return elements.size();
    }
}

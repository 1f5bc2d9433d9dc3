package org.hedgerow.bench.family;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import org.hedgerow.bench.keys.KeyPattern;
import org.hedgerow.collections.LongPriorityMap;
import org.hedgerow.memory.GuardedMemory;

/** Keys that are taken in the order of their priorities, which can change: each priority that is offered gets a new key. */
final class Priorities {

    private Priorities() {}

    static Line hedgerow(final GuardedMemory memory) {
        final LongPriorityMap map = new LongPriorityMap(memory);
        final Numbering keys = new Numbering();
        return new Line(
                priority -> map.setPriority(keys.next(), priority),
                () -> {
                    final long priority = map.minPriority();
                    map.removeMin();
                    return priority;
                },
                map::longSize,
                map::close);
    }

    /** What the JDK has for it: a tree of the priorities, and a map that finds a key's place in it. */
    static Line jdk() {
        final TreeSet<Entry> tree = new TreeSet<>();
        final Map<Long, Entry> entries = new HashMap<>();
        final Numbering keys = new Numbering();
        return new Line(
                priority -> {
                    final Entry entry = new Entry(keys.next(), priority);
                    tree.add(entry);
                    entries.put(entry.key, entry);
                },
                () -> {
                    final Entry first = tree.removeFirst();
                    entries.remove(first.key);
                    return first.priority;
                },
                entries::size,
                Keyed::nothing);
    }

    private static final class Numbering {

        private long count;

        long next() {
            return KeyPattern.RANDOM.key(count++);
        }
    }

    private record Entry(long key, long priority) implements Comparable<Entry> {

        @Override
        public int compareTo(final Entry that) {
            final int order = Long.compare(priority, that.priority);
            return order != 0 ? order : Long.compare(key, that.key);
        }
    }
}

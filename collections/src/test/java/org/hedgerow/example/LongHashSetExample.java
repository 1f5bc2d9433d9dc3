package org.hedgerow.example;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.agrona.collections.LongHashSet;

/** Calls every public method of a set of longs. */
public final class LongHashSetExample extends Example {

    private final LongHashSet set = new LongHashSet();
    private final LongHashSet other = new LongHashSet(8);

    @Override
    protected void run() {
        construct();
        addAndRemove();
        combine();
        box();
        visit();
        compare();
        set.clear();
        show("after clear", set.isEmpty());
        close(set);
        close(other);
    }

    private void construct() {
        final LongHashSet sized = new LongHashSet(100, 0.5f);
        show("capacity", sized.capacity());
        show("loadFactor", sized.loadFactor());
        show("resizeThreshold", sized.resizeThreshold());
        sized.add(1);
        sized.compact();
        show("compacted", sized.capacity() + " of " + LongHashSet.DEFAULT_INITIAL_CAPACITY);
        final LongHashSet fresh = new LongHashSet(8, 0.65f, false);
        fresh.copy(sized);
        show("a copy", fresh);
        close(sized);
        close(fresh);
    }

    private void addAndRemove() {
        for (int value = 0; value < 300; value += 3) {
            set.add(value);
        }
        show("add", set.add(3) + ", " + set.add(4));
        show("remove", set.remove(4) + ", " + set.remove(4) + ", " + set.remove(0));
        show("contains", set.contains(0) + ", " + set.contains(3));
        show("size", set.size());
        show("removeIfLong", set.removeIfLong(value -> value > 12));
        show("the first ones", sorted(set));
    }

    private void combine() {
        other.add(0);
        other.add(3);
        other.add(5);
        show("difference", sorted(set.difference(other)));
        show("containsAll", set.containsAll(other));
        show("addAll", set.addAll(other) + ", " + set.addAll(other));
        show("containsAll now", set.containsAll(other));
        final LongHashSet none = other.difference(set);
        show("no difference", none);
        show("all of them", sorted(set));
        show("removeAll", set.removeAll(other) + ", " + set.removeAll(other));
        set.add(5);
        show("retainAll", set.retainAll(other) + ", " + set.retainAll(other));
        show("retained", set);
        set.add(0);
    }

    private void box() {
        final /*E*/ Long value = /*E*/ Long.valueOf(20);
        show("add boxed", set.add(value) + ", " + set.add(value));
        show("contains boxed", set.contains((Object) value));
        show("remove boxed", set.remove((Object) value));
        show("addAll boxed", set.addAll(List.of(value)));
        show("removeAll boxed", set.removeAll(List.of(value)));
        set.add(21);
        show("removeIf", set.removeIf(each -> each > 20));
        show("retainAll boxed", set.retainAll(Set.of(value)));
        set.add(20);
        set.add(0);
        show("array", sorted(List.of(set.toArray())));
        show("array of a type", sorted(List.of(set.toArray(new /*E*/ Long[0]))));
    }

    private void visit() {
        final Set</*E*/ Long> visited = new TreeSet<>();
        set.forEachLong(visited::add);
        show("forEachLong", visited);
        final LongHashSet.LongIterator iterator = set.iterator();
        while (iterator.hasNext()) {
            show("remaining", iterator.remaining());
            if (iterator.nextValue() == 20) {
                iterator.remove();
            }
        }
        show("removed", set);
        show("boxed", set.iterator().next());
        show("an iterator", set.new LongIterator().getClass().getSimpleName());
    }

    private void compare() {
        final Set</*E*/ Long> same = new HashSet<>(set);
        show("equals", set.equals(same) + ", " + same.equals(set) + ", " + set.equals(other));
        show("hashCode", set.hashCode() == same.hashCode());
        show("toString", set.toString());
    }
}

package org.hedgerow.example;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.agrona.collections.LongArrayList;

/** Calls every public method of a list of longs. */
public final class LongArrayListExample extends Example {

    private final LongArrayList list = new LongArrayList();
    private final LongArrayList other = new LongArrayList(10, -1);

    @Override
    protected void run() {
        construct();
        addAndGet();
        remove();
        combine();
        box();
        visit();
        compare();
        list.clear();
        show("after clear", list.isEmpty());
        list.trimToSize();
        close(list);
        close(other);
    }

    private void construct() {
        show("null value", list.nullValue() == LongArrayList.DEFAULT_NULL_VALUE);
        show("another null value", other.nullValue());
        list.ensureCapacity(100);
        show("capacity", list.capacity() >= 100 && LongArrayList.INITIAL_CAPACITY == 10);
        final LongArrayList wrapping = new LongArrayList(new /*E*/ long[] {1, 2, 3}, 2, -1);
        show("the first two", wrapping);
        wrapping.wrap(new /*E*/ long[] {4, 5, 6}, 3);
        show("three others", wrapping);
        close(wrapping);
    }

    private void addAndGet() {
        for (int value = 0; value < 10; value++) {
            list.addLong(value);
        }
        list.addLong(0, 10);
        show("size", list.size());
        show("getLong", list.getLong(0) + ", " + list.getLong(10));
        show("setLong", list.setLong(0, 11));
        show("containsLong", list.containsLong(11) + ", " + list.containsLong(10));
        show("indexOf", list.indexOf(9) + ", " + list.indexOf(10));
        show("lastIndexOf", list.lastIndexOf(9) + ", " + list.lastIndexOf(10));
        list.pushLong(12);
        show("popLong", list.popLong());
        showRefusal("getLong behind the end", () -> list.getLong(11));
        show("toString", list.toString());
    }

    private void remove() {
        show("removeAt", list.removeAt(0));
        show("removeLong", list.removeLong(5) + ", " + list.removeLong(5));
        show("fastUnorderedRemove", list.fastUnorderedRemove(0));
        show("fastUnorderedRemoveLong", list.fastUnorderedRemoveLong(3) + ", " + list.fastUnorderedRemoveLong(3));
        show("removeIfLong", list.removeIfLong(value -> value > 7));
        show("left", list);
    }

    private void combine() {
        other.addLong(1);
        other.addLong(20);
        show("containsAll", list.containsAll(other));
        show("addAll", list.addAll(other) + ", " + list.addAll(1, other));
        show("containsAll now", list.containsAll(other));
        show("all of them", list);
        show("removeAll", list.removeAll(other) + ", " + list.removeAll(other));
        list.addLong(20);
        other.addLong(2);
        show("retainAll", list.retainAll(other) + ", " + list.retainAll(other));
        show("retained", list);
    }

    @SuppressWarnings("ListRemoveAmbiguous") // Both are called: what removes an index, and what removes a value.
    private void box() {
        final /*E*/ Long value = /*E*/ Long.valueOf(30);
        show("add boxed", list.add(value));
        list.add(0, value);
        list.add(null);
        show("get boxed", list.get(0) + ", " + list.get(list.size() - 1));
        show("set boxed", list.set(0, /*E*/ Long.valueOf(31)));
        show("contains boxed", list.contains(value));
        show("remove boxed", list.remove((Object) value) + ", " + list.remove(list.size() - 1));
        show("left", list);
    }

    private void visit() {
        final List</*E*/ Long> visited = new ArrayList<>();
        list.forEach(visited::add);
        list.forEachLong(visited::add);
        list.forEachOrderedLong(visited::add);
        show("visited", visited);
        show("stream", list.longStream().sum());
        show("array", Arrays.toString(list.toLongArray()));
        show("array of a size", Arrays.toString(list.toLongArray(new /*E*/ long[list.size()])));
    }

    private void compare() {
        final List</*E*/ Long> same = new ArrayList<>(list);
        show("equals", list.equals((Object) same) + ", " + same.equals(list) + ", " + list.equals(other));
        show("hashCode", list.hashCode() == same.hashCode());
    }
}

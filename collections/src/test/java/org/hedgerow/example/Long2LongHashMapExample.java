package org.hedgerow.example;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.agrona.collections.Long2LongHashMap;

/** Calls every public method of a map from long to long. */
public final class Long2LongHashMapExample extends Example {

    private static final int MISSING = -1;

    private final Long2LongHashMap map = new Long2LongHashMap(MISSING);

    @Override
    protected void run() {
        construct();
        putAndGet();
        compute();
        visit();
        box();
        viewKeys();
        viewValues();
        viewEntries();
        compare();
        map.clear();
        show("after clear", map.isEmpty());
        close(map);
    }

    private void construct() {
        final Long2LongHashMap sized = new Long2LongHashMap(100, 0.5f, MISSING);
        show("capacity", sized.capacity());
        show("loadFactor", sized.loadFactor());
        show("resizeThreshold", sized.resizeThreshold());
        show("missingValue", sized.missingValue());
        sized.put(1, 2);
        sized.compact();
        show("compacted", sized.capacity());
        final Long2LongHashMap copy = new Long2LongHashMap(sized);
        final Long2LongHashMap fresh = new Long2LongHashMap(8, 0.65f, MISSING, false);
        fresh.putAll(copy);
        show("a copy of a copy", fresh);
        close(sized);
        close(copy);
        close(fresh);
    }

    private void putAndGet() {
        for (int key = 0; key < 100; key++) {
            map.put(key, key + 1);
        }
        show("put", map.put(5, 50));
        show("size", map.size());
        show("get", map.get(5));
        show("get none", map.get(500));
        show("getOrDefault", map.getOrDefault(500, 7));
        show("putIfAbsent", map.putIfAbsent(5, 51) + ", " + map.putIfAbsent(100, 101));
        show("replace", map.replace(5, 52) + ", " + map.replace(500, 52));
        show("replace a value", map.replace(5, 52, 53) + ", " + map.replace(5, 52, 54));
        show("remove", map.remove(5) + ", " + map.remove(5));
        show("remove a value", map.remove(6, 8) + ", " + map.remove(6, 7));
        show("containsKey", map.containsKey(7) + ", " + map.containsKey(5));
        show("containsValue", map.containsValue(8) + ", " + map.containsValue(6));
        show("minValue", map.minValue());
        show("maxValue", map.maxValue());
        showRefusal("put the missing value", () -> map.put(1, MISSING));
        map.keySet().removeIf(key -> key >= 10);
        show("the first ones", new TreeMap<>(map));
    }

    private void compute() {
        show("computeIfAbsent", map.computeIfAbsent(1, key -> 9) + ", " + map.computeIfAbsent(11, key -> 9));
        show("computeIfPresent", map.computeIfPresent(11, (key, value) -> value + key));
        show("compute", map.compute(12, (key, value) -> value + key));
        show("merge", map.merge(12, 5, (value, other) -> value + other));
        show("compute none", map.compute(12, (key, value) -> MISSING));
        show("computed", new TreeMap<>(map));
    }

    @SuppressWarnings("deprecation") // Every method is every method.
    private void visit() {
        final Map</*K*/ Long, /*V*/ Long> visited = new TreeMap<>();
        map.forEachLong(visited::put);
        show("forEachLong", visited);
        map.longForEach((key, value) -> visited.remove(key, value));
        show("longForEach", visited);
        map.forEach(visited::put);
        show("forEach", visited);
        map.replaceAllLong((key, value) -> value + 1);
        map.replaceAll((key, value) -> value + 1);
        show("replaced", new TreeMap<>(map));
    }

    private void box() {
        final /*K*/ Long key = /*K*/ Long.valueOf(20);
        final /*V*/ Long value = /*V*/ Long.valueOf(21);
        show("put boxed", map.put(key, value));
        show("get boxed", map.get((Object) key));
        show("putIfAbsent boxed", map.putIfAbsent(key, value));
        show("replace boxed", map.replace(key, value));
        show("replace a boxed value", map.replace(key, value, /*V*/ Long.valueOf(22)));
        show("containsKey boxed", map.containsKey((Object) key));
        show("containsValue boxed", map.containsValue((Object) value));
        show("remove a boxed value", map.remove((Object) key, (Object) value));
        show("remove boxed", map.remove((Object) key));
        map.putAll(Map.of(key, value));
        show("putAll", map.get(20));
    }

    private void viewKeys() {
        final Long2LongHashMap.KeySet keys = map.keySet();
        show("keys", sorted(keys));
        show("keys have", keys.contains(1) + ", " + keys.contains((Object) /*K*/ Long.valueOf(500)));
        show("keys without some", keys.removeIfLong(key -> key > 3) + " " + keys.size() + " " + keys.isEmpty());
        final Long2LongHashMap.KeyIterator iterator = keys.iterator();
        int sum = 0;
        while (iterator.hasNext()) {
            sum += iterator.remaining();
            final /*K*/ long key = iterator.nextValue();
            if (key == 3) {
                iterator.remove();
            }
        }
        show("remaining", sum);
        show(
                "boxed keys",
                sorted(map.new KeySet()) + " " + keys.iterator().next().getClass());
        show("an iterator", map.new KeyIterator().getClass().getSimpleName());
    }

    private void viewValues() {
        final Long2LongHashMap.ValueCollection values = map.values();
        show("values", sorted(values));
        show("values have", values.contains(500) + ", " + values.contains((Object) /*V*/ Long.valueOf(500)));
        map.put(30, 31);
        show("values without some", values.removeIfLong(value -> value == 31) + " " + values.size());
        map.put(30, 31);
        final Long2LongHashMap.ValueIterator iterator = values.iterator();
        int sum = 0;
        while (iterator.hasNext()) {
            sum += iterator.remaining();
            final /*V*/ long value = iterator.nextValue();
            if (value == 31) {
                iterator.remove();
            }
        }
        show("remaining", sum);
        show(
                "boxed values",
                sorted(map.new ValueCollection()) + " "
                        + values.iterator().next().getClass());
        show("an iterator", map.new ValueIterator().getClass().getSimpleName());
    }

    private void viewEntries() {
        final Long2LongHashMap.EntrySet entries = map.entrySet();
        show("entries", entries.size() + " " + entries.isEmpty() + " " + entries.toArray().length);
        show("entries in an array", entries.toArray(new Object[0]).length);
        show("an entry", entries.contains(Map.entry(/*K*/ Long.valueOf(1), map.get((Object) /*K*/ Long.valueOf(1)))));
        show("entries without some", entries.removeIfLong((key, value) -> key == 2));
        map.keySet().clear();
        map.put(1, 2);
        final Long2LongHashMap.EntryIterator iterator = entries.iterator();
        show("hasNext", iterator.hasNext() + ", " + iterator.remaining());
        final Map.Entry</*K*/ Long, /*V*/ Long> next = iterator.next();
        show("next", next.getKey() + " " + next.getValue());
        show("key", iterator.getLongKey() + " " + iterator.getKey());
        show("value", iterator.getLongValue() + " " + iterator.getValue());
        show("setValue", iterator.setValue(3) + " " + iterator.setValue(/*V*/ Long.valueOf(4)));
        final Long2LongHashMap.EntryIterator.MapEntry entry = iterator.new MapEntry(1, 4);
        show("equal", iterator.equals(entry) + " " + entry.equals(iterator));
        show("hash codes", iterator.hashCode() == entry.hashCode());
        show("entry", entry + " " + entry.toString() + " " + entry.getKey() + " " + entry.getValue());
        show("setValue of the entry", entry.setValue(/*V*/ Long.valueOf(5)));
        iterator.remove();
        show("after remove", map.size());
        show("an iterator", map.new EntryIterator().getClass().getSimpleName());
        show("another view", map.new EntrySet().size());
        map.put(1, 2);
        entries.clear();
        show("cleared", map.size());
    }

    private void compare() {
        map.put(1, 2);
        final Map</*K*/ Long, /*V*/ Long> same = new HashMap<>(map);
        show("equals", map.equals(same) + ", " + same.equals(map) + ", " + map.equals(Map.of()));
        show("hashCode", map.hashCode() == same.hashCode());
        show("toString", map.toString());
    }
}

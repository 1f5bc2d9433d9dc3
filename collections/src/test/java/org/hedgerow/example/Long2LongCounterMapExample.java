package org.hedgerow.example;

import java.util.Map;
import java.util.TreeMap;
import org.agrona.collections.Long2LongCounterMap;

/** Calls every public method of a map of counters. */
public final class Long2LongCounterMapExample extends Example {

    private final Long2LongCounterMap map = new Long2LongCounterMap(0);

    @Override
    protected void run() {
        construct();
        count();
        visit();
        map.clear();
        show("after clear", map.isEmpty());
        close(map);
    }

    private void construct() {
        final Long2LongCounterMap sized = new Long2LongCounterMap(100, 0.5f, 7);
        show("initialValue", sized.initialValue());
        show("capacity", sized.capacity());
        show("loadFactor", sized.loadFactor());
        show("resizeThreshold", sized.resizeThreshold());
        sized.incrementAndGet(1);
        sized.compact();
        show("compacted", sized.capacity());
        show("toString", sized.toString());
        close(sized);
    }

    private void count() {
        for (int number = 0; number < 1_000; number++) {
            map.incrementAndGet(number % 10);
        }
        show("get", map.get(5) + ", " + map.get(500));
        show("put", map.put(5, 50) + ", " + map.put(11, 12));
        showRefusal("put the initial value", () -> map.put(5, 0));
        show("decrementAndGet", map.decrementAndGet(5));
        show("addAndGet", map.addAndGet(5, -9));
        show("getAndIncrement", map.getAndIncrement(5));
        show("getAndDecrement", map.getAndDecrement(5));
        show("getAndAdd", map.getAndAdd(5, -40));
        show("a counter that is back", map.containsKey(5) + ", " + map.size());
        show("containsValue", map.containsValue(100) + ", " + map.containsValue(0));
        show("computeIfAbsent", map.computeIfAbsent(5, key -> 6) + ", " + map.computeIfAbsent(5, key -> 7));
        show("remove", map.remove(5) + ", " + map.remove(5));
        show("minValue", map.minValue());
        show("maxValue", map.maxValue());
    }

    private void visit() {
        final Map</*K*/ Long, /*V*/ Long> visited = new TreeMap<>();
        map.forEach(visited::put);
        show("forEach", visited);
    }
}

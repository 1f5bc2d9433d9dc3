package org.hedgerow.example;

import java.util.ArrayList;
import java.util.List;
import org.agrona.collections.LongArrayQueue;

/** Calls every public method of a queue of longs. */
public final class LongArrayQueueExample extends Example {

    private final LongArrayQueue queue = new LongArrayQueue();

    @Override
    protected void run() {
        construct();
        offerAndPoll();
        box();
        visit();
        queue.clear();
        show("after clear", queue.isEmpty());
        close(queue);
    }

    private void construct() {
        show("null value", queue.nullValue() == LongArrayQueue.DEFAULT_NULL_VALUE);
        final LongArrayQueue zeroIsNull = new LongArrayQueue(0);
        show("null value", zeroIsNull.nullValue());
        final LongArrayQueue sized = new LongArrayQueue(LongArrayQueue.MIN_CAPACITY, -1);
        show("capacity", sized.capacity() >= LongArrayQueue.MIN_CAPACITY);
        final LongArrayQueue fresh = new LongArrayQueue(8, -1, false);
        show("polled", fresh.pollLong());
        close(zeroIsNull);
        close(sized);
        close(fresh);
    }

    private void offerAndPoll() {
        for (int value = 0; value < 20; value++) {
            queue.offerLong(value);
        }
        show("addLong", queue.addLong(20));
        show("size", queue.size());
        show("peekLong", queue.peekLong());
        show("pollLong", queue.pollLong());
        show("elementLong", queue.elementLong());
        show("removeLong", queue.removeLong());
        showRefusal("offer the null value", () -> queue.offerLong(queue.nullValue()));
    }

    private void box() {
        show("offer", queue.offer(/*E*/ Long.valueOf(30)));
        show("add", queue.add(/*E*/ Long.valueOf(31)));
        show("peek", queue.peek());
        show("poll", queue.poll());
        show("element", queue.element());
        show("remove", queue.remove());
        show("toString", queue.toString());
    }

    private void visit() {
        final List</*E*/ Long> visited = new ArrayList<>();
        queue.forEach(visited::add);
        queue.forEachLong(visited::add);
        final LongArrayQueue.LongIterator iterator = queue.iterator();
        while (iterator.hasNext()) {
            visited.add(iterator.nextValue());
        }
        visited.add(queue.iterator().next());
        show("visited", visited);
        show("an iterator", queue.new LongIterator().getClass().getSimpleName());
    }
}

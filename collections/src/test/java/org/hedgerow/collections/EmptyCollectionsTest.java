package org.hedgerow.collections;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.hedgerow.memory.AuditedMemory;
import org.hedgerow.memory.GuardedMemory;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An empty collection costs a few objects on the heap, and nothing off it. */
class EmptyCollectionsTest {

    private static final long MOST_HEAP_BYTES = 200;

    /** As HotSpot lays objects out with compressed references. */
    private static final long HEADER_BYTES = 12;

    private static final long REFERENCE_BYTES = 4;
    private static final long ALIGNMENT_BYTES = 8;

    static Stream<Named<Function<GuardedMemory, AutoCloseable>>> collections() {
        return Stream.of(
                collection("Long2LongHashMap", memory -> new Long2LongHashMap(memory, -1)),
                collection("Int2LongHashMap", memory -> new Int2LongHashMap(memory, -1)),
                collection("Int2IntHashMap", memory -> new Int2IntHashMap(memory, -1)),
                collection("Long2IntHashMap", memory -> new Long2IntHashMap(memory, -1)),
                collection("LongHashSet", LongHashSet::new),
                collection("IntHashSet", IntHashSet::new),
                collection("Long2LongCounterMap", memory -> new Long2LongCounterMap(memory, 0)),
                collection("Int2IntCounterMap", memory -> new Int2IntCounterMap(memory, 0)),
                collection("Int2LongCounterMap", memory -> new Int2LongCounterMap(memory, 0)),
                collection("Long2IntCounterMap", memory -> new Long2IntCounterMap(memory, 0)),
                collection("LongArrayQueue", LongArrayQueue::new),
                collection("IntArrayQueue", IntArrayQueue::new),
                collection("LongDeque", memory -> new LongDeque(memory, -1)),
                collection("LongArrayList", LongArrayList::new),
                collection("IntArrayList", IntArrayList::new),
                collection("LongPriorityQueue", memory -> new LongPriorityQueue(memory, -1)),
                collection("LongPriorityMap", LongPriorityMap::new));
    }

    private static Named<Function<GuardedMemory, AutoCloseable>> collection(
            final String name, final Function<GuardedMemory, AutoCloseable> create) {
        return Named.of(name, create);
    }

    @ParameterizedTest
    @MethodSource("collections")
    void costLittleHeapAndNoMemory(final Function<GuardedMemory, AutoCloseable> create) throws Exception {
        try (AuditedMemory memory = AuditedMemory.open();
                AutoCloseable collection = create.apply(memory.memory());
                AutoCloseable another = create.apply(memory.memory())) {
            assertEquals(0, memory.stats().mapCalls());
            final Set<Object> own = reachable(collection);
            own.removeAll(reachable(another));
            assertTrue(own.contains(collection), "the collection itself is among what it costs");
            final long bytes =
                    own.stream().mapToLong(each -> heapBytes(each.getClass())).sum();
            assertTrue(
                    bytes <= MOST_HEAP_BYTES,
                    () -> bytes + " bytes of heap: "
                            + own.stream()
                                    .map(each -> each.getClass().getSimpleName() + " " + heapBytes(each.getClass()))
                                    .toList());
        }
    }

    /** All objects that can be reached from one through ours; not those behind the memory, which are there anyway. */
    private static Set<Object> reachable(final Object root) throws IllegalAccessException {
        final Set<Object> reached = Collections.newSetFromMap(new IdentityHashMap<>());
        final Deque<Object> left = new ArrayDeque<>();
        left.add(root);
        while (!left.isEmpty()) {
            final Object each = left.removeFirst();
            if (reached.add(each) && isOurs(each.getClass()) && !(each instanceof GuardedMemory)) {
                for (final Field field : fields(each.getClass()).toList()) {
                    final Object next = field.getType().isPrimitive() ? null : valueOf(field, each);
                    if (next != null) {
                        left.add(next);
                    }
                }
            }
        }
        return reached;
    }

    private static Object valueOf(final Field field, final Object object) throws IllegalAccessException {
        field.setAccessible(true);
        return field.get(object);
    }

    private static long heapBytes(final Class<?> type) {
        assertTrue(isOurs(type) || type == ArrayList.class, () -> "not known what else a " + type + " has");
        final long bytes = HEADER_BYTES
                + fields(type).mapToLong(field -> bytesOf(field.getType())).sum();
        return (bytes + ALIGNMENT_BYTES - 1) / ALIGNMENT_BYTES * ALIGNMENT_BYTES;
    }

    private static boolean isOurs(final Class<?> type) {
        return type.getName().startsWith("org.hedgerow.");
    }

    private static Stream<Field> fields(final Class<?> type) {
        return Stream.<Class<?>>iterate(type, Objects::nonNull, Class::getSuperclass)
                .flatMap(each -> Stream.of(each.getDeclaredFields()))
                .filter(field -> !Modifier.isStatic(field.getModifiers()));
    }

    private static long bytesOf(final Class<?> type) {
        if (type == long.class || type == double.class) {
            return Long.BYTES;
        }
        if (type == int.class || type == float.class) {
            return Integer.BYTES;
        }
        return type == boolean.class || type == byte.class ? 1 : REFERENCE_BYTES;
    }
}

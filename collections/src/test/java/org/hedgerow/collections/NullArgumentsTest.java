package org.hedgerow.collections;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Collection;
import java.util.function.LongUnaryOperator;
import org.hedgerow.concurrent.BroadcastReceiver;
import org.hedgerow.concurrent.CopyBroadcastReceiver;
import org.hedgerow.memory.GuardedMemory;
import org.hedgerow.memory.Holdings;
import org.hedgerow.memory.MemoryOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** What must not be null is named where it is. */
@SuppressWarnings("NullAway")
class NullArgumentsTest {

    private final GuardedMemory memory = GuardedMemory.open(MemoryOptions.defaults());

    @AfterEach
    void nothingIsLeft() {
        memory.close();
    }

    private static void assertNamed(final String name, final Executable call) {
        assertEquals(name, assertThrows(NullPointerException.class, call).getMessage());
    }

    @Test
    void ofMaps() {
        try (Long2LongHashMap map = new Long2LongHashMap(memory, -1)) {
            map.put(1, 2);
            assertNamed("consumer", () -> map.forEachLong(null));
            assertNamed("function", () -> map.replaceAllLong(null));
            assertNamed("mappingFunction", () -> map.computeIfAbsent(1, (LongUnaryOperator) null));
            assertEquals(2, map.get(1));
        }
        try (Long2LongCounterMap map = new Long2LongCounterMap(memory, 0)) {
            assertNamed("consumer", () -> map.forEach(null));
            assertNamed("mappingFunction", () -> map.computeIfAbsent(1, null));
        }
    }

    @Test
    void ofSets() {
        try (LongHashSet set = new LongHashSet(memory)) {
            assertNamed("action", () -> set.forEachLong(null));
            assertNamed("filter", () -> set.removeIfLong(null));
            assertNamed("values", () -> set.retainAll((Collection<Long>) null));
        }
    }

    @Test
    void ofReceivers() {
        assertNamed("receiver", () -> new CopyBroadcastReceiver((BroadcastReceiver) null));
    }

    @Test
    void ofHoldings() {
        final Holdings holdings = new Holdings(memory, "one");
        assertNamed("referent", () -> holdings.allocate(8, null));
        holdings.close();
    }
}

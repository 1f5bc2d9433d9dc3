package org.hedgerow.collections;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.hedgerow.memory.AuditedMemory;
import org.hedgerow.memory.MapLimitException;
import org.hedgerow.memory.MemoryLimitException;
import org.hedgerow.memory.OsException;

/** The map beside one of java.util's from keys to priorities, and another back. */
@PropertyDefaults(edgeCases = EdgeCasesMode.NONE)
class LongPriorityMapPropertyTest {

    /** What the property does to the maps. */
    enum Operation {
        SET,
        REMOVE,
        REMOVE_MIN,
        CLEAR
    }

    /** How often. */
    record Step(Operation operation, int count) {}

    /** Ours and the plain ones. */
    private static final class Pair implements Beside<Step> {
        private final LongPriorityMap ours;
        private final Map</*E*/ Long, Long> priorities = new HashMap<>();
        private final TreeMap<Long, Set</*E*/ Long>> keys = new TreeMap<>();
        private final Random random;
        private final int keyRange;

        private Pair(final LongPriorityMap ours, final long seed) {
            this.ours = ours;
            this.random = new Random(seed);
            this.keyRange = 16 << random.nextInt(10);
        }

        @Override
        public void apply(final Step step) {
            try {
                for (int i = 0; i < step.count(); i++) {
                    change(step.operation());
                }
            } catch (final MapLimitException | MemoryLimitException | OsException e) {
                // As it was, which the comparisons find out.
            }
            compare();
        }

        /** Takes all out: the comparisons after each step were of what is in. */
        @Override
        public void check() {
            for (int i = priorities.size(); i > 0; i--) {
                change(Operation.REMOVE_MIN);
            }
            assertTrue(ours.isEmpty());
        }

        private void change(final Operation operation) {
            final /*E*/ long key = random.nextInt(-keyRange, keyRange);
            switch (operation) {
                case SET -> {
                    final long priority = random.nextInt(-100, 100);
                    final boolean isNew = ours.setPriority(key, priority);
                    assertEquals(!priorities.containsKey(key), isNew);
                    forget(key);
                    priorities.put(key, priority);
                    keys.computeIfAbsent(priority, each -> new HashSet<>()).add(key);
                }
                case REMOVE -> {
                    assertEquals(priorities.containsKey(key), ours.remove(key));
                    forget(key);
                }
                case REMOVE_MIN -> {
                    if (!priorities.isEmpty()) {
                        assertEquals(keys.firstKey(), ours.minPriority());
                        final /*E*/ long least = ours.removeMin();
                        assertTrue(keys.firstEntry().getValue().contains(least), () -> least + " is not the least");
                        forget(least);
                    }
                }
                case CLEAR -> {
                    ours.clear();
                    priorities.clear();
                    keys.clear();
                }
            }
        }

        private void forget(final /*E*/ long key) {
            final Long priority = priorities.remove(key);
            if (priority != null) {
                keys.get(priority).remove(key);
                if (keys.get(priority).isEmpty()) {
                    keys.remove(priority);
                }
            }
        }

        private void compare() {
            assertEquals(priorities.size(), ours.longSize());
            final Map</*E*/ Long, Long> actual = new HashMap<>();
            ours.forEachKey(key -> actual.put(key, ours.priority(key)));
            assertEquals(priorities, actual);
            if (!priorities.isEmpty()) {
                assertEquals(keys.firstKey(), ours.priority(ours.minKey()));
            }
        }
    }

    @Property(tries = 200)
    void itBehavesAsTwoMaps(@ForAll("steps") final List<Step> steps, @ForAll final long seed) {
        check(AuditedMemory.open(), steps, seed);
    }

    @Property(tries = 200)
    void itBehavesAsTwoMapsWhileCallsFail(@ForAll("steps") final List<Step> steps, @ForAll final long seed) {
        check(AuditedMemory.open(AuditedMemory.randomFaults(seed)), steps, seed);
    }

    @Property(tries = 100)
    void itBehavesAsTwoMapsWithLittleMemory(@ForAll("steps") final List<Step> steps, @ForAll final long seed) {
        check(AuditedMemory.open(AuditedMemory.tinyOptions().maxBytes(30_000)), steps, seed);
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        final Arbitrary<Operation> operations = Arbitraries.frequency(
                Tuple.of(8, Operation.SET),
                Tuple.of(3, Operation.REMOVE),
                Tuple.of(4, Operation.REMOVE_MIN),
                Tuple.of(1, Operation.CLEAR));
        final Arbitrary<Integer> counts = Arbitraries.frequencyOf(
                Tuple.of(6, Arbitraries.integers().between(1, 50)),
                Tuple.of(2, Arbitraries.integers().between(50, 3_000)));
        return Combinators.combine(operations, counts).as(Step::new).list().ofMaxSize(30);
    }

    private static void check(final AuditedMemory memory, final List<Step> steps, final long seed) {
        try (memory;
                LongPriorityMap map = new LongPriorityMap(memory.memory())) {
            new Pair(map, seed).play(memory, steps);
        }
    }
}

package org.hedgerow.collections;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;
import org.hedgerow.memory.AuditedMemory;
import org.hedgerow.memory.MapLimitException;
import org.hedgerow.memory.MemoryLimitException;
import org.hedgerow.memory.OsException;
import org.hedgerow.table.Long2LongTableInvariants;

/** A map beside Agrona's: every operation is done to both, and must answer the same. */
final class MapWithModel {

    static final long MISSING = -1;

    private final AuditedMemory memory;
    private final Long2LongHashMap map;
    private final org.agrona.collections.Long2LongHashMap model = new org.agrona.collections.Long2LongHashMap(MISSING);
    private long refusals;

    MapWithModel(final AuditedMemory memory, final Long2LongHashMap map) {
        this.memory = memory;
        this.map = map;
    }

    /** How many operations found no memory. */
    long refusals() {
        return refusals;
    }

    /** Does an operation to both. One that finds no memory must leave the map as it is. */
    void apply(final MapOperation operation) {
        final long actual;
        try {
            actual = applyToMap(operation);
        } catch (final MapLimitException | MemoryLimitException | OsException e) {
            refusals++;
            assertEquals(model.size(), map.size(), "size after " + e);
            assertEquals(model.get(operation.key()), map.get(operation.key()), "value after " + e);
            return;
        }
        assertEquals(applyToModel(operation), actual, operation::toString);
        assertEquals(model.size(), map.size(), operation::toString);
    }

    /** Checks that both hold the same, that the table is as it should be, and that the memory is accounted for. */
    void check() {
        Long2LongTableInvariants.check(map.table());
        memory.audit();
        final Map<Long, Long> copy = new HashMap<>();
        map.forEachLong((key, value) -> assertEquals(null, copy.put(key, value), "visited twice"));
        assertEquals(new HashMap<>(model), copy);
        assertEquals(map, copy);
        assertEquals(copy.hashCode(), map.hashCode());
        assertEquals(model.minValue(), map.minValue());
        assertEquals(model.maxValue(), map.maxValue());
        for (final long key : copy.keySet()) {
            assertEquals(copy.get(key), map.get(key));
            assertTrue(map.containsValue((long) copy.get(key)));
        }
    }

    private long applyToMap(final MapOperation operation) {
        final long key = operation.key();
        final long value = operation.value();
        return switch (operation.kind()) {
            case PUT -> map.put(key, value);
            case PUT_IF_ABSENT -> map.putIfAbsent(key, value);
            case REPLACE -> map.replace(key, value);
            case REPLACE_VALUE -> map.replace(key, value, value + 1) ? 1 : 0;
            case REMOVE -> map.remove(key);
            case REMOVE_VALUE -> map.remove(key, value) ? 1 : 0;
            case GET -> map.get(key);
            case COMPUTE -> map.compute(key, (k, present) -> computed(present, value));
            case MERGE -> map.merge(key, value, (present, given) -> present == given ? MISSING : given);
            case REMOVE_WHILE_ITERATING -> removeWhileIterating(value);
            case REMOVE_IF -> map.keySet().removeIfLong(k -> isChosen(k, value)) ? 1 : 0;
            case REPLACE_ALL -> {
                map.replaceAllLong((k, present) -> present + 1);
                yield 0;
            }
            case COMPACT -> {
                map.compact();
                yield 0;
            }
            case CLEAR -> {
                map.clear();
                yield 0;
            }
            case RECLAIM -> {
                memory.memory().reclaim(value << 12);
                yield 0;
            }
        };
    }

    private long applyToModel(final MapOperation operation) {
        final long key = operation.key();
        final long value = operation.value();
        return switch (operation.kind()) {
            case PUT -> model.put(key, value);
            case PUT_IF_ABSENT -> model.putIfAbsent(key, value);
            case REPLACE -> model.replace(key, value);
            case REPLACE_VALUE -> model.replace(key, value, value + 1) ? 1 : 0;
            case REMOVE -> model.remove(key);
            case REMOVE_VALUE -> model.remove(key, value) ? 1 : 0;
            case GET -> model.get(key);
            case COMPUTE -> model.compute(key, (k, present) -> computed(present, value));
            case MERGE -> model.merge(key, value, (present, given) -> present == given ? MISSING : given);
            case REMOVE_WHILE_ITERATING, REMOVE_IF -> model.keySet().removeIfLong(k -> isChosen(k, value)) ? 1 : 0;
            case REPLACE_ALL -> {
                model.replaceAllLong((k, present) -> present + 1);
                yield 0;
            }
            case CLEAR -> {
                model.clear();
                yield 0;
            }
            case COMPACT, RECLAIM -> 0;
        };
    }

    private long removeWhileIterating(final long choice) {
        long removed = 0;
        final Map<Long, Long> visited = new HashMap<>();
        final Long2LongHashMap.EntryIterator entries = map.entrySet().iterator();
        while (entries.hasNext()) {
            entries.next();
            final long key = entries.getLongKey();
            assertEquals(null, visited.put(key, entries.getLongValue()), "visited twice");
            if (isChosen(key, choice)) {
                entries.remove();
                removed = 1;
            }
        }
        assertEquals(new HashMap<>(model), visited);
        return removed;
    }

    private static long computed(final long present, final long value) {
        return present == value ? MISSING : value;
    }

    private static boolean isChosen(final long key, final long choice) {
        return ((key ^ (key >>> 32)) & 7) >= choice;
    }
}

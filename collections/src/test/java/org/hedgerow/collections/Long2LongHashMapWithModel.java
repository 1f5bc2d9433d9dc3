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

/**
 * A map beside Agrona's of longs, which answers as each map of primitives must: every operation is done to both, and must
 * answer the same.
 */
final class Long2LongHashMapWithModel implements Beside<Long2LongMapOperation> {

    static final /*V*/ long MISSING = -1;

    private final AuditedMemory memory;
    private final Long2LongHashMap map;
    private final org.agrona.collections./*=*/ Long2LongHashMap model =
            new org.agrona.collections./*=*/ Long2LongHashMap(MISSING);
    private long refusals;

    Long2LongHashMapWithModel(final AuditedMemory memory, final Long2LongHashMap map) {
        this.memory = memory;
        this.map = map;
    }

    /** How many operations found no memory. */
    long refusals() {
        return refusals;
    }

    /** Does an operation to both. One that finds no memory must leave the map as it is. */
    @Override
    public void apply(final Long2LongMapOperation operation) {
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
    @Override
    public void check() {
        Long2LongTableInvariants.check(map.table());
        memory.audit();
        final Map</*K*/ Long, /*V*/ Long> copy = new HashMap<>();
        map.forEachLong((key, value) -> assertEquals(null, copy.put(key, value), "visited twice"));
        assertEquals(new HashMap<>(model), asLongs(copy));
        assertEquals(map, copy);
        assertEquals(copy.hashCode(), map.hashCode());
        assertEquals(model.minValue(), map.minValue());
        assertEquals(model.maxValue(), map.maxValue());
        copy.forEach((key, value) -> {
            assertEquals(value, map.get(key));
            assertTrue(map.containsValue(value));
        });
    }

    private static Map<Long, Long> asLongs(final Map</*K*/ Long, /*V*/ Long> map) {
        final Map<Long, Long> longs = new HashMap<>();
        map.forEach((key, value) -> longs.put(key.longValue(), value.longValue()));
        return longs;
    }

    private long applyToMap(final Long2LongMapOperation operation) {
        final /*K*/ long key = operation.key();
        final /*V*/ long value = operation.value();
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
            case REMOVE_IF -> map.keySet()./*K*/ removeIfLong(k -> isChosen(k, value)) ? 1 : 0;
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
                memory.memory().reclaim(4096L * value);
                yield 0;
            }
        };
    }

    private long applyToModel(final Long2LongMapOperation operation) {
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
            case COMPUTE -> model.compute(key, (k, present) -> computed(present, operation.value()));
            case MERGE -> model.merge(key, value, (present, given) -> present == given ? MISSING : given);
            case REMOVE_WHILE_ITERATING, REMOVE_IF -> model.keySet().removeIfLong(k -> isChosen(k, value)) ? 1 : 0;
            case REPLACE_ALL -> {
                model./*=*/ replaceAllLong((k, present) -> present + 1);
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
        final Map</*K*/ Long, /*V*/ Long> visited = new HashMap<>();
        final Long2LongHashMap.EntryIterator entries = map.entrySet().iterator();
        while (entries.hasNext()) {
            entries.next();
            final /*K*/ long key = entries.getLongKey();
            assertEquals(null, visited.put(key, entries.getLongValue()), "visited twice");
            if (isChosen(key, choice)) {
                entries.remove();
                removed = 1;
            }
        }
        assertEquals(new HashMap<>(model), asLongs(visited));
        return removed;
    }

    private static /*V*/ long computed(final long present, final /*V*/ long value) {
        return present == value ? MISSING : value;
    }

    private static boolean isChosen(final long key, final long choice) {
        return ((key ^ (key >>> 32)) & 7) >= choice;
    }
}

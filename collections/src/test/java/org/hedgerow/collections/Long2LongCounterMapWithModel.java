package org.hedgerow.collections;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.MemorySegment;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.hedgerow.memory.AuditedMemory;
import org.hedgerow.memory.MapLimitException;
import org.hedgerow.memory.MemoryLimitException;
import org.hedgerow.memory.OsException;
import org.hedgerow.table.Long2LongTableInvariants;

/**
 * A map of counters beside a plain map of those that are not at the initial value: every operation is done to both, and
 * must answer the same.
 */
final class Long2LongCounterMapWithModel implements Beside<CounterOperation> {

    private final AuditedMemory memory;
    private final Long2LongCounterMap map;
    private final LongKeys keys;
    private final /*V*/ long initialValue;
    private final Map</*K*/ Long, /*V*/ Long> model = new HashMap<>();
    private long refusals;

    Long2LongCounterMapWithModel(final AuditedMemory memory, final Long2LongCounterMap map, final LongKeys keys) {
        this.memory = memory;
        this.map = map;
        this.keys = keys;
        this.initialValue = map.initialValue();
    }

    /** How many operations found no memory. */
    long refusals() {
        return refusals;
    }

    /** Does an operation to both. One that finds no memory must leave the map as it is, but for batches. */
    @Override
    public void apply(final CounterOperation operation) {
        final /*V*/ long actual;
        try {
            actual = applyToMap(operation);
        } catch (final MapLimitException | MemoryLimitException | OsException e) {
            refusals++;
            acceptSomeOf(operation);
            return;
        }
        assertEquals(applyToModel(operation), actual, operation::toString);
        assertEquals(model.size(), map.size(), operation::toString);
    }

    /** Of a batch that found no memory, the first additions are done, however many. */
    private void acceptSomeOf(final CounterOperation operation) {
        if (operation.kind() == CounterOperation.Kind.ADD_ARRAY
                || operation.kind() == CounterOperation.Kind.ADD_SEGMENT) {
            for (int i = 0; i < operation.numbers().size() && !contents().equals(model); i++) {
                add(key(operation.numbers().get(i)), amount(operation, i));
            }
        }
        assertEquals(model, contents());
    }

    /** Checks that both hold the same, that the table is as it should be, and that the memory is accounted for. */
    @Override
    public void check() {
        Long2LongTableInvariants.check(map.table());
        memory.audit();
        assertEquals(model, contents());
        assertEquals(model.isEmpty(), map.isEmpty());
        assertEquals(values().min().orElse(initialValue), map.minValue());
        assertEquals(values().max().orElse(initialValue), map.maxValue());
        model.forEach((key, value) -> {
            assertEquals(value, map.get(key));
            assertTrue(map.containsKey(key));
            assertTrue(map.containsValue(value));
        });
        assertFalse(map.containsValue(initialValue), "the initial value is nobody's");
    }

    private /*V*/ LongStream values() {
        return model.values().stream()./*V*/ mapToLong(/*V*/ Long:: /*V*/longValue);
    }

    private Map</*K*/ Long, /*V*/ Long> contents() {
        final Map</*K*/ Long, /*V*/ Long> contents = new HashMap<>();
        map.forEach((key, value) -> assertNull(contents.put(key, value), "visited twice"));
        return contents;
    }

    private /*V*/ long applyToMap(final CounterOperation operation) {
        final /*K*/ long key = key(operation.number());
        final int amount = operation.amount();
        final /*K*/ long[] array =
                operation.numbers().stream()./*K*/ mapToLong(this::key).toArray();
        return switch (operation.kind()) {
            case PUT -> amount == 0 ? map.remove(key) : map.put(key, initialValue + amount);
            case REMOVE -> map.remove(key);
            case GET -> map.get(key);
            case INCREMENT_AND_GET -> map.incrementAndGet(key);
            case DECREMENT_AND_GET -> map.decrementAndGet(key);
            case ADD_AND_GET -> map.addAndGet(key, amount);
            case GET_AND_INCREMENT -> map.getAndIncrement(key);
            case GET_AND_DECREMENT -> map.getAndDecrement(key);
            case GET_AND_ADD -> map.getAndAdd(key, amount);
            case COMPUTE -> map.computeIfAbsent(key, each -> initialValue + amount);
            case GET_ARRAY, GET_SEGMENT -> {
                final /*V*/ long[] values = new /*V*/ long[array.length];
                if (operation.kind() == CounterOperation.Kind.GET_ARRAY) {
                    map.getAll(array, 0, array.length, values);
                } else {
                    map.getAll(MemorySegment.ofArray(array), MemorySegment.ofArray(values));
                }
                yield sum(values);
            }
            case ADD_ARRAY -> {
                map.addAll(array, 0, array.length, amounts(operation));
                yield 0;
            }
            case ADD_SEGMENT -> {
                map.addAll(MemorySegment.ofArray(array), MemorySegment.ofArray(amounts(operation)));
                yield 0;
            }
            case REMOVE_ARRAY -> map.removeAll(array, 0, array.length);
            case REMOVE_SEGMENT -> /*(V)*/ map.removeAll(MemorySegment.ofArray(array));
            case COMPACT -> {
                map.compact();
                yield 0;
            }
            case CLEAR -> {
                map.clear();
                yield 0;
            }
            case RECLAIM -> {
                memory.memory().reclaim(operation.number() << 12);
                yield 0;
            }
        };
    }

    private /*V*/ long applyToModel(final CounterOperation operation) {
        final /*K*/ long key = key(operation.number());
        final int amount = operation.amount();
        final List</*K*/ Long> others =
                operation.numbers().stream().map(this::key).toList();
        final int before = model.size();
        return switch (operation.kind()) {
            case PUT -> add(key, initialValue + amount - value(key));
            case REMOVE -> add(key, initialValue - value(key));
            case GET -> value(key);
            case INCREMENT_AND_GET -> add(key, 1) + 1;
            case DECREMENT_AND_GET -> add(key, -1) - 1;
            case ADD_AND_GET -> add(key, amount) + amount;
            case GET_AND_INCREMENT -> add(key, 1);
            case GET_AND_DECREMENT -> add(key, -1);
            case GET_AND_ADD -> add(key, amount);
            case COMPUTE -> {
                if (!model.containsKey(key)) {
                    add(key, amount);
                }
                yield value(key);
            }
            case GET_ARRAY, GET_SEGMENT ->
                sum(others.stream()./*V*/ mapToLong(this::value).toArray());
            case ADD_ARRAY, ADD_SEGMENT -> {
                for (int i = 0; i < others.size(); i++) {
                    add(others.get(i), amount(operation, i));
                }
                yield 0;
            }
            case REMOVE_ARRAY, REMOVE_SEGMENT -> {
                model.keySet().removeAll(others);
                yield before - model.size();
            }
            case CLEAR -> {
                model.clear();
                yield 0;
            }
            case COMPACT, RECLAIM -> 0;
        };
    }

    private /*V*/ long value(final /*K*/ Long key) {
        return model.getOrDefault(key, initialValue);
    }

    /** Adds to a plain counter, and answers what it was. */
    private /*V*/ long add(final /*K*/ long key, final /*V*/ long amount) {
        final /*V*/ long value = value(key);
        if (value + amount == initialValue) {
            model.remove(key);
        } else {
            model.put(key, value + amount);
        }
        return value;
    }

    private static /*V*/ long[] amounts(final CounterOperation operation) {
        final /*V*/ long[] amounts = new /*V*/ long[operation.numbers().size()];
        for (int i = 0; i < amounts.length; i++) {
            amounts[i] = amount(operation, i);
        }
        return amounts;
    }

    /** What is added to the counter that stands at an index: different amounts, also none. */
    private static /*V*/ long amount(final CounterOperation operation, final int index) {
        final /*V*/ long amount = operation.amount();
        return amount + index % 3 - 1;
    }

    private static /*V*/ long sum(final /*V*/ long[] values) {
        /*V*/ long sum = 0;
        for (final /*V*/ long value : values) {
            sum = 31 * sum + value;
        }
        return sum;
    }

    private /*K*/ long key(final long number) {
        return keys.at(number);
    }
}

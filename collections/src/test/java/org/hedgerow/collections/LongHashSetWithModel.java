package org.hedgerow.collections;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.MemorySegment;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.hedgerow.memory.AuditedMemory;
import org.hedgerow.memory.MapLimitException;
import org.hedgerow.memory.MemoryLimitException;
import org.hedgerow.memory.OsException;
import org.hedgerow.table.LongTableInvariants;

/** A set beside Agrona's: every operation is done to both, and must answer the same. */
final class LongHashSetWithModel implements Beside<SetOperation> {

    private final AuditedMemory memory;
    private final LongHashSet set;
    private final LongKeys values;
    private final org.agrona.collections.LongHashSet model = new org.agrona.collections.LongHashSet();
    private long refusals;

    LongHashSetWithModel(final AuditedMemory memory, final LongHashSet set, final LongKeys values) {
        this.memory = memory;
        this.set = set;
        this.values = values;
    }

    /** How many operations found no memory. */
    long refusals() {
        return refusals;
    }

    /** Does an operation to both. One that finds no memory must leave the set as it is, or have added some values. */
    @Override
    public void apply(final SetOperation operation) {
        final long actual;
        try {
            actual = applyToSet(operation);
        } catch (final MapLimitException | MemoryLimitException | OsException e) {
            refusals++;
            acceptSomeOf(operation, e);
            return;
        }
        assertEquals(applyToModel(operation), actual, operation::toString);
        assertEquals(model.size(), set.size(), operation::toString);
    }

    private void acceptSomeOf(final SetOperation operation, final RuntimeException refusal) {
        final Set</*E*/ Long> most = new HashSet<>(model);
        switch (operation.kind()) {
            case ADD_SET, ADD_COLLECTION, ADD_ARRAY, ADD_SEGMENT, COPY -> most.addAll(valuesOf(operation));
            default -> assertEquals(model.size(), set.size(), "size after " + refusal);
        }
        assertTrue(set.containsAll(model), "nothing is lost");
        assertTrue(most.containsAll(set), "nothing else is added");
        model.addAll(set);
    }

    /** Checks that both hold the same, that the table is as it should be, and that the memory is accounted for. */
    @Override
    public void check() {
        LongTableInvariants.check(set.table());
        memory.audit();
        final Set</*E*/ Long> copy = new HashSet<>();
        set.forEachLong(value -> assertTrue(copy.add(value), "visited twice"));
        assertEquals(new HashSet<>(model), copy);
        assertEquals(model, set);
        assertEquals(set, model);
        assertEquals(model.hashCode(), set.hashCode());
        assertEquals(copy.size(), set.longStream().filter(set::contains).count());
        assertEquals(model.contains(0), set.contains(0));
    }

    private long applyToSet(final SetOperation operation) {
        final /*E*/ long value = valueOf(operation.number());
        final List</*E*/ Long> others = valuesOf(operation);
        final /*E*/ long[] array = arrayOf(others);
        return switch (operation.kind()) {
            case ADD -> one(set.add(value));
            case REMOVE -> one(set.remove(value));
            case CONTAINS -> one(set.contains(value));
            case ADD_SET, REMOVE_SET, RETAIN_SET, CONTAINS_SET, COPY, DIFFERENCE ->
                applyWithSet(operation.kind(), others);
            case ADD_COLLECTION -> one(set.addAll(others));
            case REMOVE_COLLECTION -> one(set.removeAll(others));
            case RETAIN_COLLECTION -> one(set.retainAll(others));
            case ADD_ARRAY -> set.addAll(array, 0, array.length);
            case REMOVE_ARRAY -> set.removeAll(array, 0, array.length);
            case CONTAINS_ARRAY -> containsInArray(array);
            case ADD_SEGMENT -> set.addAll(MemorySegment.ofArray(array));
            case REMOVE_SEGMENT -> set.removeAll(MemorySegment.ofArray(array));
            case CONTAINS_SEGMENT -> containsInSegment(array);
            case REMOVE_WHILE_ITERATING -> one(removeWhileIterating(operation.number()));
            case REMOVE_IF -> one(set.removeIfLong(each -> isChosen(each, operation.number())));
            case COMPACT -> {
                set.compact();
                yield 0;
            }
            case CLEAR -> {
                set.clear();
                yield 0;
            }
            case RECLAIM -> {
                memory.memory().reclaim(operation.number() << 12);
                yield 0;
            }
        };
    }

    private long applyWithSet(final SetOperation.Kind kind, final List</*E*/ Long> others) {
        try (LongHashSet other = new LongHashSet()) {
            other.addAll(others);
            return switch (kind) {
                case ADD_SET -> one(set.addAll(other));
                case REMOVE_SET -> one(set.removeAll(other));
                case RETAIN_SET -> one(set.retainAll(other));
                case CONTAINS_SET -> one(set.containsAll(other));
                case COPY -> {
                    set.copy(other);
                    assertEquals(other, set);
                    yield 0;
                }
                default -> {
                    try (LongHashSet difference = set.difference(other)) {
                        yield difference == null ? 0 : 1 + difference.hashCode();
                    }
                }
            };
        }
    }

    private long applyToModel(final SetOperation operation) {
        final /*E*/ long value = valueOf(operation.number());
        final List</*E*/ Long> others = valuesOf(operation);
        final long before = model.size();
        final org.agrona.collections.LongHashSet other = new org.agrona.collections.LongHashSet();
        other.addAll(others);
        return switch (operation.kind()) {
            case ADD -> one(model.add(value));
            case REMOVE -> one(model.remove(value));
            case CONTAINS -> one(model.contains(value));
            case ADD_SET -> one(model.addAll(other));
            case REMOVE_SET -> one(model.removeAll(other));
            case RETAIN_SET -> one(model.retainAll(other));
            case CONTAINS_SET -> one(model.containsAll(other));
            case COPY -> {
                model.clear();
                model.addAll(other);
                yield 0;
            }
            case DIFFERENCE -> {
                final org.agrona.collections.LongHashSet difference = model.difference(other);
                yield difference == null ? 0 : 1 + difference.hashCode();
            }
            case ADD_COLLECTION -> one(model.addAll(others));
            case REMOVE_COLLECTION -> one(model.removeAll(others));
            case RETAIN_COLLECTION -> one(model.retainAll(others));
            case ADD_ARRAY, ADD_SEGMENT -> {
                model.addAll(others);
                yield model.size() - before;
            }
            case REMOVE_ARRAY, REMOVE_SEGMENT -> {
                model.removeAll(others);
                yield before - model.size();
            }
            case CONTAINS_ARRAY, CONTAINS_SEGMENT ->
                others.stream().filter(model::contains).count();
            case REMOVE_WHILE_ITERATING, REMOVE_IF ->
                one(model.removeIfLong(each -> isChosen(each, operation.number())));
            case CLEAR -> {
                model.clear();
                yield 0;
            }
            case COMPACT, RECLAIM -> 0;
        };
    }

    private long containsInArray(final /*E*/ long[] array) {
        final boolean[] contained = new boolean[array.length];
        set.containsAll(array, 0, array.length, contained);
        long count = 0;
        for (int i = 0; i < array.length; i++) {
            assertEquals(model.contains(array[i]), contained[i]);
            count += contained[i] ? 1 : 0;
        }
        return count;
    }

    private long containsInSegment(final /*E*/ long[] array) {
        final byte[] contained = new byte[array.length];
        set.containsAll(MemorySegment.ofArray(array), MemorySegment.ofArray(contained));
        final byte[] expected = new byte[array.length];
        long count = 0;
        for (int i = 0; i < array.length; i++) {
            expected[i] = (byte) one(model.contains(array[i]));
            count += contained[i];
        }
        assertArrayEquals(expected, contained);
        return count;
    }

    private boolean removeWhileIterating(final long choice) {
        boolean removed = false;
        final Set</*E*/ Long> visited = new HashSet<>();
        final LongHashSet.LongIterator iterator = set.iterator();
        while (iterator.hasNext()) {
            assertEquals(model.size() - visited.size(), iterator.remaining());
            final /*E*/ long value = iterator.nextValue();
            assertTrue(visited.add(value), "visited twice");
            if (isChosen(value, choice)) {
                iterator.remove();
                removed = true;
            }
        }
        assertEquals(new HashSet<>(model), visited);
        return removed;
    }

    private List</*E*/ Long> valuesOf(final SetOperation operation) {
        return operation.numbers().stream().map(this::valueOf).toList();
    }

    private /*E*/ long valueOf(final long number) {
        return values.at(number);
    }

    private static /*E*/ long[] arrayOf(final List</*E*/ Long> list) {
        return list.stream()./*E*/ mapToLong(/*E*/ Long:: /*E*/longValue).toArray();
    }

    private static long one(final boolean answer) {
        return answer ? 1 : 0;
    }

    private static boolean isChosen(final long value, final long choice) {
        return ((value ^ (value >>> 32)) & 7) >= (choice & 7);
    }
}

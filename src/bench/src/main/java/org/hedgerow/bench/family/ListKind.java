package org.hedgerow.bench.family;

import java.util.List;
import org.hedgerow.memory.GuardedMemory;

/** The lists. */
public enum ListKind {
    /** Of longs. */
    LONG_LIST("LongArrayList") {
        @Override
        Indexed hedgerow(final GuardedMemory memory) {
            final var list = new org.hedgerow.collections.LongArrayList(memory);
            return new Indexed(
                    index -> list.getLong((int) index),
                    (from, to) -> {
                        long sum = 0;
                        for (int i = (int) from, end = (int) to; i < end; i++) {
                            sum += list.getLong(i);
                        }
                        return sum;
                    },
                    (index, element) -> list.setLong((int) index, element),
                    list::addLong,
                    list::popLong,
                    list::longSize,
                    list::close);
        }

        @Override
        Indexed agrona() {
            final var list = new org.agrona.collections.LongArrayList();
            return new Indexed(
                    index -> list.getLong((int) index),
                    (from, to) -> {
                        long sum = 0;
                        for (int i = (int) from, end = (int) to; i < end; i++) {
                            sum += list.getLong(i);
                        }
                        return sum;
                    },
                    (index, element) -> list.setLong((int) index, element),
                    list::addLong,
                    list::popLong,
                    list::size,
                    Keyed::nothing);
        }
    },
    /** Of ints. */
    INT_LIST("IntArrayList") {
        @Override
        Indexed hedgerow(final GuardedMemory memory) {
            final var list = new org.hedgerow.collections.IntArrayList(memory);
            return new Indexed(
                    index -> list.getInt((int) index),
                    (from, to) -> {
                        long sum = 0;
                        for (int i = (int) from, end = (int) to; i < end; i++) {
                            sum += list.getInt(i);
                        }
                        return sum;
                    },
                    (index, element) -> list.setInt((int) index, (int) element),
                    element -> list.addInt((int) element),
                    list::popInt,
                    list::longSize,
                    list::close);
        }

        @Override
        Indexed agrona() {
            final var list = new org.agrona.collections.IntArrayList();
            return new Indexed(
                    index -> list.getInt((int) index),
                    (from, to) -> {
                        long sum = 0;
                        for (int i = (int) from, end = (int) to; i < end; i++) {
                            sum += list.getInt(i);
                        }
                        return sum;
                    },
                    (index, element) -> list.setInt((int) index, (int) element),
                    element -> list.addInt((int) element),
                    list::popInt,
                    list::size,
                    Keyed::nothing);
        }
    };

    private final String title;

    ListKind(final String title) {
        this.title = title;
    }

    abstract Indexed hedgerow(GuardedMemory memory);

    abstract Indexed agrona();

    /** An empty one. */
    Indexed create(final Maker maker, final GuardedMemory memory) {
        return switch (maker) {
            case HEDGEROW -> hedgerow(memory);
            case AGRONA -> agrona();
            case JDK -> throw maker.hasNo(this);
        };
    }

    /** What is measured of it. */
    List<Row> rows() {
        return List.of(
                row("get", "get"),
                row("getInOrder", "get in order"),
                row("set", "set"),
                row("addAndPop", "add and pop"));
    }

    private Row row(final String method, final String verb) {
        return new Row(title + " " + verb, ListBenchmark.class, method, name(), Maker.AGRONA);
    }
}

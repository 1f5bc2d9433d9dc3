package org.hedgerow.bench.peer;

import net.openhft.chronicle.map.ChronicleMap;

/** Chronicle Map: off the heap, of a size that is fixed at the start. */
final class ChronicleTable extends JavaTable {

    private final ChronicleMap<Long, Long> map;

    private ChronicleTable(final ChronicleMap<Long, Long> map) {
        super(map);
        this.map = map;
    }

    ChronicleTable(final TableShape shape) {
        // Old values are not asked for, because the other maps need no object for them.
        this(ChronicleMap.of(Long.class, Long.class)
                .entries(shape.mostEntries())
                .putReturnsNull(true)
                .create());
    }

    @Override
    public long size() {
        return map.longSize();
    }

    @Override
    public void close() {
        map.close();
    }
}

package org.hedgerow.bench.peer;

import org.mapdb.DB;
import org.mapdb.DBMaker;
import org.mapdb.HTreeMap;
import org.mapdb.Serializer;

/** MapDB's hash map in direct buffers: off the heap. */
final class MapDbTable extends JavaTable {

    private final DB database;
    private final HTreeMap<Long, Long> map;

    private MapDbTable(final DB database, final HTreeMap<Long, Long> map) {
        super(map);
        this.database = database;
        this.map = map;
    }

    private MapDbTable(final DB database) {
        this(
                database,
                database.hashMap("table", Serializer.LONG, Serializer.LONG)
                        .counterEnable()
                        .create());
    }

    MapDbTable() {
        this(DBMaker.memoryDirectDB().concurrencyDisable().make());
    }

    @Override
    public long size() {
        return map.sizeLong();
    }

    @Override
    public void close() {
        database.close();
    }
}

package org.hedgerow.testkit.models;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.hedgerow.testkit.CollectionModel;

/** All models, by the names of what they model. */
public final class Models {

    private static final Map<String, Supplier<CollectionModel<?>>> ALL =
            Collections.unmodifiableMap(new TreeMap<>(Map.of(
                    "GuardedMemory", BlocksModel::new,
                    "Region", RegionModel::new,
                    "Long2LongCounterMap", Long2LongCounterMapModel::new,
                    "Long2LongHashMap", Long2LongHashMapModel::new,
                    "LongArrayList", LongArrayListModel::new,
                    "LongArrayQueue", LongArrayQueueModel::new,
                    "LongDeque", LongDequeModel::new,
                    "LongHashSet", LongHashSetModel::new,
                    "LongPriorityMap", LongPriorityMapModel::new,
                    "LongPriorityQueue", LongPriorityQueueModel::new)));

    private Models() {}

    /**
     * The models.
     *
     * @return by name, in order of their names; each makes a new one for each sequence
     */
    public static Map<String, Supplier<CollectionModel<?>>> all() {
        return ALL;
    }
}

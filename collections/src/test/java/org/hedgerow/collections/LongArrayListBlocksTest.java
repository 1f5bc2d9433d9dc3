package org.hedgerow.collections;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.function.Consumer;
import org.hedgerow.memory.AuditedMemory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What comes and goes at the end of the list, as it changes from block to block. */
class LongArrayListBlocksTest {

    private final AuditedMemory memory = AuditedMemory.open();
    private final LongArrayList list = new LongArrayList(memory.memory());

    @AfterEach
    void nothingIsLeft() {
        list.close();
        memory.close();
    }

    private void fill(final /*E*/ long... elements) {
        for (final /*E*/ long element : elements) {
            list.addLong(element);
        }
    }

    /** Of a large block with few elements, which is given up with a removal: what follows must not lie there. */
    @Test
    void whatIsAddedAfterAMoveToASmallerBlockIsThere() {
        for (final Consumer<LongArrayList> removal :
                List.<Consumer<LongArrayList>>of(LongArrayList::clear, removed -> removed.removeAt(0))) {
            list.trimToSize();
            list.ensureCapacity(100_000);
            fill(1, 2, 3);
            removal.accept(list);
            fill(4, 5);
            assertEquals(4, list.getLong(list.size() - 2));
            assertEquals(5, list.getLast());
            list.clear();
        }
    }

    @Test
    void whatIsAddedToABlockLikeTheOneBeforeIsThere() {
        list.ensureCapacity(1_000);
        list.addLong(1);
        list.trimToSize();
        try (LongArrayList other = new LongArrayList(memory.memory())) {
            other.ensureCapacity(1_000);
            other.addLong(3);
            list.ensureCapacity(1_000);
            fill(2, 4);
            assertEquals("[1, 2, 4]", list.toString());
            assertEquals("[3]", other.toString());
        }
    }
}

package org.hedgerow.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.BitSet;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Free pages beside a plain bitmap that is searched from its start. */
class FreePagesPropertyTest {

    private static final long STACK_BYTES = 256 << 10;

    /** Takes so many pages where they are first found, or gives back what of so many from a page on is taken. */
    record Operation(boolean take, int first, int pages) {}

    private static final class Model {
        private final int pages;
        private final BitSet taken = new BitSet();
        private final FreePages free;

        private Model(final int pages) {
            this.pages = pages;
            this.free = new FreePages(pages);
        }

        private void apply(final Operation operation) {
            if (operation.take()) {
                take(operation.pages());
            } else {
                giveBack(operation.first() % pages, operation.pages());
            }
            check();
        }

        private void take(final int wanted) {
            final int first = free.find(wanted);
            if (first >= 0) {
                free.take(first, wanted);
                taken.set(first, first + wanted);
            }
        }

        private void giveBack(final int from, final int most) {
            final int first = taken.nextSetBit(from);
            if (first >= 0) {
                final int end = Math.min(first + most, taken.nextClearBit(first));
                free.giveBack(first, end - first);
                taken.clear(first, end);
            }
        }

        private void check() {
            assertEquals(pages - taken.cardinality(), free.count());
            for (int wanted = 1; wanted <= pages + 1; wanted += 1 + wanted / 8) {
                assertEquals(firstRun(wanted), free.find(wanted), "of " + wanted + " beside " + taken);
            }
        }

        private int firstRun(final int wanted) {
            int first = taken.nextClearBit(0);
            while (first + wanted <= pages) {
                final int end = taken.nextSetBit(first);
                if (end < 0 || end - first >= wanted) {
                    return first;
                }
                first = taken.nextClearBit(end);
            }
            return -1;
        }
    }

    @Property
    void theLowestRunThatIsLongEnoughIsFound(
            @ForAll @IntRange(min = 1, max = 700) final int pages,
            @ForAll("operations") final List<Operation> operations) {
        final Model model = new Model(pages);
        model.check();
        operations.forEach(model::apply);
    }

    @Provide
    Arbitrary<List<Operation>> operations() {
        final Arbitrary<Integer> pages = Arbitraries.frequencyOf(
                Tuple.of(4, Arbitraries.integers().between(1, 8)),
                Tuple.of(1, Arbitraries.integers().between(1, 300)));
        return Combinators.combine(
                        Arbitraries.of(true, true, false),
                        Arbitraries.integers().between(0, 699),
                        pages)
                .as(Operation::new)
                .list()
                .ofMaxSize(150);
    }

    @Test
    void everyOtherPageIsFreeInAThousandWords() {
        final int pages = 64_000;
        final FreePages free = new FreePages(pages);
        free.take(0, pages);
        for (int page = 0; page < pages; page += 2) {
            free.giveBack(page, 1);
        }
        assertEquals(pages / 2, free.count());
        assertEquals(0, free.find(1));
        assertEquals(-1, free.find(2));
        free.giveBack(40_001, 1);
        assertEquals(40_000, free.find(2));
        assertEquals(40_000, free.find(3));
        assertEquals(-1, free.find(4));
    }

    /** Takes runs of pages, each at the end of the stack. */
    private static final class DeepTaker {
        private static final int PAGES = 640;

        private final StackEnd stackEnd = new StackEnd();
        private final FreePages free = new FreePages(PAGES);
        private final BitSet taken = new BitSet();
        private int first;

        private void takeAll() {
            for (int wanted = 1; first >= 0; wanted = 1 + wanted * 7 % 100) {
                final int pages = wanted;
                stackEnd.run(() -> take(pages));
                if (first >= 0) {
                    final int end = first + wanted;
                    assertTrue(end <= PAGES, () -> "to " + end);
                    assertEquals(0, taken.get(first, end).cardinality(), () -> "from " + first + " to " + end);
                    taken.set(first, end);
                }
            }
        }

        private void take(final int pages) {
            final int found = free.find(pages);
            if (found >= 0) {
                free.take(found, pages);
            }
            first = found;
        }
    }

    @Test
    void noPageIsFoundTwiceWhereTheStackOverflowed() throws Exception {
        for (int round = 0; round < 20; round++) {
            StackEnd.inThread(STACK_BYTES + round * 16L, () -> new DeepTaker().takeAll());
        }
    }
}

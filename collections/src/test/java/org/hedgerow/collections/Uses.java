package org.hedgerow.collections;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Queue;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;

/** What can be done with a collection, as the arguments of parameterized tests; and how it is refused. */
final class Uses {

    private Uses() {}

    /** What answers something. */
    static <T> Named<Consumer<T>> use(final String name, final Function<T, Object> use) {
        return Named.of(name, target -> assertNotNull(use.apply(target)));
    }

    /** What answers nothing. */
    static <T> Named<Consumer<T>> change(final String name, final Consumer<T> change) {
        return Named.of(name, change);
    }

    /** What can be done with any queue. */
    static <E, Q extends Queue<E>> Stream<Named<Consumer<Q>>> ofQueue(final E element) {
        return Stream.of(
                use("size", Queue::size),
                use("isEmpty", Queue::isEmpty),
                change("clear", Queue::clear),
                use("offer", target -> target.offer(element)),
                use("add", target -> target.add(element)),
                use("addAll", target -> target.addAll(List.of(element))),
                use("peek", Queue::peek),
                use("poll", Queue::poll),
                use("element", Queue::element),
                use("remove", Queue::remove),
                use("contains", target -> target.contains(element)),
                use("contains, of another type", target -> target.contains((Object) "")),
                use("remove, of another type", target -> target.remove((Object) "")),
                change("forEach", target -> target.forEach(each -> {})),
                use("iterator", Queue::iterator),
                use("toArray", Queue::toArray),
                use("toString", Queue::toString));
    }

    /** Asserts that what is closed refuses a use, by its name. */
    static <T> void assertRefused(final T closed, final Consumer<T> use) {
        final var refusal = assertThrows(IllegalStateException.class, () -> use.accept(closed));
        final String start = "this " + closed.getClass().getSimpleName() + " is closed: ";
        assertTrue(refusal.getMessage().startsWith(start), refusal::getMessage);
    }
}

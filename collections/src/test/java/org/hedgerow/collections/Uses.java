package org.hedgerow.collections;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.Consumer;
import java.util.function.Function;
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

    /** Asserts that what is closed refuses a use, by its name. */
    static <T> void assertRefused(final T closed, final Consumer<T> use) {
        final var refusal = assertThrows(IllegalStateException.class, () -> use.accept(closed));
        final String start = "this " + closed.getClass().getSimpleName() + " is closed: ";
        assertTrue(refusal.getMessage().startsWith(start), refusal::getMessage);
    }
}

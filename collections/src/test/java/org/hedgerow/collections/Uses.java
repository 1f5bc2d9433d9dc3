package org.hedgerow.collections;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Named;

/** What can be done with a collection, as the arguments of parameterized tests. */
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
}

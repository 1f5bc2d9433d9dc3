package org.hedgerow.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Random;
import org.hedgerow.memory.GuardedMemory;
import org.junit.jupiter.api.Test;

/** What a model tells its author at once. */
class CollectionModelTest {

    /** Of a structure that does nothing. */
    private static final class Model extends CollectionModel<AutoCloseable> {

        private Model(final String... names) {
            for (final String name : names) {
                operation(name, 1, () -> {});
            }
        }

        @Override
        protected AutoCloseable open(final GuardedMemory opened, final Random random) {
            return () -> {};
        }

        @Override
        protected void check() {
            // There is nothing to compare.
        }
    }

    /** Steps name their operation: the second one would never be done, and nobody would know. */
    @Test
    void anOperationIsRefusedWhoseNameAnotherOneHas() {
        final IllegalArgumentException refusal =
                assertThrows(IllegalArgumentException.class, () -> new Model("push", "pop", "push"));
        assertEquals("push: another operation has this name", refusal.getMessage());
    }
}

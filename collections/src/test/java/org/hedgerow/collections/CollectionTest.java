package org.hedgerow.collections;

import static org.hedgerow.collections.Uses.assertRefused;

import java.util.function.Consumer;
import org.hedgerow.memory.AuditedMemory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A collection that is tested, in a memory in which nothing is left at the end; and what is true of each
 * once it is closed: it refuses the uses that its test names.
 *
 * @param <C> the collection
 */
abstract class CollectionTest<C extends AutoCloseable> {

    final AuditedMemory memory = AuditedMemory.open();
    private boolean closed;

    /** What is tested, which is empty at first. */
    abstract C collection();

    /** Adds some elements. */
    abstract void addSome();

    @AfterEach
    final void nothingIsLeft() {
        if (!closed) {
            close();
        }
        memory.close();
    }

    final void close() {
        try {
            collection().close();
        } catch (final Exception e) {
            throw new AssertionError("close failed", e);
        }
        closed = true;
    }

    @ParameterizedTest
    @MethodSource("uses")
    final void whatIsClosedSaysSo(final Consumer<C> use) {
        addSome();
        close();
        assertRefused(collection(), use);
    }

    @ParameterizedTest
    @MethodSource("uses")
    final void whatWasClosedBeforeItsFirstElementSaysSo(final Consumer<C> use) {
        close();
        assertRefused(collection(), use);
    }
}

package org.hedgerow.concurrent;

import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

/** What is closed once, and again where that came to no end. */
class AbstractClosableTest {

    /** Fails to end with one throwable after the other. */
    private static final class Failing extends AbstractClosable {

        private final Queue<Throwable> failures;

        Failing(final List<Throwable> failures) {
            this.failures = new ArrayDeque<>(failures);
        }

        @Override
        void endClose() {
            assertTrue(isClosed());
            assertThrows(IllegalStateException.class, this::closeOnce, "another one does not close it meanwhile");
            switch (failures.poll()) {
                case null -> {}
                case final Error e -> throw e;
                case final RuntimeException e -> throw e;
                case final Throwable e -> throw new AssertionError(e);
            }
        }
    }

    @Test
    void itIsClosedAgainUntilThatComesToAnEnd() {
        final OutOfMemoryError fullHeap = new OutOfMemoryError("a full heap, as a test has it");
        final IllegalStateException inUse = new IllegalStateException("in use");
        final Failing failing = new Failing(List.of(fullHeap, inUse));
        assertSame(fullHeap, assertThrows(OutOfMemoryError.class, failing::closeOnce));
        assertTrue(failing.isClosed());
        assertThrows(IllegalStateException.class, failing::checkOpen);
        final IllegalStateException told = assertThrows(IllegalStateException.class, failing::closeOnce);
        assertSame(inUse, told.getCause());
        assertTrue(told.getMessage().contains("close it again"), told::getMessage);
        failing.closeOnce();
        assertThrows(IllegalStateException.class, failing::closeOnce);
    }
}

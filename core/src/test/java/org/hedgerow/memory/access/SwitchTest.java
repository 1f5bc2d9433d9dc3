package org.hedgerow.memory.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.Supplier;
import org.hedgerow.memory.GuardedMemory;
import org.hedgerow.memory.MemoryOptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SwitchTest {

    private static <T> T with(final Switch which, final String value, final Supplier<T> action) {
        final String before = System.getProperty(which.property());
        System.setProperty(which.property(), value);
        try {
            return action.get();
        } finally {
            if (before == null) {
                System.clearProperty(which.property());
            } else {
                System.setProperty(which.property(), before);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void itIsTrueOrFalse(final Switch which) {
        assertTrue(with(which, "true", which::isOn));
        assertTrue(with(which, " True", which::isOn));
        assertFalse(with(which, "false", which::isOn));
    }

    @ParameterizedTest
    @EnumSource
    void whoeverOpensAMemoryIsToldOfAnotherValueEachTime(final Switch which) {
        for (int i = 0; i < 2; i++) {
            final var e = assertThrows(
                    IllegalArgumentException.class,
                    () -> with(which, "yes", () -> GuardedMemory.open(MemoryOptions.defaults())));
            assertEquals(
                    "the system property " + which.property() + " is \"yes\": must be true or false", e.getMessage());
        }
    }
}

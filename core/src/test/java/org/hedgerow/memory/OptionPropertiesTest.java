package org.hedgerow.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionPropertiesTest {

    @Test
    void withoutPropertiesOptionsStayAsTheyAre() {
        assertSame(MemoryOptions.defaults(), changed(Map.of()));
    }

    @Test
    void everyOptionHasAProperty() {
        final MemoryOptions options = changed(Map.of(
                "hedgerow.maxBytes", "8g",
                "hedgerow.mapReserve", "77",
                "hedgerow.maxMappings", "88",
                "hedgerow.retainBytes", "2T",
                "hedgerow.hugePages", "always",
                "hedgerow.prefault", "Lazy",
                "hedgerow.decommit", "free",
                "hedgerow.numaNode", "1",
                "hedgerow.minChunkBytes", "128k",
                "hedgerow.largeBlockBytes", " 4096 "));
        assertEquals(
                "MemoryOptions[maxBytes=8589934592, mapReserve=77, maxMappings=88, retainBytes=2199023255552,"
                        + " hugePages=ALWAYS, prefault=LAZY, decommit=FREE, numaNode=1, minChunkBytes=131072, largeBlockBytes=4096]",
                options.toString());
    }

    @Test
    void minusOneStandsForAnyNode() {
        assertEquals(
                MemoryOptions.ANY_NODE,
                changed(Map.of("hedgerow.numaNode", "-1")).numaNode());
    }

    @ParameterizedTest
    @CsvSource({
        "maxBytes, 0, at least 1",
        "maxBytes, much, must be a number",
        "maxBytes, g, must be a number",
        "maxBytes, '', must be a number",
        "maxBytes, 8388608t, must be at most 9223372036854775807",
        "maxBytes, 9223372036854775808, must be at most 9223372036854775807",
        "maxBytes, -9999999999t, at least 1",
        "mapReserve, 2147483648, must be at most 2147483647",
        "mapReserve, -4294967296, at least 0",
        "maxMappings, 1k, must be a number",
        "hugePages, some, 'must be one of [NEVER, LARGE, ALWAYS]'",
        "prefault, soon, 'must be one of [LAZY, AHEAD, EAGER]'",
        "decommit, later, 'must be one of [DONTNEED, FREE]'",
        "numaNode, any, must be a number",
        "numaNode, -2, 'from 0 to 1023, or -1 for any'",
        "minChunkBytes, 3m, power of two"
    })
    void aBadValueIsNamedWithItsProperty(final String name, final String value, final String reason) {
        final IllegalArgumentException refusal =
                assertThrows(IllegalArgumentException.class, () -> changed(Map.of("hedgerow." + name, value)));
        assertTrue(refusal.getMessage().startsWith("the system property hedgerow." + name), refusal::getMessage);
        assertTrue(refusal.getMessage().contains(reason), refusal::getMessage);
    }

    private static MemoryOptions changed(final Map<String, String> properties) {
        return new OptionProperties(properties::get).changed(MemoryOptions.defaults());
    }
}

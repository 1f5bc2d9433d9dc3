package org.hedgerow.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MemoryOptionsTest {

    private static final long KIB = 1 << 10;
    private static final long GIB = 1 << 30;

    static Stream<Arguments> invalid() {
        return Stream.of(
                invalid("maxBytes", "0", options -> options.maxBytes(0)),
                invalid("maxBytes", "-1", options -> options.maxBytes(-1)),
                invalid("mapReserve", "-1", options -> options.mapReserve(-1)),
                invalid("maxMappings", "0", options -> options.maxMappings(0)),
                invalid("retainBytes", "-1", options -> options.retainBytes(-1)),
                invalid("numaNode", "-2", options -> options.numaNode(-2)),
                invalid("numaNode", "1024", options -> options.numaNode(1_024)),
                invalid("minChunkBytes", "0", options -> options.minChunkBytes(0)),
                invalid("minChunkBytes", "32768", options -> options.minChunkBytes(32 * KIB)),
                invalid("minChunkBytes", "65537", options -> options.minChunkBytes(64 * KIB + 1)),
                invalid("minChunkBytes", "2147483648", options -> options.minChunkBytes(2 * GIB)),
                invalid("minChunkBytes", "-9223372036854775808", options -> options.minChunkBytes(Long.MIN_VALUE)),
                invalid("largeBlockBytes", "4095", options -> options.largeBlockBytes(4 * KIB - 1)),
                invalid("largeBlockBytes", "1073741825", options -> options.largeBlockBytes(GIB + 1)));
    }

    private static Arguments invalid(final String name, final String value, final UnaryOperator<MemoryOptions> change) {
        return Arguments.of(name, value, change);
    }

    @ParameterizedTest(name = "{0} = {1}")
    @MethodSource("invalid")
    void aValueOutOfItsBoundsIsNamed(final String name, final String value, final UnaryOperator<MemoryOptions> change) {
        final var e = assertThrows(IllegalArgumentException.class, () -> change.apply(MemoryOptions.defaults()));
        assertTrue(e.getMessage().startsWith(name + " is " + value + ", and must be "), e.getMessage());
    }

    @ParameterizedTest
    @MethodSource("nulls")
    void nullIsRefusedByTheNameOfTheParameter(final String parameter, final UnaryOperator<MemoryOptions> change) {
        final var e = assertThrows(NullPointerException.class, () -> change.apply(MemoryOptions.defaults()));
        assertEquals(parameter, e.getMessage());
    }

    static Stream<Arguments> nulls() {
        return Stream.of(
                noValue("which", options -> options.hugePages(null)),
                noValue("when", options -> options.prefault(null)),
                noValue("how", options -> options.decommit(null)));
    }

    private static Arguments noValue(final String parameter, final UnaryOperator<MemoryOptions> change) {
        return Arguments.of(parameter, change);
    }

    @Test
    void eachChangeChangesItsOwnValueOnly() {
        final MemoryOptions options = MemoryOptions.defaults()
                .maxBytes(1)
                .mapReserve(0)
                .maxMappings(1)
                .retainBytes(0)
                .hugePages(MemoryOptions.HugePages.NEVER)
                .prefault(MemoryOptions.Prefault.EAGER)
                .decommit(MemoryOptions.Decommit.FREE)
                .numaNode(3)
                .minChunkBytes(64 * KIB)
                .largeBlockBytes(4 * KIB);
        assertEquals(
                "MemoryOptions[maxBytes=1, mapReserve=0, maxMappings=1, retainBytes=0, hugePages=NEVER, prefault=EAGER,"
                        + " decommit=FREE, numaNode=3, minChunkBytes=65536, largeBlockBytes=4096]",
                options.toString());
        assertEquals(Long.MAX_VALUE, MemoryOptions.defaults().maxBytes(), "the defaults are not changed");
    }

    @Test
    void byDefaultMemoryComesFromAnyNodeAndIsGivenBackAtOnce() {
        assertEquals(MemoryOptions.ANY_NODE, MemoryOptions.defaults().numaNode());
        assertEquals(MemoryOptions.Decommit.DONTNEED, MemoryOptions.defaults().decommit());
        assertTrue(MemoryOptions.defaults().toString().contains("decommit=DONTNEED, numaNode=any,"));
    }

    @Test
    void aNodeThatWasChosenCanBeAnyAgain() {
        final MemoryOptions options = MemoryOptions.defaults().numaNode(3).numaNode(MemoryOptions.ANY_NODE);
        assertEquals(MemoryOptions.defaults().toString(), options.toString());
    }

    @Test
    void theLargestValuesAreAccepted() {
        final MemoryOptions options = MemoryOptions.defaults()
                .maxBytes(Long.MAX_VALUE)
                .mapReserve(Integer.MAX_VALUE)
                .maxMappings(Integer.MAX_VALUE)
                .retainBytes(Long.MAX_VALUE)
                .numaNode(1_023)
                .minChunkBytes(GIB)
                .largeBlockBytes(GIB);
        assertEquals(GIB, options.minChunkBytes());
        assertEquals(GIB, options.largeBlockBytes());
    }
}

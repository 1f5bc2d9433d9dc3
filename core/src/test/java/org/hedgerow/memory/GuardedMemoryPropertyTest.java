package org.hedgerow.memory;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;
import org.hedgerow.memory.os.FaultyOs;

/** Random operations against a plain model, on systems of all kinds, with and without failing calls. */
@PropertyDefaults(edgeCases = EdgeCasesMode.NONE)
class GuardedMemoryPropertyTest {

    @Property(tries = 600)
    void blocksAreApartZeroWhenNewAndKeepWhatTheyHold(
            @ForAll("options") final MemoryOptions options,
            @ForAll("operations") final List<MemoryOperation> operations) {
        check(options, FaultyOs.ofLinux(), operations);
    }

    @Property(tries = 300)
    void theSameWithoutGuardRegions(
            @ForAll("options") final MemoryOptions options,
            @ForAll("operations") final List<MemoryOperation> operations) {
        check(options, FaultyOs.ofLinux().withoutGuards(), operations);
    }

    @Property(tries = 300)
    void theSameWithoutTheZeroDevice(
            @ForAll("options") final MemoryOptions options,
            @ForAll("operations") final List<MemoryOperation> operations) {
        check(options, FaultyOs.ofLinux().withoutZeroDevice(), operations);
    }

    @Property(tries = 300)
    void theSameAtTheMapLimit(
            @ForAll("options") final MemoryOptions options,
            @ForAll("operations") final List<MemoryOperation> operations) {
        check(options, FaultyOs.ofLinux().mapLimit(4), operations);
    }

    @Property(tries = 300)
    void failingCallsHarmAndLoseNothing(
            @ForAll("options") final MemoryOptions options,
            @ForAll("systems") final FaultyOs os,
            @ForAll("operations") final List<MemoryOperation> operations,
            @ForAll final long seed) {
        check(options, os.faults(AuditedMemory.randomFaults(seed)), operations);
    }

    @Provide
    Arbitrary<MemoryOptions> options() {
        return MemoryOperation.options();
    }

    @Provide
    Arbitrary<List<MemoryOperation>> operations() {
        return MemoryOperation.any().list().ofMaxSize(120);
    }

    @Provide
    Arbitrary<FaultyOs> systems() {
        return Arbitraries.integers().between(0, 3).map(GuardedMemoryPropertyTest::system);
    }

    private static FaultyOs system(final int kind) {
        final FaultyOs os = FaultyOs.ofLinux();
        return switch (kind) {
            case 0 -> os;
            case 1 -> os.withoutGuards();
            case 2 -> os.withoutZeroDevice();
            default -> os.mapLimit(5);
        };
    }

    private static void check(final MemoryOptions options, final FaultyOs os, final List<MemoryOperation> operations) {
        final GuardedMemoryModel model = new GuardedMemoryModel(AuditedMemory.open(options, os));
        model.run(operations);
        model.finish();
    }
}

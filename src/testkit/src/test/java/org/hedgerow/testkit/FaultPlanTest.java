package org.hedgerow.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterTry;
import org.hedgerow.memory.MemoryOptions;
import org.hedgerow.memory.os.Errno;
import org.hedgerow.memory.os.Os;
import org.hedgerow.testkit.FaultPlan.Call;
import org.hedgerow.testkit.kernel.KernelOptions;
import org.hedgerow.testkit.kernel.ModelKernel;

class FaultPlanTest {

    private static final int READ_WRITE = Os.PROT_READ | Os.PROT_WRITE;

    private final ModelKernel kernel = new ModelKernel(KernelOptions.calm(1));
    private final FaultyOs os = new FaultyOs(kernel, kernel::pass);
    private final int zero = kernel.open("/dev/zero", Os.O_RDWR);

    @AfterTry
    void close() {
        kernel.close();
    }

    private long map() {
        return os.mmap(0, os.pageBytes(), READ_WRITE, Os.MAP_PRIVATE | Os.MAP_NORESERVE, zero, 0);
    }

    @Example
    void theNthCallFailsWhateverItIs() {
        os.plan(FaultPlan.none().nth(2, Errno.EAGAIN));
        final long address = map();
        assertTrue(Errno.EAGAIN.is(os.munmap(address, os.pageBytes())));
        assertEquals(0, os.munmap(address, os.pageBytes()));
        assertEquals(1, os.failures(Call.MUNMAP));
        assertEquals(0, os.failures(Call.MMAP));
    }

    @Example
    void everyCallOfAKindFails() {
        os.plan(FaultPlan.none().every(Call.MMAP, Errno.ENOMEM));
        assertTrue(Errno.ENOMEM.is(map()));
        assertTrue(Errno.ENOMEM.is(map()));
        assertTrue(os.open("/dev/zero", Os.O_RDWR) >= 0);
        assertEquals(2, os.failures(Call.MMAP));
        assertEquals(0, kernel.ownedBytes());
    }

    @Example
    void someCallsFailTheSameOnesEachTime() {
        final FaultPlan plan = new FaultPlan(5, List.of()).sometimes(3, Errno.ENOMEM, Call.MMAP);
        final List<Boolean> first = failures(plan);
        assertTrue(first.contains(true) && first.contains(false), first::toString);
        assertEquals(first, failures(plan));
    }

    private List<Boolean> failures(final FaultPlan plan) {
        os.plan(plan);
        final List<Boolean> failed = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            failed.add(map() < 0);
        }
        return failed;
    }

    @Example
    void delaysPassOnTheSystemsClock() {
        final long before = kernel.nanoTime();
        os.plan(FaultPlan.none().delay(Call.OPEN, 5_000_000_000_000L));
        assertTrue(os.open("/dev/zero", Os.O_RDWR) >= 0);
        assertTrue(os.nanoTime() - before >= 5_000_000_000_000L);
        assertEquals(0, os.failures(Call.OPEN));
    }

    @Example
    void rulesSayWhatTheyDo() {
        final FaultPlan plan = FaultPlan.none()
                .nth(7, Errno.ENOMEM)
                .sometimes(4, Errno.EAGAIN, Call.MADVISE)
                .delay(Call.MMAP, 10);
        assertEquals("no faults", FaultPlan.none().toString());
        assertEquals(
                "faults of seed 0: [each of [MMAP, MUNMAP, MPROTECT, MADVISE, MBIND, OPEN] if call 7 fails with ENOMEM,"
                        + " one in 4 of [MADVISE] fails with EAGAIN, each of [MMAP] takes 10 ns]",
                plan.toString());
        final var calls = EnumSet.of(Call.MMAP);
        assertEquals(
                "each of [MMAP] from call 7 on takes 10 ns",
                new FaultPlan.Rule(calls, 7, Long.MAX_VALUE, 1, null, 10).toString());
        final var noCalls = EnumSet.noneOf(Call.class);
        assertThrows(IllegalArgumentException.class, () -> new FaultPlan.Rule(noCalls, 1, 1, 1, null, 0));
        assertThrows(IllegalArgumentException.class, () -> new FaultPlan.Rule(calls, 1, 1, 0, null, 0));
    }

    /** Found by jqwik itself, with no provider named. */
    @Property(tries = 50)
    void propertiesGetTheirArguments(
            @ForAll final MemoryOptions options, @ForAll final KernelOptions system, @ForAll final FaultPlan plan) {
        assertTrue(options.minChunkBytes() >= 64 << 10);
        assertTrue(system.mapLimit() >= 16 && system.mapLimit() <= 256, system::toString);
        assertEquals(plan, new FaultPlan(plan.seed(), plan.rules()));
    }
}

package org.hedgerow.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Comparator;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.hedgerow.memory.os.Os;
import org.hedgerow.testkit.models.BlocksModel;
import org.junit.jupiter.api.Test;

/** The bugs that lose memory, planted between the memory and the kernel: each is found, and shrinks to a few steps. */
class PlantedBugsTest {

    private static final int SEEDS = 1_000;

    /** So many scenarios that fail are found, and the shortest of them is shrunk. */
    private static final int FOUND = 3;

    /** Unmaps all but the separator. */
    private static final class UnmapsAPart extends ForwardingOs {
        UnmapsAPart(final Os os) {
            super(os);
        }

        @Override
        public int munmap(final long address, final long bytes) {
            return super.munmap(address, bytes - pageBytes());
        }
    }

    /** Makes a payload inaccessible before it is unmapped, to catch late accesses. */
    private static final class ProtectsBeforeUnmapping extends ForwardingOs {
        ProtectsBeforeUnmapping(final Os os) {
            super(os);
        }

        @Override
        public int munmap(final long address, final long bytes) {
            super.mprotect(address, bytes, PROT_NONE);
            return super.munmap(address, bytes);
        }
    }

    /** Maps plain anonymous memory, readable and writable with its separator. */
    private static final class MapsPlainMemory extends ForwardingOs {
        MapsPlainMemory(final Os os) {
            super(os);
        }

        @Override
        public long mmap(
                final long address,
                final long bytes,
                final int protection,
                final int flags,
                final int fd,
                final long offset) {
            return super.mmap(address, bytes, PROT_READ | PROT_WRITE, flags | MAP_ANONYMOUS, -1, 0);
        }
    }

    /** Forgets what it mapped when the rest of a construction fails. */
    private static final class LosesAFailedConstruction extends ForwardingOs {
        private boolean failed;

        LosesAFailedConstruction(final Os os) {
            super(os);
        }

        @Override
        public int mprotect(final long address, final long bytes, final int protection) {
            return seen(super.mprotect(address, bytes, protection));
        }

        @Override
        public int madvise(final long address, final long bytes, final int advice) {
            final int answer = super.madvise(address, bytes, advice);
            return advice == MADV_GUARD_INSTALL ? seen(answer) : answer;
        }

        @Override
        public int munmap(final long address, final long bytes) {
            final boolean undo = failed;
            failed = false;
            return undo ? 0 : super.munmap(address, bytes);
        }

        private int seen(final int answer) {
            failed = answer != 0;
            return answer;
        }
    }

    /** Unmaps what is unmapped already, which by then may be another thread's. */
    private static final class UnmapsTwice extends ForwardingOs {
        UnmapsTwice(final Os os) {
            super(os);
        }

        @Override
        public int munmap(final long address, final long bytes) {
            final int answer = super.munmap(address, bytes);
            return answer == 0 ? super.munmap(address, bytes) : answer;
        }
    }

    @Test
    void unmappingAPart() {
        find(UnmapsAPart::new, true, "not accounted for", 3);
    }

    @Test
    void protectingAPayloadBeforeItIsUnmapped() {
        find(ProtectsBeforeUnmapping::new, false, "the kernel refused to unmap", 40);
    }

    @Test
    void plainAnonymousNeighbours() {
        find(MapsPlainMemory::new, true, "the kernel refused to unmap|not accounted for", 30);
    }

    @Test
    void aRangeLostAfterAFailedConstruction() {
        find(LosesAFailedConstruction::new, true, "not accounted for", 6);
        find(LosesAFailedConstruction::new, false, "not accounted for", 6);
    }

    @Test
    void unmappingTwice() {
        find(UnmapsTwice::new, true, "munmap of a range with a page that is", 3);
    }

    @Test
    void nothingIsFoundWhereNothingIsPlanted() {
        final Scenarios scenarios = new Scenarios(BlocksModel::new, ForwardingOs::new);
        LongStream.range(0, SEEDS / 5).forEach(seed -> scenarios.play(seed, seed % 2 == 0));
    }

    /** Looks for a bug, and checks that the shortest scenario says what is wrong, and repeats it. */
    private static void find(
            final UnaryOperator<Os> bug, final boolean zeroDevice, final String symptom, final int mostSteps) {
        final Scenarios scenarios = new Scenarios(BlocksModel::new, bug);
        final Optional<Scenarios.Failure> found = LongStream.range(0, SEEDS)
                .mapToObj(seed -> Scenario.random(new BlocksModel(), seed, zeroDevice))
                .flatMap(scenario -> scenarios.failureOf(scenario).stream())
                // To shrink a long one may take ten times as long as to find another.
                .limit(FOUND)
                .min(Comparator.comparingInt(
                        failure -> failure.scenario().steps().size()));
        assertTrue(found.isPresent(), "the bug is not found");
        final Scenarios.Failure shortest = scenarios.shrink(found.get());
        final Scenarios.Failure again = scenarios.failureOf(shortest.scenario()).orElseThrow();
        assertEquals(shortest.getMessage(), again.getMessage());
        assertTrue(
                again.getMessage().lines().findFirst().orElseThrow().matches(".*(" + symptom + ").*"),
                again::getMessage);
        assertTrue(again.scenario().steps().size() <= mostSteps, again::getMessage);
    }
}

package org.hedgerow.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.hedgerow.memory.access.RawMemory;
import org.hedgerow.memory.os.Faults;

/** A region beside a plain model: which positions it holds, and what stands there. */
@PropertyDefaults(edgeCases = EdgeCasesMode.NONE)
class RegionPropertyTest {

    /** What the property does to the region; positions are given as a part of a thousand of what it holds. */
    sealed interface Operation {

        /** Adds blocks. */
        record Extend(int blocks) implements Operation {}

        /** Adds blocks at the start. */
        record ExtendBefore(int blocks) implements Operation {}

        /** Releases at the start. */
        record ReleaseBefore(int perMille) implements Operation {}

        /** Releases at the end. */
        record ReleaseFrom(int perMille) implements Operation {}
    }

    /** The model: the first word of each block holds a value of its own, at a position that must keep it. */
    private static final class Model {
        private final Region region;
        private final NavigableMap<Long, Long> blocks = new TreeMap<>();
        private long end;
        private long values;

        private Model(final Region region) {
            this.region = region;
        }

        private void apply(final Operation operation) {
            switch (operation) {
                case Operation.Extend extend -> extend(extend.blocks());
                case Operation.ExtendBefore extend -> extendBefore(extend.blocks());
                case Operation.ReleaseBefore release -> releaseBefore(positionAt(release.perMille()));
                case Operation.ReleaseFrom release -> releaseFrom(positionAt(release.perMille()));
            }
        }

        private void extend(final int count) {
            for (int i = 0; i < count; i++) {
                final long start;
                try {
                    start = region.extend().start();
                } catch (final MapLimitException | OsException e) {
                    return;
                }
                assertEquals(end, start);
                end = region.end();
                fill(start, end);
            }
        }

        private void extendBefore(final int count) {
            for (int i = 0; i < count; i++) {
                final long oldStart = start();
                final long start;
                try {
                    start = region.extendBefore().start();
                } catch (final MapLimitException | OsException e) {
                    return;
                }
                fill(start, oldStart);
            }
        }

        private void fill(final long start, final long blockEnd) {
            assertTrue(blockEnd > start);
            values++;
            blocks.put(start, values);
            RawMemory.putLong(region.addressOf(start), values);
            RawMemory.putLong(region.addressOf(blockEnd - Long.BYTES), values);
        }

        private void releaseBefore(final long position) {
            region.releaseBefore(position);
            while (!blocks.isEmpty() && endOfFirst() <= position) {
                blocks.pollFirstEntry();
            }
        }

        private void releaseFrom(final long position) {
            region.releaseFrom(position);
            while (!blocks.isEmpty() && blocks.lastKey() >= position) {
                end = blocks.pollLastEntry().getKey();
            }
        }

        private long endOfFirst() {
            final Long second = blocks.higherKey(blocks.firstKey());
            return second == null ? end : second;
        }

        private long start() {
            return blocks.isEmpty() ? end : blocks.firstKey();
        }

        private long positionAt(final int perMille) {
            return start() + (end - start()) * perMille / 1_000;
        }

        private void check() {
            assertEquals(start(), region.start());
            assertEquals(end, region.end());
            blocks.forEach((position, value) -> {
                final Long next = blocks.higherKey(position);
                final long last = (next == null ? end : next) - Long.BYTES;
                assertEquals(position, region.spanAt(last).start());
                assertEquals(last + Long.BYTES, region.spanAt(position).end());
                assertEquals(last - position, region.addressOf(last) - region.addressOf(position));
                assertEquals(value, RawMemory.getLong(region.addressOf(position)));
                assertEquals(value, RawMemory.getLong(region.addressOf(last)));
            });
        }
    }

    @Property(tries = 500)
    void positionsKeepWhatTheyHold(
            @ForAll("firstBytes") final long firstBytes, @ForAll("operations") final List<Operation> operations) {
        check(AuditedMemory.open(), firstBytes, operations);
    }

    @Property(tries = 300)
    void positionsKeepWhatTheyHoldWhileMemoryIsGivenBackLazily(
            @ForAll("firstBytes") final long firstBytes, @ForAll("operations") final List<Operation> operations) {
        final MemoryOptions options = AuditedMemory.tinyOptions().decommit(MemoryOptions.Decommit.FREE);
        check(AuditedMemory.open(options), firstBytes, operations);
    }

    @Property(tries = 500)
    void failingCallsHarmAndLoseNothing(
            @ForAll("firstBytes") final long firstBytes,
            @ForAll("operations") final List<Operation> operations,
            @ForAll final long seed) {
        check(AuditedMemory.open(AuditedMemory.randomFaults(seed)), firstBytes, operations);
    }

    @Provide
    Arbitrary<Long> firstBytes() {
        return Arbitraries.of(8L, 64L, 4096L, 65536L);
    }

    @Provide
    Arbitrary<List<Operation>> operations() {
        return Arbitraries.<Operation>frequencyOf(
                        Tuple.of(3, Arbitraries.integers().between(1, 12).map(Operation.Extend::new)),
                        Tuple.of(1, Arbitraries.integers().between(1, 12).map(Operation.ExtendBefore::new)),
                        Tuple.of(1, perMille().map(Operation.ReleaseBefore::new)),
                        Tuple.of(1, perMille().map(Operation.ReleaseFrom::new)))
                .list()
                .ofMaxSize(40);
    }

    private static Arbitrary<Integer> perMille() {
        return Arbitraries.integers().between(0, 1_000);
    }

    private static void check(final AuditedMemory memory, final long firstBytes, final List<Operation> operations) {
        final Region region = Region.open(memory.memory(), firstBytes, "a property");
        final Model model = new Model(region);
        for (final Operation operation : operations) {
            model.apply(operation);
            memory.takeLazilyFreed();
            model.check();
            memory.audit();
            final long blocks = memory.stats().liveBlocks();
            assertTrue(blocks - model.blocks.size() <= 1, "more than one spare");
        }
        memory.os().faults(Faults.none());
        region.close();
        memory.close();
    }
}

package org.hedgerow.demo.limit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.hedgerow.demo.child.ChildReport;
import org.hedgerow.memory.Block;
import org.hedgerow.memory.GuardedMemory;
import org.hedgerow.memory.MapLimitException;
import org.hedgerow.memory.MemoryOptions;
import org.hedgerow.memory.os.LinuxOs;
import org.hedgerow.memory.os.Os;

/**
 * One trial of Hedgerow at the map limit: as many chunks as the budget gives; every second one released, then the rest
 * in random order, each while another thread keeps the process at its limit; and what the kernel says is left.
 */
final class ChunkTrial {

    private static final int PAYLOAD_PAGES = 3;
    private static final int CHUNKS_IN_PICTURE = 100;
    private static final long SHUFFLE_SEED = 43743555;

    private final Os os = LinuxOs.instance();
    private final GuardedMemory memory;
    private final MapHog hog;
    private final ChildReport report;
    private final List<Block> blocks = new ArrayList<>();
    private final List<Block> rest = new ArrayList<>();
    private int released;

    /**
     * Prepares a trial.
     *
     * @param options limits of the memory
     * @param mostHogPages how many pages the other thread takes at most
     * @param report where findings go
     */
    ChunkTrial(final MemoryOptions options, final int mostHogPages, final ChildReport report) {
        // A page as the largest block in a shared chunk: each of ours is a chunk of its own, and is unmapped when it is
        // given back.
        memory = GuardedMemory.open(options.largeBlockBytes(os.pageBytes()).retainBytes(0));
        hog = new MapHog(os, mostHogPages);
        this.report = report;
    }

    void run() throws InterruptedException {
        final String refusal = mapUntilRefused();
        report.say("mapped", blocks.size());
        report.say("refusal", refusal);
        final AddressSpace.Window window = AddressSpace.Window.densest(blocks, CHUNKS_IN_PICTURE);
        picture(Moment.MAPPED, window);

        hog.start();
        hog.fillUp();
        report.say("mappingsAtLimit", os.mapCount());
        releaseEverySecond();
        final AddressSpace halfway = picture(Moment.EVERY_SECOND_RELEASED, window);
        report.say("halfwayExpected", blocks.size() - released);
        report.say("halfwayFound", halfway.chunks());
        report.say("halfwayDifferences", memory.audit().differences().size());

        releaseRest();
        hog.stop();
        memory.trim();
        report.say("released", released);
        report.say("failed", memory.stats().failedUnmaps());
        report.say("leftOver", picture(Moment.ALL_RELEASED, window).ours());
        memory.close();
    }

    private String mapUntilRefused() {
        while (true) {
            try {
                blocks.add(memory.allocate((long) PAYLOAD_PAGES * os.pageBytes()));
            } catch (final MapLimitException e) {
                return String.valueOf(e.getMessage());
            }
        }
    }

    private void releaseEverySecond() {
        final List<Block> inOrder = new ArrayList<>(blocks);
        inOrder.sort(Comparator.comparingLong(Block::address));
        for (int i = 0; i < inOrder.size(); i++) {
            if (i % 2 == 0) {
                release(inOrder.get(i));
            } else {
                rest.add(inOrder.get(i));
            }
        }
    }

    private void releaseRest() {
        Collections.shuffle(rest, new Random(SHUFFLE_SEED));
        rest.forEach(this::release);
    }

    private void release(final Block block) {
        hog.fillUp();
        memory.release(block);
        memory.reclaim(Long.MAX_VALUE);
        released++;
        report.progress(released, blocks.size());
    }

    private AddressSpace picture(final Moment moment, final AddressSpace.Window window) {
        final AddressSpace space = AddressSpace.read(os, blocks, hog.pages());
        new AddressPicture(space.mappingsByKind(), space.ranges(window)).report(moment, report);
        return space;
    }
}

package org.hedgerow.demo.limit;

import java.util.List;
import org.hedgerow.demo.child.ChildReport;
import org.hedgerow.demo.child.Findings;
import org.hedgerow.demo.child.Work;
import org.hedgerow.memory.os.Errno;
import org.hedgerow.memory.os.LinuxOs;
import org.hedgerow.memory.os.Os;

/**
 * What {@code malloc} and {@code free} do near the limit, as in Stack Overflow question 43743555: the address space is
 * cut up by unmapping every second of many single pages, blocks of 128 KiB are allocated, and every second one is freed.
 * {@code free} cannot say that its unmapping failed, so each freed block is looked up: is it still mapped?
 */
public final class MallocBlocks implements Work {

    private static final int BLOCK_BYTES = 128 << 10;

    /** The most blocks to which glibc gives a mapping of their own is 65,536; some belong to the JVM. */
    private static final int MOST_BLOCKS = 65_530;

    private static final int REHEARSAL = 1_000;

    /** No block; free takes it, as C's does. */
    private static final long NONE = 0;

    /** A block with a mapping of its own begins behind the header, which is at the start of a page. */
    private static final int HEADER_BYTES = 16;

    private final Os os = LinuxOs.instance();
    private final CLibrary library = new CLibrary();

    @Override
    public void run(final List<String> arguments, final ChildReport report) {
        library.disableHugePages();
        library.mmapThreshold(BLOCK_BYTES);
        final int limit = os.maxMapCount();
        final int wanted = Math.min(limit, MOST_BLOCKS);
        rehearse();

        // So many pieces that the last of the frees, each of which cuts once more, come to the limit.
        final Pages pages = Pages.map(os, 2 * (limit - wanted / 2));
        pages.unmapEverySecond();
        final long[] blocks = allocate(wanted);
        final long[] freed = freeEverySecond(blocks);
        pages.makeHeadroom();
        report.say("limit", limit);
        report.say("blocks", count(blocks));
        report.say("freed", count(freed));
        report.say("stillMapped", stillMapped(freed));
    }

    private void rehearse() {
        Pages.rehearse(os);
        final long[] blocks = allocate(REHEARSAL);
        stillMapped(freeEverySecond(blocks));
        for (int i = 0; i < blocks.length; i += 2) {
            library.free(blocks[i]);
        }
    }

    /** Allocates blocks; one without a mapping of its own counts as none, and is left alone. */
    private long[] allocate(final int wanted) {
        final long[] blocks = new long[wanted];
        for (int i = 0; i < wanted; i++) {
            final long address = library.malloc(BLOCK_BYTES);
            blocks[i] = address % os.pageBytes() == HEADER_BYTES ? address : NONE;
        }
        return blocks;
    }

    private long[] freeEverySecond(final long[] blocks) {
        final long[] freed = new long[blocks.length / 2];
        for (int i = 0; i < freed.length; i++) {
            freed[i] = blocks[2 * i + 1];
            library.free(freed[i]);
        }
        return freed;
    }

    private int stillMapped(final long[] freed) {
        int mapped = 0;
        for (final long address : freed) {
            if (address != NONE && !Errno.ENOMEM.is(os.mincore(address - HEADER_BYTES))) {
                mapped++;
            }
        }
        return mapped;
    }

    private static int count(final long[] blocks) {
        int count = 0;
        for (final long address : blocks) {
            count += address == NONE ? 0 : 1;
        }
        return count;
    }

    /**
     * What the child found.
     *
     * @param limit the most mappings that the process may have
     * @param blocks blocks that got a mapping of their own
     * @param freed blocks of these that were freed
     * @param stillMapped freed blocks that were still mapped
     */
    public record Outcome(long limit, long blocks, long freed, long stillMapped) {

        /**
         * Reads the child's findings.
         *
         * @param findings what it reported
         * @return the outcome
         */
        public static Outcome of(final Findings findings) {
            return new Outcome(
                    findings.number("limit"),
                    findings.number("blocks"),
                    findings.number("freed"),
                    findings.number("stillMapped"));
        }
    }
}

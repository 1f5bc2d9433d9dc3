package org.hedgerow.demo;

import java.time.Duration;
import java.util.List;
import java.util.function.IntConsumer;
import org.hedgerow.demo.child.ChildProcess;
import org.hedgerow.demo.child.ChildResult;
import org.hedgerow.demo.child.Work;
import org.hedgerow.demo.limit.HedgerowChunks;
import org.hedgerow.demo.limit.LimitJvm;
import org.hedgerow.demo.limit.MallocBlocks;
import org.hedgerow.demo.limit.PlainPages;
import org.hedgerow.demo.service.ServiceRun;
import org.hedgerow.harness.JvmCommand;

/** The measurements, each of which runs in a JVM of its own. */
enum Task {
    /** What Linux does with plain pages. */
    PLAIN_PAGES,
    /** What malloc and free do. */
    MALLOC_BLOCKS,
    /** What happens to Hedgerow's chunks. */
    HEDGEROW_CHUNKS,
    /** The service, on one kind of map. */
    SERVICE;

    /** Many times what any of them takes: a child that needs longer hangs. */
    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    Work work() {
        return switch (this) {
            case PLAIN_PAGES -> new PlainPages();
            case MALLOC_BLOCKS -> new MallocBlocks();
            case HEDGEROW_CHUNKS -> new HedgerowChunks();
            case SERVICE -> new ServiceRun();
        };
    }

    private List<String> jvmFlags() {
        return switch (this) {
            case PLAIN_PAGES, MALLOC_BLOCKS -> LimitJvm.interpreting();
            case HEDGEROW_CHUNKS -> LimitJvm.rehearsing();
            case SERVICE -> ServiceRun.jvmFlags();
        };
    }

    /**
     * Runs the measurement in a child JVM.
     *
     * @param arguments for the work
     * @param progress is told the percent done
     * @return what the child found, and how it ended
     */
    ChildResult run(final List<String> arguments, final IntConsumer progress) {
        final JvmCommand command = new JvmCommand(ChildMain.class, jvmFlags());
        return new ChildProcess(command, TIMEOUT).run(ChildMain.arguments(this, arguments), progress);
    }
}

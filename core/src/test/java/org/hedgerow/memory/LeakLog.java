package org.hedgerow.memory;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** The warnings about what was never closed, in the place of the console. */
public final class LeakLog implements AutoCloseable {

    private static final long TIMEOUT_NANOS = 30_000_000_000L;
    private static final long PAUSE_MILLIS = 20;
    private static final int COLLECTIONS = 5;

    private final Logger logger = Logger.getLogger("org.hedgerow.memory");
    private final List<LogRecord> records = new CopyOnWriteArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(final LogRecord record) {
            records.add(record);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    /** Begins to listen. */
    public LeakLog() {
        logger.addHandler(handler);
        logger.setUseParentHandlers(false);
    }

    /**
     * Begins to listen behind who listens otherwise, without end: what is heard here was printed before.
     *
     * @return the log, which is not to be closed
     */
    public static LeakLog behindTheConsole() {
        final LeakLog log = new LeakLog();
        log.close();
        Logger.getLogger("").addHandler(log.handler);
        return log;
    }

    /** What was logged so far. */
    public List<LogRecord> records() {
        return records;
    }

    /** What was logged so far. */
    public List<String> messages() {
        return records.stream().map(LogRecord::getMessage).toList();
    }

    /** What was logged so far about owners of a name. */
    public List<String> messagesAbout(final String owner) {
        return messages().stream()
                .filter(message -> message.startsWith("a " + owner + " "))
                .toList();
    }

    /** Collects garbage until a memory has no blocks in use, and a warning was logged. */
    public void awaitAll(final GuardedMemory memory) {
        awaitThat(() -> memory.stats().liveBlocks() == 0 && !records.isEmpty());
    }

    /** Collects garbage until a memory has no blocks in use. */
    public static void awaitNoBlocks(final GuardedMemory memory) {
        awaitThat(() -> memory.stats().liveBlocks() == 0);
    }

    /** Collects garbage until a condition holds. */
    public static void awaitThat(final BooleanSupplier condition) {
        final long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() - start < TIMEOUT_NANOS, "what is unreachable was not released in time");
            collectOnce();
        }
    }

    /** Collects garbage often enough for what is unreachable to be found. */
    public static void collectGarbage() {
        for (int i = 0; i < COLLECTIONS; i++) {
            collectOnce();
        }
    }

    private static void collectOnce() {
        System.gc();
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (final InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Listens no more. */
    @Override
    public void close() {
        logger.removeHandler(handler);
        logger.setUseParentHandlers(true);
    }
}

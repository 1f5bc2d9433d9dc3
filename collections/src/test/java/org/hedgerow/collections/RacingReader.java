package org.hedgerow.collections;

import java.util.ConcurrentModificationException;
import java.util.NoSuchElementException;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/**
 * A program that does what is not supported: one thread reads a map and a list while another makes them grow and shrink. It
 * ends by itself, having read, or it is a defect.
 */
final class RacingReader {

    private static final int MOST_KEYS = 3_000_000;
    private static final int MOST_ELEMENTS = 1 << 17;

    private final Long2LongHashMap map = new Long2LongHashMap(-1);
    private final LongArrayList list = new LongArrayList();
    private final long endNanos;
    private volatile boolean done;
    private long reads;
    private long surprises;

    private RacingReader(final long seconds) {
        this.endNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    }

    /** Runs for as many seconds as the first argument says, and prints what the reader saw. */
    public static void main(final String[] arguments) throws InterruptedException {
        new RacingReader(Long.parseLong(arguments[0])).run();
    }

    private void run() throws InterruptedException {
        final Thread reader = new Thread(this::read, "reader");
        reader.start();
        write();
        done = true;
        reader.join();
        System.out.println(reads + " reads, " + surprises + " exceptions");
    }

    private void write() {
        final SplittableRandom random = new SplittableRandom(1);
        while (System.nanoTime() < endNanos) {
            final int most = 1 << random.nextInt(4, 31 - Integer.numberOfLeadingZeros(MOST_KEYS));
            for (int number = 0; number < most && System.nanoTime() < endNanos; number++) {
                map.put(LongKeys.RANDOM.at(number), number);
            }
            for (int number = 0; number < most && random.nextInt(1_000_000) > 0; number++) {
                map.remove(LongKeys.RANDOM.at(number));
            }
            map.clear();
            for (int i = 0; i < 100; i++) {
                changeList(random.nextInt(MOST_ELEMENTS));
            }
        }
    }

    private void changeList(final int most) {
        while (list.size() < most) {
            list.addLong(most);
        }
        while (list.size() > most / 8) {
            list.popLong();
        }
        if (most % 2 == 0) {
            list.clear();
            list.trimToSize();
        }
    }

    private void read() {
        final SplittableRandom random = new SplittableRandom(2);
        while (!done) {
            for (int i = 0; i < 1_000; i++) {
                map.get(LongKeys.RANDOM.at(random.nextInt(MOST_KEYS)));
                map.containsKey(random.nextLong());
            }
            try {
                final Long2LongHashMap.EntryIterator entries = map.entrySet().iterator();
                for (int i = 0; i < 1_000 && entries.hasNext(); i++) {
                    entries.next();
                    entries.getLongValue();
                }
            } catch (final ConcurrentModificationException | NoSuchElementException | IllegalStateException e) {
                surprises++;
            }
            try {
                list.forEachLong(element -> {});
                list.indexOf(-1L);
                list.toLongArray();
            } catch (final RuntimeException e) {
                surprises++;
            }
            reads += 3_000;
        }
    }
}

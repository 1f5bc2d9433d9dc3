package org.hedgerow.collections;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.hedgerow.memory.GuardedMemory;
import org.hedgerow.memory.MemoryOptions;
import org.hedgerow.memory.kernel.Ballast;
import org.hedgerow.memory.kernel.ChildJvm;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What collections do whose memory cannot be released, as the heap is full. In the checked mode that takes some heap. */
class FullHeapTest {

    private static final List<String> FLAGS = Stream.concat(
                    Ballast.FLAGS.stream(), Stream.of("-Dhedgerow.checked=true"))
            .toList();

    /** A collection, and what to call of it. */
    private record Subject(Runnable use, Runnable close) {

        /** Whether it says that it is closed. */
        private boolean isClosed() {
            return refuses(use);
        }

        private static boolean refuses(final Runnable action) {
            try {
                action.run();
                return false;
            } catch (final IllegalStateException e) {
                return true;
            }
        }
    }

    /** Prints what came of it. */
    static final class Child {

        private static final int ELEMENTS = 1_000;

        /** So many in a deque that it keeps no block when it is cleared. */
        private static final int MANY_ELEMENTS = 20_000;

        /** So many that they take several blocks beside those that are left. */
        private static final int MORE_ELEMENTS = 2 * MANY_ELEMENTS;

        public static void main(final String[] arguments) {
            final GuardedMemory memory = GuardedMemory.open(MemoryOptions.defaults());
            final List<Subject> subjects = subjects(memory);
            Collections.rotate(subjects, Integer.parseInt(arguments[0]));
            final boolean[] closed = new boolean[subjects.size()];
            for (int i = 0; i < closed.length; i++) {
                Ballast.fill();
                closed[i] = Ballast.leavesRoomFor(subjects.get(i).close);
            }
            Ballast.dropAll();
            for (int i = 0; i < closed.length; i++) {
                final Subject subject = subjects.get(i);
                System.out.print(subject.isClosed() ? "closed, " : "open, ");
                if (!closed[i]) {
                    subject.close.run();
                }
                System.out.print(Subject.refuses(subject.close) ? "once, " : "twice, ");
            }
            System.out.println(memory.stats().liveBlocks() + " blocks");
            System.out.println(clearedAndFilled(new LongDeque(memory), false));
            System.out.println(clearedAndFilled(new LongDeque(memory), true));
            System.out.println(memory.stats().liveBlocks() + " blocks");
        }

        private static List<Subject> subjects(final GuardedMemory memory) {
            final LongArrayList list = new LongArrayList(memory);
            final LongArrayQueue queue = new LongArrayQueue(memory);
            final LongPriorityQueue priorityQueue = new LongPriorityQueue(memory);
            final LongPriorityMap priorityMap = new LongPriorityMap(memory);
            for (int i = 0; i < ELEMENTS; i++) {
                list.addLong(i);
                queue.offerLong(i);
                priorityQueue.offerLong(i);
                priorityMap.setPriority(i, i);
            }
            return Arrays.asList(
                    new Subject(list::popLong, list::close),
                    new Subject(queue::pollLong, queue::close),
                    new Subject(priorityQueue::peekLong, priorityQueue::close),
                    new Subject(priorityMap::minKey, priorityMap::close));
        }

        /** What is in a deque that was cleared while the heap was full, and filled again from one end or the other. */
        private static List<Long> clearedAndFilled(final LongDeque deque, final boolean atStart) {
            for (int i = 0; i < MANY_ELEMENTS; i++) {
                deque.offerLong(i);
            }
            final Runnable clear = deque::clear; // Linked before the heap is full.
            Ballast.fill();
            Ballast.leavesRoomFor(clear);
            Ballast.dropAll();
            final long cleared = deque.longSize();
            for (int i = 0; i < MORE_ELEMENTS; i++) {
                if (atStart) {
                    deque.addFirstLong(-i);
                } else {
                    deque.offerLong(-i);
                }
            }
            final List<Long> sums = new ArrayList<>();
            sums.add(cleared);
            sums.add(deque.longSize());
            long sum = 0;
            while (!deque.isEmpty()) {
                sum += deque.pollLong();
            }
            sums.add(sum);
            deque.close();
            return sums;
        }
    }

    /** Each of them has to be the first once: that links what releases, and so finds the least room. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void whatIsNotReleasedIsReleasedLater(final int rotation, @TempDir final Path directory)
            throws IOException, InterruptedException {
        final ChildJvm.Result result = new ChildJvm(directory, FLAGS).run(Child.class, Integer.toString(rotation));
        assertEquals(0, result.exitCode(), result::toString);
        final long n = Child.MORE_ELEMENTS;
        final List<Long> filled = List.of(0L, n, -n * (n - 1) / 2);
        assertEquals(
                "closed, once, ".repeat(4) + "0 blocks\n" + (filled + "\n").repeat(2) + "0 blocks\n", result.output());
    }
}

package org.hedgerow.testkit.kernel;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.hedgerow.memory.os.Errno;
import org.hedgerow.memory.os.LinuxOs;
import org.hedgerow.memory.os.Os;

/**
 * Makes random calls on the running kernel and on the model, within a window of pages below all other mappings of the
 * process, so that the layout of the window is what {@code /proc/self/maps} begins with. A process of its own runs it: it
 * is held from two above its map limit to six below.
 */
final class KernelComparison {

    static final int ROUNDS = 20;
    static final int CALLS = 150;

    /** As many rounds' calls are made before, so that nothing is met for the first time at the limit. */
    private static final int REHEARSALS = 10;

    /** A process with more mappings takes minutes to fill; the default limit is 65,530. */
    private static final int MAX_LIMIT = 300_000;

    private static final int PAGES = 16;
    /** Lower than anything that the JVM asks for, and not lower than Linux allows (vm.mmap_min_addr). */
    private static final long WINDOW = 0x2_0000L;

    private static final int[] ACCESS = {Os.PROT_NONE, Os.PROT_READ};
    private static final int[] PROTECTIONS = {Os.PROT_NONE, Os.PROT_READ, Os.PROT_READ | Os.PROT_WRITE};
    private static final int[] ADVICE = {
        Os.MADV_DONTNEED,
        Os.MADV_FREE,
        Os.MADV_HUGEPAGE,
        Os.MADV_NOHUGEPAGE,
        Os.MADV_HUGEPAGE,
        Os.MADV_NOHUGEPAGE,
        Os.MADV_POPULATE_WRITE,
        Os.MADV_POPULATE_WRITE,
        Os.MADV_POPULATE_WRITE,
        Os.MADV_POPULATE_WRITE,
        Os.MADV_GUARD_INSTALL
    };

    private static final LinuxOs OS = LinuxOs.instance();

    private final Random random;
    private final int pageBytes = OS.pageBytes();
    private final int zero = OS.open("/dev/zero", Os.O_RDWR | Os.O_CLOEXEC);
    private final Deque<Long> fillers = new ArrayDeque<>();
    /** The first NUMA node; -1 where there is none, or memory may not be bound. */
    private final int boundNode =
            Errno.EFAULT.is(OS.mbind(WINDOW, pageBytes, 0)) ? OS.numaNodes().nextSetBit(0) : -1;

    private final byte[] buffer = new byte[8192];
    private final List<String> calls = new ArrayList<>();
    /**
     * The mappings beside those in the window, as counted after the last round, with what was filled since. To count them takes
     * an interpreter a good part of a second. Should that be wrong, the next count tells.
     */
    private int elsewhere = OS.mapCount();

    private int compared;
    private int refused;
    private int disturbed;
    private VmaTable model = new VmaTable(pageBytes, 0, 0);

    private KernelComparison(final long seed) {
        random = new Random(seed);
    }

    public static void main(final String[] arguments) throws IOException {
        final KernelComparison comparison = new KernelComparison(Long.parseLong(arguments[0]));
        comparison.checkWindow();
        // Near the limit the JVM must not have to load or compile what it has not used before.
        final boolean rehearsed = comparison.round(false, REHEARSALS);
        if (rehearsed && canReachLimit()) {
            comparison.fillTo(OS.maxMapCount() - 200);
        }
        boolean equal = rehearsed;
        for (int round = 0; equal && round < ROUNDS; round++) {
            equal = comparison.round(canReachLimit(), 1);
        }
        comparison.empty();
        System.out.println("compared: " + comparison.compared);
        System.out.println("refused: " + comparison.refused);
        System.out.println("disturbed: " + comparison.disturbed);
        System.out.println(equal ? "all equal" : "different");
    }

    static boolean canReachLimit() {
        return OS.maxMapCount() <= MAX_LIMIT;
    }

    private void checkWindow() throws IOException {
        if (!realLayout().isEmpty()) {
            throw new IllegalStateException("something is mapped below the window's end: " + realLayout());
        }
    }

    /** Compares a sequence of calls, from an empty window on. Answers false if there was a difference. */
    private boolean round(final boolean nearLimit, final int times) throws IOException {
        clear();
        final int limit = OS.maxMapCount();
        if (nearLimit) {
            fillTo(limit + 1 - random.nextInt(8));
        }
        final int others = elsewhere;
        model = new VmaTable(pageBytes, limit, others);
        calls.clear();
        int made = 0;
        int refusals = 0;
        String difference = null;
        while (difference == null && made < CALLS * times) {
            made++;
            final String[] answers = call();
            refusals += answers[1].equals("-12") || answers[1].equals("-11") ? 1 : 0;
            final List<String> modelled = modelLayout();
            final List<String> real = realLayout();
            if (!answers[0].equals(answers[1]) || !modelled.equals(real)) {
                difference = "the model answers " + answers[0] + ", Linux " + answers[1] + "\n  model " + modelled
                        + "\n  Linux " + real;
            }
        }
        final int inWindow = realLayout().size();
        elsewhere = OS.mapCount() - inWindow;
        if (elsewhere != others) {
            // The JVM made or lost a mapping meanwhile: what was compared says nothing.
            disturbed++;
            return true;
        }
        if (difference != null) {
            final int from = Math.max(0, calls.size() - 12);
            System.out.println(difference + "\n  limit " + limit + ", elsewhere " + others + ", after "
                    + calls.subList(from, calls.size()));
            return false;
        }
        compared += made;
        refused += refusals;
        return true;
    }

    /** Makes one call on both; the answers are the model's and Linux's. */
    private String[] call() {
        final int first = random.nextInt(PAGES);
        final int count = 1 + random.nextInt(Math.min(6, PAGES - first));
        final long start = WINDOW + (long) first * pageBytes;
        final long bytes = (long) count * pageBytes;
        final long end = start + bytes;
        final int protection = PROTECTIONS[random.nextInt(PROTECTIONS.length)];
        return switch (random.nextInt(boundNode < 0 ? 10 : 11)) {
            case 0, 1, 2 -> {
                final boolean anonymous = random.nextBoolean();
                final boolean reserve = random.nextBoolean();
                final long offset = anonymous || random.nextInt(4) > 0 ? 0 : (long) random.nextInt(4) * pageBytes;
                calls.add("mmap " + first + "+" + count + " prot " + protection + (anonymous ? "" : " zero " + offset)
                        + (reserve ? " reserve" : ""));
                final int file = anonymous ? Vma.ANONYMOUS : Vma.ZERO_DEVICE;
                final int flags = Os.MAP_PRIVATE
                        | ModelKernel.MAP_FIXED
                        | (anonymous ? Os.MAP_ANONYMOUS : 0)
                        | (reserve ? 0 : Os.MAP_NORESERVE);
                final int modelled = model.map(start, end, protection, reserve, file, offset);
                final long real = OS.mmap(start, bytes, protection, flags, anonymous ? -1 : zero, offset);
                yield answers(modelled, real == start ? 0 : real);
            }
            case 3, 4, 5 -> {
                calls.add("munmap " + first + "+" + count);
                yield answers(model.unmap(start, end), OS.munmap(start, bytes));
            }
            case 6, 7 -> {
                calls.add("mprotect " + first + "+" + count + " prot " + protection);
                yield answers(model.protect(start, end, protection), OS.mprotect(start, bytes, protection));
            }
            case 10 -> {
                calls.add("mbind " + first + "+" + count);
                yield answers(model.bind(start, end, boundNode), OS.mbind(start, bytes, boundNode));
            }
            default -> {
                final int advice = ADVICE[random.nextInt(ADVICE.length)];
                calls.add("madvise " + first + "+" + count + " advice " + advice);
                yield answers(modelledAdvice(start, end, advice), OS.madvise(start, bytes, advice));
            }
        };
    }

    private int modelledAdvice(final long start, final long end, final int advice) {
        return switch (advice) {
            case Os.MADV_HUGEPAGE -> model.adviseHuge(start, end, true);
            case Os.MADV_NOHUGEPAGE -> model.adviseHuge(start, end, false);
            case Os.MADV_POPULATE_WRITE -> model.populate(start, end, true);
            case Os.MADV_GUARD_INSTALL -> model.advisePages(start, end, model::guard);
            default -> model.advisePages(start, end, (from, to) -> {});
        };
    }

    private static String[] answers(final long modelled, final long real) {
        return new String[] {Long.toString(modelled), Long.toString(real)};
    }

    private void clear() throws IOException {
        while (!realLayout().isEmpty()) {
            // A whole window never lies strictly inside a mapping.
            if (OS.munmap(WINDOW, (long) PAGES * pageBytes) != 0) {
                throw new IllegalStateException("the window cannot be cleared");
            }
        }
    }

    /** Maps or unmaps pages elsewhere until the process has that many mappings. */
    private void fillTo(final int count) {
        for (; elsewhere < count; elsewhere++) {
            // A page between two others is a mapping of its own: they are never unmapped but from the last one on.
            final int access = ACCESS[fillers.size() % ACCESS.length];
            final int flags = Os.MAP_PRIVATE | Os.MAP_ANONYMOUS | Os.MAP_NORESERVE;
            final long page = OS.mmap(0, pageBytes, access, flags, -1, 0);
            if (page < 0) {
                return;
            }
            fillers.addLast(page);
        }
        for (; elsewhere > count && !fillers.isEmpty(); elsewhere--) {
            OS.munmap(fillers.removeLast(), pageBytes);
        }
    }

    private void empty() throws IOException {
        clear();
        fillTo(0);
    }

    private List<String> modelLayout() {
        return model.vmas().stream().map(Vma::toString).toList();
    }

    /** The lines of the window, which come first, written as the model writes them. */
    private List<String> realLayout() throws IOException {
        final int length;
        try (InputStream maps = new FileInputStream("/proc/self/maps")) {
            length = maps.read(buffer);
        }
        final List<String> layout = new ArrayList<>();
        for (final String line : new String(buffer, 0, length, StandardCharsets.US_ASCII).split("\n", -1)) {
            final String[] fields = line.split(" +", -1);
            final int dash = fields[0].indexOf('-');
            if (dash < 0
                    || Long.parseUnsignedLong(fields[0].substring(0, dash), 16) >= WINDOW + (long) PAGES * pageBytes) {
                break;
            }
            final long offset = Long.parseLong(fields[2], 16);
            layout.add(fields[0].replaceAll("\\b0+", "") + " " + fields[1].substring(0, 3)
                    + (line.endsWith("/dev/zero") ? " " + Long.toHexString(offset) + " /dev/zero" : ""));
        }
        return layout;
    }
}

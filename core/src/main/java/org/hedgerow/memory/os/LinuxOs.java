package org.hedgerow.memory.os;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Linux, through the C library: the only class of Hedgerow that calls native code.
 *
 * <p>{@code errno} is captured per call, in a segment of that call's own, so that no other thread and no safepoint can
 * change it before it is read. Limits are read from {@code /proc} and {@code /sys}.
 */
@SuppressWarnings("restricted") // Calling native code is what this class is for.
public final class LinuxOs implements Os {

    private static final String NATIVE_ACCESS_ADVICE =
            "Hedgerow calls mmap and munmap, and the JVM denies it native access. Start java with"
                    + " --enable-native-access=org.hedgerow.core (on the module path)"
                    + " or --enable-native-access=ALL-UNNAMED (on the class path).";

    private static final Path MAX_MAP_COUNT = Path.of("/proc/sys/vm/max_map_count");
    private static final Path HUGE_PAGE_BYTES = Path.of("/sys/kernel/mm/transparent_hugepage/hpage_pmd_size");
    private static final Path NUMA_NODES = Path.of("/sys/devices/system/node/has_memory");
    private static final String MAPS = "/proc/self/maps";
    private static final String VSYSCALL = "[vsyscall]";

    /** The kernel default, where {@code /proc} cannot be read. */
    private static final int DEFAULT_MAX_MAP_COUNT = 65_530;

    private static final int MPOL_BIND = 2;
    /** The most nodes of any kernel, and so the bits of a set of them. */
    private static final long NODE_BITS = 1_024;

    private final MethodHandle mmap;
    private final MethodHandle munmap;
    private final MethodHandle mprotect;
    private final MethodHandle madvise;
    private final MethodHandle open;
    private final BoundLater mincore;
    private final BoundLater syscall;
    private final StructLayout callState;
    private final VarHandle errno;
    /** The number of the system call mbind, which the C library has no function for; -1 where it is not known. */
    private final long mbindNumber;

    private final int pageBytes;
    private final long hugePageBytes;

    private LinuxOs(final Linker linker) {
        hugePageBytes = Long.parseLong(firstLine(HUGE_PAGE_BYTES, "0"));
        mbindNumber = mbindNumber(System.getProperty("os.arch", ""));
        callState = Linker.Option.captureStateLayout();
        errno = callState.varHandle(MemoryLayout.PathElement.groupElement("errno"));
        mmap = bind(
                linker,
                "mmap",
                FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG));
        munmap = bind(linker, "munmap", FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_LONG));
        mprotect = bind(linker, "mprotect", FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT));
        madvise = bind(linker, "madvise", FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT));
        open = bind(
                linker, "open", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT), Linker.Option.firstVariadicArg(2));
        mincore = new BoundLater(
                () -> bind(linker, "mincore", FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_LONG, ADDRESS)));
        syscall = new BoundLater(() -> bind(
                linker,
                "syscall",
                FunctionDescriptor.of(
                        JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, ADDRESS, JAVA_LONG, JAVA_LONG),
                Linker.Option.firstVariadicArg(1)));
        final MethodHandle getpagesize =
                linker.downcallHandle(symbol(linker, "getpagesize"), FunctionDescriptor.of(JAVA_INT));
        try {
            pageBytes = (int) getpagesize.invokeExact();
        } catch (final Throwable t) {
            throw rethrow(t);
        }
    }

    /**
     * The running system.
     *
     * @return the one instance
     * @throws UnsupportedOperationException if this is not a 64-bit Linux
     * @throws IllegalStateException if the JVM denies native access; the message says which flag grants it
     */
    public static LinuxOs instance() {
        // A failed initialisation of the holder would hide the cause from the second caller on: check first.
        checkSystem(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
        try {
            return Holder.INSTANCE.orElseThrow();
        } catch (final IllegalCallerException e) {
            throw new IllegalStateException(NATIVE_ACCESS_ADVICE, e);
        }
    }

    /**
     * Refuses systems that have no Linux kernel, or addresses of less than 64 bits.
     *
     * @param name the system property {@code os.name}
     * @param architecture the system property {@code os.arch}
     * @throws UnsupportedOperationException if Hedgerow does not run there
     */
    static void checkSystem(final String name, final String architecture) {
        final boolean linux = name.toLowerCase(Locale.ROOT).startsWith("linux");
        final boolean wide = architecture.contains("64") || architecture.equals("s390x");
        if (!linux || !wide) {
            throw new UnsupportedOperationException("Hedgerow runs on 64-bit Linux, and this is " + name + " on "
                    + architecture + ": use on-heap collections here (Agrona's have the same names and signatures).");
        }
    }

    /** A function that few programs call: it is bound when one does, since the JDK takes 5 ms and more to bind one. */
    private static final class BoundLater {

        private final Supplier<MethodHandle> binding;

        private volatile @Nullable MethodHandle bound;

        private BoundLater(final Supplier<MethodHandle> binding) {
            this.binding = binding;
        }

        private MethodHandle handle() {
            MethodHandle handle = bound;
            if (handle == null) {
                handle = binding.get();
                bound = handle;
            }
            return handle;
        }
    }

    /** Creates the instance at first use, and keeps the refusal of native access for each caller. */
    private static final class Holder {
        private static final Result INSTANCE = Result.of();

        private record Result(
                @Nullable LinuxOs os, @Nullable IllegalCallerException denied) {
            private static Result of() {
                try {
                    return new Result(new LinuxOs(Linker.nativeLinker()), null);
                } catch (final IllegalCallerException e) {
                    return new Result(null, e);
                }
            }

            private LinuxOs orElseThrow() {
                if (os != null) {
                    return os;
                }
                throw new IllegalCallerException(NATIVE_ACCESS_ADVICE, denied);
            }
        }
    }

    @Override
    public long mmap(
            final long address,
            final long bytes,
            final int protection,
            final int flags,
            final int fd,
            final long offset) {
        try (Arena arena = Arena.ofConfined()) {
            final MemorySegment state = arena.allocate(callState);
            final long result = (long) mmap.invokeExact(state, address, bytes, protection, flags, fd, offset);
            return result == -1 ? -errnoOf(state) : result;
        } catch (final Throwable t) {
            throw rethrow(t);
        }
    }

    @Override
    public int munmap(final long address, final long bytes) {
        try (Arena arena = Arena.ofConfined()) {
            final MemorySegment state = arena.allocate(callState);
            return answer((int) munmap.invokeExact(state, address, bytes), state);
        } catch (final Throwable t) {
            throw rethrow(t);
        }
    }

    @Override
    public int mprotect(final long address, final long bytes, final int protection) {
        try (Arena arena = Arena.ofConfined()) {
            final MemorySegment state = arena.allocate(callState);
            return answer((int) mprotect.invokeExact(state, address, bytes, protection), state);
        } catch (final Throwable t) {
            throw rethrow(t);
        }
    }

    @Override
    public int madvise(final long address, final long bytes, final int advice) {
        try (Arena arena = Arena.ofConfined()) {
            final MemorySegment state = arena.allocate(callState);
            return answer((int) madvise.invokeExact(state, address, bytes, advice), state);
        } catch (final Throwable t) {
            throw rethrow(t);
        }
    }

    @Override
    public int mbind(final long address, final long bytes, final int node) {
        if (mbindNumber < 0) {
            return -Errno.ENOSYS.number();
        }
        try (Arena arena = Arena.ofConfined()) {
            final MemorySegment state = arena.allocate(callState);
            final MemorySegment nodes = arena.allocate(NODE_BITS / Byte.SIZE, Long.BYTES);
            nodes.setAtIndex(JAVA_LONG, node / Long.SIZE, 1L << node);
            // The kernel takes one less than the number of bits that it is told.
            final long result = (long) syscall.handle()
                    .invokeExact(state, mbindNumber, address, bytes, (long) MPOL_BIND, nodes, NODE_BITS + 1, 0L);
            return answer((int) result, state);
        } catch (final Throwable t) {
            throw rethrow(t);
        }
    }

    @Override
    public int open(final String path, final int flags) {
        try (Arena arena = Arena.ofConfined()) {
            final MemorySegment state = arena.allocate(callState);
            return answer((int) open.invokeExact(state, arena.allocateFrom(path), flags), state);
        } catch (final Throwable t) {
            throw rethrow(t);
        }
    }

    @Override
    public int mincore(final long address) {
        try (Arena arena = Arena.ofConfined()) {
            final MemorySegment state = arena.allocate(callState);
            final MemorySegment residency = arena.allocate(JAVA_BYTE);
            final int result = (int) mincore.handle().invokeExact(state, address, (long) pageBytes, residency);
            return result == -1 ? -errnoOf(state) : residency.get(JAVA_BYTE, 0) & 1;
        } catch (final Throwable t) {
            throw rethrow(t);
        }
    }

    @Override
    public int pageBytes() {
        return pageBytes;
    }

    @Override
    public long hugePageBytes() {
        return hugePageBytes;
    }

    @Override
    public BitSet numaNodes() {
        return mbindNumber < 0 ? new BitSet() : nodesOf(firstLine(NUMA_NODES, ""));
    }

    /**
     * The number of the system call mbind.
     *
     * @param architecture the system property {@code os.arch}
     * @return the number, or -1 if it is not known
     */
    static long mbindNumber(final String architecture) {
        return switch (architecture) {
            case "amd64", "x86_64" -> 237;
            case "aarch64" -> 235;
            default -> -1;
        };
    }

    /**
     * Reads a set of nodes as the kernel writes it.
     *
     * @param text such as {@code 0-3,7}, or nothing
     * @return the numbers
     */
    static BitSet nodesOf(final String text) {
        final BitSet nodes = new BitSet();
        for (final String range : text.split(",", -1)) {
            if (!range.isEmpty()) {
                final String[] ends = range.split("-", -1);
                nodes.set(Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]) + 1);
            }
        }
        return nodes;
    }

    @Override
    public int maxMapCount() {
        return Integer.parseInt(firstLine(MAX_MAP_COUNT, Integer.toString(DEFAULT_MAX_MAP_COUNT)));
    }

    @Override
    public int mapCount() {
        // One line per mapping, but for [vsyscall], which is always last, and which the kernel does not count. The
        // buffer is of the size up to which the JDK reads without memory of its own.
        final byte[] buffer = new byte[8192];
        final byte[] vsyscall = (VSYSCALL + "\n").getBytes(StandardCharsets.US_ASCII);
        int lines = 0;
        int matched = 0;
        try (InputStream maps = new FileInputStream(MAPS)) {
            for (int length = maps.read(buffer); length >= 0; length = maps.read(buffer)) {
                for (int i = 0; i < length; i++) {
                    final byte b = buffer[i];
                    matched = b == vsyscall[matched] ? matched + 1 : b == vsyscall[0] ? 1 : 0;
                    if (matched == vsyscall.length) {
                        matched = 0;
                        lines--;
                    }
                    if (b == '\n') {
                        lines++;
                    }
                }
            }
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot count the mappings of this process in " + MAPS, e);
        }
        return lines;
    }

    @Override
    public List<Vma> vmas() {
        // A path may be of any bytes but zero. Not Files.lines: it does not read for a thread that was interrupted.
        try {
            return Files.readAllLines(Path.of(MAPS), StandardCharsets.ISO_8859_1).stream()
                    .map(Vma::parse)
                    .filter(vma -> !vma.path().equals(VSYSCALL))
                    .toList();
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot read the mappings of this process in " + MAPS, e);
        }
    }

    private static String firstLine(final Path file, final String otherwise) {
        try {
            // Not readString: it trusts the size of the file, which is 0 for these.
            return Files.readAllLines(file, StandardCharsets.US_ASCII)
                    .getFirst()
                    .strip();
        } catch (final IOException e) {
            return otherwise;
        }
    }

    private int answer(final int result, final MemorySegment state) {
        return result == -1 ? -errnoOf(state) : result;
    }

    private int errnoOf(final MemorySegment state) {
        return (int) errno.get(state, 0L);
    }

    private static MethodHandle bind(
            final Linker linker,
            final String name,
            final FunctionDescriptor signature,
            final Linker.Option... options) {
        final Linker.Option[] all = new Linker.Option[options.length + 1];
        System.arraycopy(options, 0, all, 0, options.length);
        all[options.length] = Linker.Option.captureCallState("errno");
        return linker.downcallHandle(symbol(linker, name), signature, all);
    }

    private static MemorySegment symbol(final Linker linker, final String name) {
        final SymbolLookup library = linker.defaultLookup();
        return library.find(name)
                .orElseThrow(() -> new UnsupportedOperationException(
                        "the C library of this system has no function " + name + ", which Hedgerow needs"));
    }

    /** The handles declare Throwable; what they can really throw is unchecked. */
    private static RuntimeException rethrow(final Throwable t) {
        if (t instanceof Error e) {
            throw e;
        }
        if (t instanceof RuntimeException e) {
            throw e;
        }
        throw new IllegalStateException(t);
    }
}

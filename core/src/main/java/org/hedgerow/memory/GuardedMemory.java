package org.hedgerow.memory;

import java.util.Arrays;
import java.util.Objects;
import org.hedgerow.memory.access.Switch;
import org.hedgerow.memory.os.LinuxOs;
import org.hedgerow.memory.os.Os;
import org.jspecify.annotations.Nullable;

/**
 * Off-heap memory in guarded chunks: what no operation unmaps in part, and no unmapping of which can fail.
 *
 * <p>The life of a chunk:
 *
 * <pre>
 *             allocate                release              reclaim
 *   mapped ------------&gt; in use ---------------&gt; retired ------------&gt; retained --+--&gt; unmapped
 *                          ^                        |   (given back,       |      (its slot is needed, over
 *                          |                        |    in pieces)        |       retainBytes, or trim)
 *                          +------------------------+----------------------+
 *                   reused, by shared chunks and unzeroed blocks / by any
 * </pre>
 *
 * <p>A block of more than {@link MemoryOptions#largeBlockBytes()} is a chunk of its own; smaller ones are slices of
 * shared chunks. Releasing costs a bounded time whatever the size: the memory is only retired, and goes back to the
 * system in pieces: by a helper thread, when nobody needed it for a second ({@link MemoryOptions.Prefault#AHEAD}); by later
 * calls of {@link #allocate} and {@link #release}, a piece each, where there is no helper or it falls behind; or by whoever
 * calls {@link #reclaim}. Since a retained chunk stays mapped, a thread that reads a collection while another changes it, which
 * is not supported, may see wrong values, but hits no unmapped page.
 *
 * <p>Thread-safe. Blocks of up to 32 KiB are handed out without a lock that all threads share. Calls wait for one another
 * for as long as one piece takes, but for some: whoever maps may wait for a count of the mappings of the process, which takes
 * milliseconds where there are ten thousands, and is seldom; {@link #audit} lets others wait for as long; and so does the
 * unmapping of what the process has locked in memory (mlockall), of which the system gives no piece back.
 */
public final class GuardedMemory implements AutoCloseable {

    /** The largest block. */
    public static final long MAX_BLOCK_BYTES = ChunkFactory.MAX_PAYLOAD_BYTES;

    private static final String LOGGER = "org.hedgerow.memory";

    /** How many stripes there are for slices: a power of two, and enough for all threads that can run at once. */
    private static final int STRIPES =
            Integer.highestOneBit(2 * Math.min(64, Runtime.getRuntime().availableProcessors()) - 1);

    /** The memory of the process, once it was asked for. */
    private static volatile @Nullable GuardedMemory sharedMemory;

    /** The chunk factory of the process: the mapping budget is the process's, and so is the factory. */
    private static final class SystemChunks {
        private static final ChunkFactory FACTORY = new ChunkFactory(LinuxOs.instance());

        static {
            Rehearsal.run(new GuardedMemory("rehearsal", MemoryOptions.defaults(), FACTORY, true));
        }
    }

    private final String name;
    private final MemoryOptions options;
    private final ChunkFactory factory;
    private final boolean closeable;

    private final ByteBudget budget;
    private final SlabStripe[] stripes = new SlabStripe[STRIPES];

    /** Guards what follows. */
    private final Object lock = new Object();

    private final SharedChunks shared;
    private final LargeBlocks large;
    private final ChunkPool pool;
    private final Housekeeping housekeeping;

    private @Nullable ManagedMemory managed;

    /** Changes only while the monitors of all stripes are held, too. */
    private boolean closed;

    private GuardedMemory(
            final String name, final MemoryOptions options, final ChunkFactory factory, final boolean closeable) {
        options.checkServedBy(factory.os());
        this.name = name;
        this.options = options;
        this.factory = factory;
        this.closeable = closeable;
        this.budget = new ByteBudget(name, options.maxBytes());
        this.pool = new ChunkPool(name, options, factory);
        this.shared =
                new SharedChunks(pool, options.minChunkBytes(), factory.os().pageBytes());
        this.housekeeping = new Housekeeping(lock, options, budget, shared, pool);
        this.large = new LargeBlocks(lock, options, factory, budget, pool, housekeeping);
        Arrays.setAll(stripes, stripe -> new SlabStripe(new SlabSource()));
    }

    /**
     * Opens a memory of its own: for limits of its own, or to give all of it back at once.
     *
     * @param options how it behaves
     * @return the memory; nothing is mapped yet
     * @throws IllegalArgumentException if the options name a NUMA node that the system does not have, or a system property
     *     that is to be true or false is neither; the message names it
     * @throws UnsupportedOperationException if this is no 64-bit Linux
     * @throws IllegalStateException if the JVM denies native access; the message says what to do
     */
    public static GuardedMemory open(final MemoryOptions options) {
        return openNamed(MemoryNames.next(), options);
    }

    /**
     * Opens a memory of its own, with a name by which it is told from others from outside.
     *
     * @param options how it behaves
     * @param name names it to Java Flight Recorder and JMX: at least one character, and none of {@code * ? , = : "} nor a
     *     control character; not {@code shared}, and not beginning with {@code memory-}, as names do that are not chosen
     * @return the memory; nothing is mapped yet
     * @throws IllegalArgumentException if the name is none, the options name a NUMA node that the system does not have, or a
     *     system property that is to be true or false is neither; the message names it
     * @throws UnsupportedOperationException if this is no 64-bit Linux
     * @throws IllegalStateException if the JVM denies native access; the message says what to do
     */
    public static GuardedMemory open(final MemoryOptions options, final String name) {
        MemoryNames.check(name);
        return openNamed(name, options);
    }

    private static GuardedMemory openNamed(final String name, final MemoryOptions options) {
        Switch.checkAll();
        LinuxOs.instance();
        return new GuardedMemory(name, options, SystemChunks.FACTORY, true).shown();
    }

    /**
     * Opens a memory on another system than the running one: a model of a kernel, or one that injects faults.
     *
     * @param options how it behaves
     * @param os makes all system calls of this memory
     * @return the memory; nothing is mapped yet
     * @throws IllegalArgumentException if the options name a NUMA node that the system does not have
     */
    @SuppressWarnings("exports") // The seam is for Hedgerow's own test tools.
    public static GuardedMemory open(final MemoryOptions options, final Os os) {
        return new GuardedMemory(MemoryNames.next(), options, new ChunkFactory(os), true);
    }

    /**
     * The memory that collections use when they are given none.
     *
     * @return the one instance, with {@link MemoryOptions#ofSystemProperties()}; it cannot be closed
     * @throws UnsupportedOperationException if this is no 64-bit Linux
     * @throws IllegalStateException if the JVM denies native access; the message says what to do
     * @throws IllegalArgumentException if a system property has no such value (the message names it), or names a NUMA
     *     node that the system does not have
     */
    public static GuardedMemory shared() {
        final GuardedMemory present = sharedMemory;
        return present != null ? present : openShared();
    }

    /** Not by the initialisation of a class, which would tell its reason only to the first caller. */
    private static synchronized GuardedMemory openShared() {
        GuardedMemory memory = sharedMemory;
        if (memory == null) {
            Switch.checkAll();
            LinuxOs.instance();
            memory = new GuardedMemory(
                            MemoryNames.SHARED, MemoryOptions.ofSystemProperties(), SystemChunks.FACTORY, false)
                    .shown();
            sharedMemory = memory;
        }
        return memory;
    }

    /**
     * The name of this memory, in events, in JMX and in messages.
     *
     * @return as given when it was opened; {@code memory-1} and so on where none was, and {@code shared} of the shared one
     */
    public String name() {
        return name;
    }

    /**
     * The options that this memory was opened with.
     *
     * @return the options
     */
    public MemoryOptions options() {
        return options;
    }

    /**
     * Allocates a block.
     *
     * @param bytes how many, from 1 to {@link #MAX_BLOCK_BYTES}
     * @return the block; it reads as zero
     * @throws IllegalArgumentException if {@code bytes} is out of its bounds
     * @throws IllegalStateException if the memory is closed
     * @throws MapLimitException if a mapping is needed, and there is none to spare
     * @throws MemoryLimitException if the limit of bytes would be passed
     * @throws OsException if the system refuses for another reason
     */
    public Block allocate(final long bytes) {
        return allocate(bytes, "a user of this memory");
    }

    /**
     * Allocates a block. Costs at most one system call to map (three, where the kernel does not align it for huge pages), one to
     * bind and two to protect, zeroing of at most {@link MemoryOptions#largeBlockBytes()}, and one piece of reclaiming, up to
     * three with {@link MemoryOptions.Decommit#FREE}; with {@link MemoryOptions.Prefault#EAGER} also the populating of the
     * block, which takes time that grows with it.
     *
     * @param bytes how many, from 1 to {@link #MAX_BLOCK_BYTES}
     * @param owner whose it is, for messages
     * @return the block; it reads as zero
     * @throws IllegalArgumentException if {@code bytes} is out of its bounds
     * @throws IllegalStateException if the memory is closed
     * @throws MapLimitException if a mapping is needed, and there is none to spare
     * @throws MemoryLimitException if the limit of bytes would be passed
     * @throws OsException if the system refuses for another reason
     */
    public Block allocate(final long bytes, final String owner) {
        return allocate(bytes, owner, Block.Use.ZEROED);
    }

    /**
     * Allocates a block for an owner who writes before reading, or has it zeroed by {@link Block#zeroPiece}: it may hold what
     * an earlier block held. Where memory comes and goes, that saves the page faults of memory that was given back, or the
     * zeroing of memory that was not. Costs what {@link #allocate(long, String)} does, but no zeroing.
     *
     * @param bytes how many, from 1 to {@link #MAX_BLOCK_BYTES}
     * @param owner whose it is, for messages
     * @return the block; in the checked mode one that holds junk, if it is not large
     * @throws IllegalArgumentException if {@code bytes} is out of its bounds
     * @throws IllegalStateException if the memory is closed
     * @throws MapLimitException if a mapping is needed, and there is none to spare
     * @throws MemoryLimitException if the limit of bytes would be passed
     * @throws OsException if the system refuses for another reason
     */
    public Block allocateUnzeroed(final long bytes, final String owner) {
        return allocate(bytes, owner, Block.Use.UNZEROED);
    }

    /**
     * Allocates a block, as {@link #allocateUnzeroed} does, of which its owner will need more and more from its start on. A block
     * that is a chunk of its own costs address space alone until its owner {@linkplain Block#need asks} for a part of it: only
     * that counts as in use. Of a smaller one all does.
     *
     * @param bytes how many, from 1 to {@link #MAX_BLOCK_BYTES}
     * @param owner whose it is, for messages
     * @return the block
     * @throws IllegalArgumentException if {@code bytes} is out of its bounds
     * @throws IllegalStateException if the memory is closed
     * @throws MapLimitException if a mapping is needed, and there is none to spare
     * @throws MemoryLimitException if the limit of bytes would be passed
     * @throws OsException if the system refuses for another reason
     */
    public Block allocateGrowing(final long bytes, final String owner) {
        return allocate(bytes, owner, Block.Use.GROWING);
    }

    private Block allocate(final long bytes, final String owner, final Block.Use use) {
        if (bytes < 1 || bytes > MAX_BLOCK_BYTES) {
            throw new IllegalArgumentException("a block of " + bytes + " bytes: must be from 1 to " + MAX_BLOCK_BYTES);
        }
        Objects.requireNonNull(owner, "owner");
        final long grantedBytes = grantedBytes(bytes, use);
        acquire(bytes, grantedBytes);
        Block block = null;
        try {
            block = isSlice(bytes) ? takeSlice((int) bytes, owner, use) : takeOther(bytes, owner, use);
        } finally {
            if (block == null) {
                budget.release(grantedBytes);
            }
        }
        if (block.origin() instanceof Chunk chunk) {
            large.populateEagerly(chunk, 0, block.neededBytes());
        }
        return block;
    }

    /** Whether a block of that size is a slice of a slab: the small path, on which threads do not meet. */
    private boolean isSlice(final long bytes) {
        return SlabStripe.hasSlicesFor(bytes) && !isLarge(bytes);
    }

    /** Whether a block of that size is a chunk of its own. */
    private boolean isLarge(final long bytes) {
        return bytes > options.largeBlockBytes();
    }

    /** What a block of that size will occupy, of which its owner need not ask for anything. */
    private long grantedBytes(final long bytes, final Block.Use use) {
        if (isSlice(bytes)) {
            return SlabStripe.sliceBytes((int) bytes);
        }
        return isLarge(bytes) ? large.grantedBytes(bytes, use) : shared.capacityBytes(bytes);
    }

    private void acquire(final long bytes, final long grantedBytes) {
        if (!housekeeping.tryAcquire(grantedBytes)) {
            synchronized (lock) {
                checkOpen();
            }
            throw budget.refused(bytes);
        }
    }

    private Block takeSlice(final int bytes, final String owner, final Block.Use use) {
        final SlabStripe stripe = stripes[(int) Thread.currentThread().threadId() & (STRIPES - 1)];
        final Block block;
        synchronized (stripe) {
            checkOpen();
            block = stripe.take(this, bytes, owner, use == Block.Use.ZEROED);
        }
        housekeeping.besideUnlockedOperation();
        return block;
    }

    private Block takeOther(final long bytes, final String owner, final Block.Use use) {
        synchronized (lock) {
            checkOpen();
            final Block block = isLarge(bytes)
                    ? large.take(this, bytes, owner, use)
                    : shared.takePages(this, bytes, owner, use == Block.Use.ZEROED);
            housekeeping.note();
            housekeeping.besideOperation();
            return block;
        }
    }

    /**
     * Retires a block: its memory goes back later, in pieces. That takes no heap, so a full one does not keep a block from
     * being released. Should the JVM throw an {@link OutOfMemoryError} all the same (it may to end the {@linkplain
     * Block#segment() segment} of a block, in the checked mode, and where it leaves compiled code), the block is either
     * released or can be released again.
     *
     * @param block one that this memory allocated
     * @throws IllegalArgumentException if the block is another memory's
     * @throws IllegalStateException if the block was released before, or a thread is within its segment
     */
    public void release(final Block block) {
        if (block.memory() != this) {
            throw new IllegalArgumentException("the " + block + " was allocated by another memory");
        }
        block.endSegment();
        switch (block.origin()) {
            case Slab slab -> releaseSlice(block, slab);
            case SharedChunk chunk -> releasePages(block, chunk);
            case Chunk chunk -> large.release(block, chunk);
        }
    }

    private void releaseSlice(final Block block, final Slab slab) {
        synchronized (slab.stripe()) {
            block.endLife();
            slab.stripe().giveBack(block, slab);
        }
        budget.release(block.capacityBytes());
        housekeeping.besideUnlockedOperation();
    }

    private void releasePages(final Block block, final SharedChunk chunk) {
        synchronized (lock) {
            block.endLife();
            shared.giveBack(block, chunk);
            housekeeping.note();
            budget.release(block.capacityBytes());
            housekeeping.besideOperation();
        }
    }

    /**
     * Gives retired memory back to the system, in pieces, between any two of which other threads get their turn. A piece
     * is one system call, of at most 256 KiB where pages are small, and of at most one huge page (2 MiB on x86-64) where
     * a chunk asked for huge pages: at most 64 pages of 4 KiB to free, or 512 where such a chunk got small ones. Behind the
     * last piece of a chunk, chunks that occupy no memory any more may be unmapped.
     *
     * @param maxBytes how much at the most, more or less a piece; {@link Long#MAX_VALUE} for all that there is
     * @return how many bytes were given back; 0 if there was nothing to give back, as when the memory is closed
     */
    public long reclaim(final long maxBytes) {
        long total = 0;
        while (total < maxBytes) {
            final long bytes = reclaimPiece();
            if (bytes == 0 && !giveBackEmptySlabs()) {
                break;
            }
            total += bytes;
        }
        return total;
    }

    private long reclaimPiece() {
        synchronized (lock) {
            final long givenBack = housekeeping.giveBackPiece();
            final long bytes = givenBack > 0 ? givenBack : pool.dropPiece();
            housekeeping.note();
            return bytes;
        }
    }

    private boolean giveBackEmptySlabs() {
        boolean any = false;
        for (final SlabStripe stripe : stripes) {
            synchronized (stripe) {
                any |= stripe.giveBackEmptySlabs();
            }
        }
        return any;
    }

    /**
     * Gives all retired memory back to the system, in pieces as {@link #reclaim} does, and unmaps what is retained, each chunk by
     * one system call. What that costs grows with both. Does nothing if the memory is closed.
     */
    public void trim() {
        giveBackAll();
        factory.unmapStranded();
    }

    private void giveBackAll() {
        reclaim(Long.MAX_VALUE);
        while (giveUpRetained()) {
            // The next one.
        }
        reclaim(Long.MAX_VALUE);
    }

    private boolean giveUpRetained() {
        synchronized (lock) {
            final boolean any = pool.giveUpRetained();
            housekeeping.note();
            return any;
        }
    }

    /**
     * What this memory holds and has done.
     *
     * @return the figures of this moment; while other threads allocate and release, those of slices are of a moment
     *     before
     */
    public MemoryStats stats() {
        long blocks = 0;
        long bytes = 0;
        for (final SlabStripe stripe : stripes) {
            synchronized (stripe) {
                blocks += stripe.liveBlocks();
                bytes += stripe.usedBytes();
            }
        }
        synchronized (lock) {
            return new MemoryStats(
                    factory.identity(),
                    factory.separator(),
                    blocks + shared.liveBlocks() + large.liveBlocks(),
                    bytes + shared.usedBytes() + large.usedBytes(),
                    shared.count(),
                    shared.bytes(),
                    shared.freeBytes(),
                    pool.retiredBytes() + housekeeping.unneededBytes() + pool.leavingBytes(),
                    pool.retainedBytes(),
                    pool.mappings(),
                    pool.mappedBytes(),
                    pool.hugeBytes(),
                    pool.mapCalls(),
                    pool.refusedMaps(),
                    factory.failedUnmaps(),
                    factory.strandedBytes());
        }
    }

    /**
     * Shows this memory to JMX, as a {@link GuardedMemoryMXBean} named
     * {@code org.hedgerow:type=GuardedMemory,name=}{@link #name()}, until it is closed. If it is shown already, nothing
     * happens.
     *
     * <p>It is not done unasked, since starting the platform's MBean server takes a program some 50 milliseconds. With
     * {@code -Dhedgerow.jmx=true} each memory is shown when it is opened, and the shared one when it is first used; where
     * another of that name is shown, such as that of another class loader, a warning is logged instead.
     *
     * @throws IllegalStateException if this memory is closed, or another of that name is shown
     */
    public void registerMXBean() {
        synchronized (lock) {
            checkOpen();
            if (managed == null || !managed.isRegistered()) {
                managed = ManagedMemory.register(this);
            }
        }
    }

    /** Shows it if the system property says so; that this is not possible keeps nobody from using the memory. */
    private GuardedMemory shown() {
        if (Switch.JMX.isOn()) {
            try {
                registerMXBean();
            } catch (final IllegalStateException e) {
                System.getLogger(LOGGER).log(System.Logger.Level.WARNING, e.getMessage(), e);
            }
        }
        return this;
    }

    /**
     * Compares what this memory has mapped with what the kernel says of the process ({@code /proc/self/maps}): each
     * chunk is to be exactly the mappings that it was made as, merged with no other and split by none. For tests,
     * diagnosis and curiosity: the cost grows with the mappings of the process, about a millisecond for each thousand,
     * in which other users of this memory wait.
     *
     * @return the differences, of which there should be none, and the address space as text
     * @throws java.io.UncheckedIOException if {@code /proc} cannot be read
     * @throws UnsupportedOperationException if this memory is on a system of its own that does not tell its mappings
     */
    public MemoryAudit audit() {
        synchronized (lock) {
            final ChunkCensus census = pool.census();
            shared.forEachChunk(chunk -> census.tell(chunk, ChunkState.SHARED));
            return census.compareWith(factory.os().vmas());
        }
    }

    /**
     * Unmaps everything, also where the heap is full. The cost grows with what is mapped.
     *
     * @throws IllegalStateException if this is the shared memory, it is closed already, or blocks are in use: close the
     *     collections that live in it first. Nothing is changed then.
     */
    @Override
    public void close() {
        closeWithStripes(0);
    }

    /** Closes with the monitors of all stripes held, so that no thread is taking or releasing a block meanwhile. */
    private void closeWithStripes(final int first) {
        if (first < STRIPES) {
            synchronized (stripes[first]) {
                closeWithStripes(first + 1);
            }
            return;
        }
        synchronized (lock) {
            checkOpen();
            checkCloseable();
            closed = true;
            try {
                housekeeping.helper().close();
                tryToGiveBackAll();
                factory.unmapStranded();
                pool.unmapAll();
            } finally {
                if (managed != null) {
                    managed.unregister();
                }
            }
        }
    }

    /** In pieces, as far as possible: to unmap what is resident at once, others would wait who map or unmap. */
    private void tryToGiveBackAll() {
        try {
            giveBackAll();
        } catch (final OutOfMemoryError e) {
            // So it is unmapped as it is, without slabs, by which it could be used or unmapped again.
            giveBackEmptySlabs();
        }
    }

    private void checkCloseable() {
        if (!closeable) {
            throw new IllegalStateException("the shared memory belongs to the process and cannot be closed: open"
                    + " one by GuardedMemory.open to close it, or call trim to give back what is not in use");
        }
        long blocks = shared.liveBlocks() + large.liveBlocks();
        for (final SlabStripe stripe : stripes) {
            blocks += stripe.liveBlocks();
        }
        if (blocks > 0) {
            throw new IllegalStateException(blocks + " blocks of this memory are in use: close the collections"
                    + " that live in it, or release the blocks, before the memory");
        }
    }

    /** The blocks that are chunks of their own. */
    LargeBlocks large() {
        return large;
    }

    private void checkOpen() {
        if (closed) {
            throw new IllegalStateException("this memory is closed: open another by GuardedMemory.open");
        }
    }

    /** Serves the stripes. */
    private final class SlabSource implements SlabStripe.Source {

        @Override
        public Slab newSlab(final SlabStripe stripe, final int sizeClass) {
            synchronized (lock) {
                final Slab slab = shared.newSlab(stripe, sizeClass);
                housekeeping.note();
                return slab;
            }
        }

        @Override
        public void giveBack(final Slab slab) {
            synchronized (lock) {
                shared.giveBack(slab);
                housekeeping.note();
            }
        }
    }
}

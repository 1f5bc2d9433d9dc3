package org.hedgerow.memory;

import org.hedgerow.memory.MemoryOptions.Decommit;
import org.hedgerow.memory.access.LiveBlocks;
import org.hedgerow.memory.events.MemoryEvents;
import org.hedgerow.memory.events.ReclaimEvent;
import org.hedgerow.memory.os.Errno;
import org.hedgerow.memory.os.Os;
import org.jspecify.annotations.Nullable;

/**
 * One mapping: payload, then a separator page.
 *
 * <pre>
 *  mappingAddress                                             mappingAddress + mappingBytes
 *  |                                                                                      |
 *  +- - - - - - - -+----------------------------------------------------------+-----------+
 *  |   (unused)    | payload: readable and writable, zero when fresh          | separator |
 *  +- - - - - - - -+----------------------------------------------------------+-----------+
 *                  |                                                          |
 *                  address                                     address + payloadBytes
 * </pre>
 *
 * <p>The unused part exists only where the kernel placed a mapping that wants huge pages at an address that does not
 * suit them. The unit of mmap and munmap: what {@link ChunkFactory} mapped by one call, it unmaps by one call, never in
 * parts.
 *
 * <p>Not thread-safe: a chunk has one owner at a time (a block, the shared chunks, the retired or the retained ones).
 */
final class Chunk implements Block.Origin {

    /** What becomes of a range that is to be given back. */
    enum GiveBack {
        /** The system would not take it. */
        REFUSED,
        /** It occupies no memory and reads as zero. */
        DROPPED,
        /** The system takes it when it needs it: until it is written again, it reads as it was or as zero. */
        STALE
    }

    /** The most that one system call gives back where pages are small: it bounds the time of the call. */
    static final long SMALL_PIECE_BYTES = 256L << 10;

    private static final long SUITS_NUMERATOR = 4;
    private static final long SUITS_DENOMINATOR = 3;

    private final Os os;
    private final long mappingBytes;
    private final long payloadBytes;
    private final int mappings;
    private final boolean huge;
    private final Decommit decommit;
    private final MemoryStats.Identity identity;

    private long mappingAddress;
    private long address;

    /** Whether a piece may be being populated, in whatever life of the chunk. */
    private volatile boolean beingPopulated;

    /** Since it was empty, nobody asked for what lies behind: it occupies no memory, and reads as zero. */
    private long touchedUpTo;

    /** How much was given back, from the start of the payload. */
    private long givenBackBytes;

    /** As long as it is in use: so much from its start is not needed any more. */
    private long neededFrom;

    /** As long as it is in use: what lies behind, its user has not asked for, and it occupies no memory. */
    private long neededUpTo;

    /** Whether something of what was given back is stale. */
    private boolean stale;

    /** How much was dropped after all was given back, from the start of the payload. */
    private long droppedBytes;

    /** Where it is listed. */
    @Nullable
    ChunkList list;

    /** The neighbours in that list. */
    @Nullable
    Chunk nextListed;

    @Nullable
    Chunk previousListed;

    /** Made before its mapping is, so that no full heap leaves a mapping for which nothing stands. */
    Chunk(
            final Os os,
            final long mappingBytes,
            final int mappings,
            final MemoryStats.Identity identity,
            final ChunkSpec spec) {
        this.os = os;
        this.mappingBytes = mappingBytes;
        this.mappings = mappings;
        this.identity = identity;
        this.payloadBytes = spec.payloadBytes();
        this.huge = spec.huge();
        this.decommit = spec.decommit();
        this.givenBackBytes = payloadBytes;
    }

    /** Says where it was mapped, and where in that its payload is to begin. */
    void place(final long mapping, final long payload) {
        mappingAddress = mapping;
        address = payload;
    }

    long mappingAddress() {
        return mappingAddress;
    }

    long mappingBytes() {
        return mappingBytes;
    }

    long address() {
        return address;
    }

    long payloadBytes() {
        return payloadBytes;
    }

    long separatorAddress() {
        return address + payloadBytes;
    }

    long separatorBytes() {
        return mappingAddress + mappingBytes - separatorAddress();
    }

    /** How many mappings the kernel counts for it. */
    int mappings() {
        return mappings;
    }

    /** Whether it asked for huge pages. */
    boolean huge() {
        return huge;
    }

    /** What keeps it from merging with its neighbours. */
    MemoryStats.Identity identity() {
        return identity;
    }

    /** How many bytes from its start were given back: they read as zero, unless it {@linkplain #isStale() is stale}. */
    long givenBackBytes() {
        return givenBackBytes;
    }

    /** How much is to be given back, while it is not in use. */
    long bytesToGiveBack() {
        return Math.max(0, touchedUpTo - givenBackBytes);
    }

    boolean isGivenBack() {
        return bytesToGiveBack() == 0;
    }

    /** Whether what was given back may be resident, and may read as it was. */
    boolean isStale() {
        return stale;
    }

    /** How much is to be dropped until it is stale no more. */
    long bytesToDrop() {
        return stale ? touchedUpTo - droppedBytes : 0;
    }

    /** Takes the payload to be written from now on. */
    void beginUse() {
        beginUse(payloadBytes);
        touchedUpTo = payloadBytes;
    }

    /** Takes the payload to be asked for from now on, and to be written where it was; what may be resident counts at once. */
    void beginToGrow() {
        final long residentBytes = residentBytes();
        beginUse(residentBytes);
        if (!beingPopulated) { // else for a block before, late
            touchedUpTo = residentBytes;
        }
    }

    private void beginUse(final long neededBytes) {
        givenBackBytes = 0;
        neededFrom = 0;
        neededUpTo = neededBytes;
        stale = false;
        droppedBytes = 0;
    }

    /** The offset before which its user needs nothing any more. */
    long neededFrom() {
        return neededFrom;
    }

    /** Says that its user needs another piece, behind those before, no more. */
    void notePieceUnneeded() {
        neededFrom += pieceBytes();
    }

    /** The offset up to which its user has asked for it. */
    long neededUpTo() {
        return neededUpTo;
    }

    /** Says up to where its user asks for it. */
    void noteNeededUpTo(final long offset) {
        neededUpTo = offset;
        touchedUpTo = Math.max(touchedUpTo, offset);
    }

    /** How much of it counts as in use, as long as it is. */
    long neededBytes() {
        return neededUpTo - neededFrom;
    }

    /** How much of it, from its start, may occupy memory while it is not in use. */
    long residentBytes() {
        return isGivenBack() && !stale ? 0 : touchedUpTo;
    }

    /** Has the last piece of what its user asked for occupy no memory; answers how many bytes, 0 if the system refused. */
    long dropLastPiece() {
        final long offset = (neededUpTo - 1) / pieceBytes() * pieceBytes();
        final long bytes = neededUpTo - offset;
        return advise(offset, bytes, Os.MADV_DONTNEED) == 0 ? bytes : 0;
    }

    /** How much of what its user needs no more was not given back. */
    long unneededBytes() {
        return neededFrom - givenBackBytes;
    }

    /** Says that a piece is begun, or over. */
    void setBeingPopulated(final boolean isBeing) {
        beingPopulated = isBeing;
    }

    /**
     * Whether the helper may be populating a piece of it at the moment, though the block was released. Such a chunk is not
     * unmapped: its addresses might be another's before the piece is over.
     */
    boolean isBeingPopulated() {
        return beingPopulated;
    }

    /** Has a range of the payload backed by memory; answers false if the system does not do that. */
    boolean populate(final long offset, final long bytes) {
        return os.madvise(address + offset, bytes, Os.MADV_POPULATE_WRITE) == 0;
    }

    /** From which offset on it may read as anything else than zero; the end of the payload if from none. */
    long zeroBytes() {
        if (stale) {
            return 0;
        }
        return isGivenBack() ? payloadBytes : givenBackBytes;
    }

    /**
     * Whether it suits a block: one that is at least three quarters of it.
     *
     * @param blockBytes the size of the block, in whole pages
     * @param hugePages whether it asks for huge pages
     */
    boolean suits(final long blockBytes, final boolean hugePages) {
        return huge == hugePages
                && payloadBytes >= blockBytes
                && payloadBytes / SUITS_NUMERATOR * SUITS_DENOMINATOR <= blockBytes;
    }

    /** How many bytes one call gives back. */
    long pieceBytes() {
        return huge ? Math.max(SMALL_PIECE_BYTES, os.hugePageBytes()) : SMALL_PIECE_BYTES;
    }

    /** Whether one call gives all of it back. */
    boolean isOnePiece() {
        return payloadBytes <= pieceBytes();
    }

    /**
     * Gives the next piece of the payload back to the system, by one call, behind what was given back before.
     *
     * @param upTo an offset in the payload, a multiple of the page size; nothing at or behind it is touched
     * @return how many bytes were given back; 0 if there was nothing to do, or the system refused
     */
    long giveBackPiece(final long upTo) {
        final long bytes = nextPieceBytes(upTo);
        return bytes == 0 ? 0 : noteGivenBack(bytes, giveBack(givenBackBytes, bytes));
    }

    /** How large the next piece is. */
    long nextPieceBytes(final long upTo) {
        return Math.max(0, Math.min(pieceBytes(), Math.min(upTo, touchedUpTo) - givenBackBytes));
    }

    /** Says what became of the next piece; answers how many bytes were given back. */
    long noteGivenBack(final long bytes, final GiveBack result) {
        if (result == GiveBack.REFUSED) {
            return 0;
        }
        stale |= result == GiveBack.STALE;
        givenBackBytes += bytes;
        return bytes;
    }

    /**
     * Drops the next piece of a payload that was given back and is stale, by one call. After the last one it is stale no
     * more: it occupies no memory and reads as zero.
     *
     * @return how many bytes were dropped; 0 if there was nothing to do, or the system refused
     */
    long dropPiece() {
        final long bytes = Math.min(pieceBytes(), bytesToDrop());
        if (bytes == 0 || advise(droppedBytes, bytes, Os.MADV_DONTNEED) != 0) {
            return 0;
        }
        droppedBytes += bytes;
        stale = droppedBytes < touchedUpTo;
        return bytes;
    }

    /**
     * Gives a range of the payload back to the system, by one call that succeeds.
     *
     * @param offset its start, a multiple of the page size
     * @param bytes its length, a multiple of the page size
     * @return what became of it
     */
    GiveBack giveBack(final long offset, final long bytes) {
        if (decommit == Decommit.FREE) {
            final int answer = advise(offset, bytes, Os.MADV_FREE);
            if (!Errno.EINVAL.is(answer)) {
                return answer == 0 ? GiveBack.STALE : GiveBack.REFUSED;
            }
            // The system does not know it.
        }
        return advise(offset, bytes, Os.MADV_DONTNEED) == 0 ? GiveBack.DROPPED : GiveBack.REFUSED;
    }

    private int advise(final long offset, final long bytes, final int advice) {
        final ReclaimEvent event = MemoryEvents.reclaim();
        final int answer = os.madvise(address + offset, bytes, advice);
        if (event != null && answer == 0) {
            event.report(address + offset, bytes);
        }
        return answer;
    }

    /** Makes the checked mode forget the blocks that lay here. */
    void forgetBlocks() {
        LiveBlocks.forget(mappingAddress, mappingBytes);
    }

    @Override
    public String toString() {
        return "chunk of " + payloadBytes + " bytes at 0x" + Long.toHexString(address);
    }
}

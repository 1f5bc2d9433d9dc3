package org.hedgerow.memory;

import org.hedgerow.memory.access.LiveBlocks;
import org.hedgerow.memory.events.ReclaimEvent;
import org.hedgerow.memory.os.Os;

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

    /** The most that one system call gives back where pages are small: it bounds the time of the call. */
    static final long SMALL_PIECE_BYTES = 256L << 10;

    private final Os os;
    private final long mappingAddress;
    private final long mappingBytes;
    private final long address;
    private final long payloadBytes;
    private final int mappings;
    private final boolean huge;
    private final MemoryStats.Identity identity;

    /** From the start of the payload, what occupies no memory and reads as zero. */
    private long cleanBytes;

    Chunk(
            final Os os,
            final long mappingAddress,
            final long mappingBytes,
            final long address,
            final long payloadBytes,
            final int mappings,
            final boolean huge,
            final MemoryStats.Identity identity) {
        this.os = os;
        this.mappingAddress = mappingAddress;
        this.mappingBytes = mappingBytes;
        this.address = address;
        this.payloadBytes = payloadBytes;
        this.mappings = mappings;
        this.huge = huge;
        this.identity = identity;
        this.cleanBytes = payloadBytes;
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

    /** How many bytes from its start are known to occupy no memory, and to read as zero. */
    long cleanBytes() {
        return cleanBytes;
    }

    boolean isClean() {
        return cleanBytes == payloadBytes;
    }

    /** Takes the payload to be written from now on. */
    void beginUse() {
        cleanBytes = 0;
    }

    /** How many bytes one call gives back. */
    long pieceBytes() {
        return huge ? Math.max(SMALL_PIECE_BYTES, os.hugePageBytes()) : SMALL_PIECE_BYTES;
    }

    /**
     * Gives the next piece of the payload back to the system, by one call, behind what was given back before.
     *
     * @param upTo an offset in the payload, a multiple of the page size; nothing at or behind it is touched
     * @return how many bytes were given back; 0 if there was nothing to do, or the system refused
     */
    long giveBackPiece(final long upTo) {
        final long bytes = Math.min(pieceBytes(), upTo - cleanBytes);
        if (bytes <= 0 || !giveBack(cleanBytes, bytes)) {
            return 0;
        }
        cleanBytes += bytes;
        return bytes;
    }

    /**
     * Gives a range of the payload back to the system, by one call.
     *
     * @param offset its start, a multiple of the page size
     * @param bytes its length, a multiple of the page size
     * @return true unless the system refused
     */
    boolean giveBack(final long offset, final long bytes) {
        final ReclaimEvent event = new ReclaimEvent();
        if (os.madvise(address + offset, bytes, Os.MADV_DONTNEED) != 0) {
            return false;
        }
        event.report(address + offset, bytes);
        return true;
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

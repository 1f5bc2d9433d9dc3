package org.hedgerow.table;

/**
 * Comparisons whose outcome is a number, where a branch could not be predicted. Only zero has as many leading zeros as it
 * has bits; the mask tells the compiler that no other number than 0 or 1 comes out, so that an address that is made of it is
 * not checked.
 */
final class Bits {

    private Bits() {}

    /** 1 for zero, otherwise 0. */
    static int isZero(final long bits) {
        return (Long.numberOfLeadingZeros(bits) >>> 6) & 1;
    }

    /** The same for an int. */
    static int isZero(final int bits) {
        return (Integer.numberOfLeadingZeros(bits) >>> 5) & 1;
    }
}

package org.hedgerow.concurrent;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteOrder;
import org.agrona.AsciiEncoding;
import org.agrona.AsciiNumberFormatException;
import org.jspecify.annotations.Nullable;

/**
 * The part of {@link SegmentBuffer} that reads and writes text: ASCII, UTF-8, and numbers in ASCII. A string stands alone,
 * or behind its length in bytes, an {@code int}. Where text is appended or a number read, nothing is allocated.
 */
abstract class TextSegmentBuffer extends PlainSegmentBuffer {

    private static final int MAX_ASCII = 127;
    private static final int DECIMAL = 10;

    @Override
    public final String getStringAscii(final int index) {
        return getStringAscii(index, ByteOrder.nativeOrder());
    }

    @Override
    public final String getStringAscii(final int index, final ByteOrder byteOrder) {
        return getStringAscii(index, getInt(index, byteOrder));
    }

    @Override
    public final String getStringAscii(final int index, final int length) {
        return getStringWithoutLengthAscii(index + STR_HEADER_LEN, length);
    }

    @Override
    public final String getStringWithoutLengthAscii(final int index, final int length) {
        return new String(bytes(index, length), US_ASCII);
    }

    @Override
    public final int getStringAscii(final int index, final Appendable appendable) {
        return getStringAscii(index, appendable, ByteOrder.nativeOrder());
    }

    @Override
    public final int getStringAscii(final int index, final Appendable appendable, final ByteOrder byteOrder) {
        return getStringAscii(index, getInt(index, byteOrder), appendable);
    }

    @Override
    public final int getStringAscii(final int index, final int length, final Appendable appendable) {
        boundsCheck(index, STR_HEADER_LEN);
        return getStringWithoutLengthAscii(index + STR_HEADER_LEN, length, appendable);
    }

    /**
     * {@inheritDoc}
     *
     * @throws UncheckedIOException if {@code appendable} throws an {@link IOException}
     */
    @Override
    public final int getStringWithoutLengthAscii(final int index, final int length, final Appendable appendable) {
        boundsCheck(index, length);
        try {
            for (int i = index; i < index + length; i++) {
                appendable.append(ascii((char) getByte(i)));
            }
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
        return length;
    }

    private byte[] bytes(final int index, final int length) {
        boundsCheck(index, length);
        final byte[] bytes = new byte[length];
        getBytes(index, bytes);
        return bytes;
    }

    private static char ascii(final char character) {
        return character > MAX_ASCII ? '?' : character;
    }

    @Override
    public final int putStringAscii(final int index, final @Nullable String value) {
        return putStringAscii(index, (CharSequence) value);
    }

    @Override
    public final int putStringAscii(final int index, final @Nullable CharSequence value) {
        return putStringAscii(index, value, ByteOrder.nativeOrder());
    }

    @Override
    public final int putStringAscii(final int index, final @Nullable String value, final ByteOrder byteOrder) {
        return putStringAscii(index, (CharSequence) value, byteOrder);
    }

    @Override
    public final int putStringAscii(final int index, final @Nullable CharSequence value, final ByteOrder byteOrder) {
        final int length = value == null ? 0 : value.length();
        boundsCheck(index, STR_HEADER_LEN + length);
        putInt(index, length, byteOrder);
        return STR_HEADER_LEN + putStringWithoutLengthAscii(index + STR_HEADER_LEN, value);
    }

    @Override
    public final int putStringWithoutLengthAscii(final int index, final @Nullable String value) {
        return putStringWithoutLengthAscii(index, (CharSequence) value);
    }

    @Override
    public final int putStringWithoutLengthAscii(final int index, final @Nullable CharSequence value) {
        return value == null ? 0 : putStringWithoutLengthAscii(index, value, 0, value.length());
    }

    @Override
    public final int putStringWithoutLengthAscii(
            final int index, final @Nullable String value, final int valueOffset, final int length) {
        return putStringWithoutLengthAscii(index, (CharSequence) value, valueOffset, length);
    }

    @Override
    public final int putStringWithoutLengthAscii(
            final int index, final @Nullable CharSequence value, final int valueOffset, final int length) {
        if (value == null) {
            return 0;
        }
        final int count = Math.min(value.length() - valueOffset, length);
        boundsCheck(index, count);
        for (int i = 0; i < count; i++) {
            putByte(index + i, (byte) ascii(value.charAt(valueOffset + i)));
        }
        return count;
    }

    @Override
    public final String getStringUtf8(final int index) {
        return getStringUtf8(index, ByteOrder.nativeOrder());
    }

    @Override
    public final String getStringUtf8(final int index, final ByteOrder byteOrder) {
        return getStringUtf8(index, getInt(index, byteOrder));
    }

    @Override
    public final String getStringUtf8(final int index, final int length) {
        return getStringWithoutLengthUtf8(index + STR_HEADER_LEN, length);
    }

    @Override
    public final String getStringWithoutLengthUtf8(final int index, final int length) {
        return new String(bytes(index, length), UTF_8);
    }

    @Override
    public final int putStringUtf8(final int index, final @Nullable String value) {
        return putStringUtf8(index, value, Integer.MAX_VALUE);
    }

    @Override
    public final int putStringUtf8(final int index, final @Nullable String value, final ByteOrder byteOrder) {
        return putStringUtf8(index, value, byteOrder, Integer.MAX_VALUE);
    }

    @Override
    public final int putStringUtf8(final int index, final @Nullable String value, final int maxEncodedLength) {
        return putStringUtf8(index, value, ByteOrder.nativeOrder(), maxEncodedLength);
    }

    @Override
    public final int putStringUtf8(
            final int index, final @Nullable String value, final ByteOrder byteOrder, final int maxEncodedLength) {
        final byte[] bytes = utf8(value);
        if (bytes.length > maxEncodedLength) {
            throw new IllegalArgumentException("Encoded string larger than maximum size: " + maxEncodedLength);
        }
        boundsCheck(index, STR_HEADER_LEN + bytes.length);
        putInt(index, bytes.length, byteOrder);
        putBytes(index + STR_HEADER_LEN, bytes);
        return STR_HEADER_LEN + bytes.length;
    }

    @Override
    public final int putStringWithoutLengthUtf8(final int index, final @Nullable String value) {
        final byte[] bytes = utf8(value);
        putBytes(index, bytes);
        return bytes.length;
    }

    /** As in Agrona's buffers, null is the text "null" here, and no text in ASCII. */
    private static byte[] utf8(final @Nullable String value) {
        return String.valueOf(value).getBytes(UTF_8);
    }

    @Override
    public final int parseNaturalIntAscii(final int index, final int length) {
        checkNotEmpty(index, length);
        return (int) parseDigits(index, length, 0, AsciiEncoding.INT_MAX_DIGITS, Integer.MAX_VALUE, "int");
    }

    @Override
    public final long parseNaturalLongAscii(final int index, final int length) {
        checkNotEmpty(index, length);
        return parseDigits(index, length, 0, AsciiEncoding.LONG_MAX_DIGITS, Long.MAX_VALUE, "long");
    }

    @Override
    public final int parseIntAscii(final int index, final int length) {
        checkNotEmpty(index, length);
        if (getByte(index) != AsciiEncoding.MINUS_SIGN) {
            return parseNaturalIntAscii(index, length);
        }
        return (int) -parseDigits(index, length, 1, AsciiEncoding.INT_MAX_DIGITS, -(long) Integer.MIN_VALUE, "int");
    }

    @Override
    public final long parseLongAscii(final int index, final int length) {
        checkNotEmpty(index, length);
        if (getByte(index) != AsciiEncoding.MINUS_SIGN) {
            return parseNaturalLongAscii(index, length);
        }
        // As an unsigned number, this is one more than the greatest long.
        return -parseDigits(index, length, 1, AsciiEncoding.LONG_MAX_DIGITS, Long.MIN_VALUE, "long");
    }

    private void checkNotEmpty(final int index, final int length) {
        boundsCheck(index, length);
        if (length == 0) {
            throw new AsciiNumberFormatException("empty string: index=" + index + " length=" + length);
        }
    }

    /**
     * Reads a number without its sign, as an unsigned one: 19 digits are less than 2<sup>64</sup>.
     *
     * @param skipped how many bytes are read already
     * @param max the greatest number, unsigned
     */
    private long parseDigits(
            final int index,
            final int length,
            final int skipped,
            final int maxDigits,
            final long max,
            final String type) {
        final int digits = length - skipped;
        if (digits > maxDigits) {
            throw new AsciiNumberFormatException(type + " overflow parsing: " + text(index, length));
        }
        long number = 0;
        for (int i = index + skipped; i < index + length; i++) {
            final byte digit = getByte(i);
            if (!AsciiEncoding.isDigit(digit)) {
                throw notANumber(index, length, type);
            }
            number = DECIMAL * number + (digit - AsciiEncoding.ZERO);
        }
        if (digits == 0) {
            throw notANumber(index, length, type);
        }
        if (Long.compareUnsigned(number, max) > 0) {
            throw new AsciiNumberFormatException(type + " overflow parsing: " + text(index, length));
        }
        return number;
    }

    private AsciiNumberFormatException notANumber(final int index, final int length, final String type) {
        return new AsciiNumberFormatException("error parsing " + type + ": " + text(index, length));
    }

    private String text(final int index, final int length) {
        return getStringWithoutLengthAscii(index, length);
    }

    @Override
    public final int putIntAscii(final int index, final int value) {
        return putLongAscii(index, value);
    }

    @Override
    public final int putNaturalIntAscii(final int index, final int value) {
        return putNaturalLongAscii(index, value);
    }

    @Override
    public final int putLongAscii(final int index, final long value) {
        if (value >= 0) {
            return putNaturalLongAscii(index, value);
        }
        if (value == Long.MIN_VALUE) {
            putBytes(index, AsciiEncoding.MIN_LONG_VALUE);
            return AsciiEncoding.MIN_LONG_VALUE.length;
        }
        boundsCheck(index, 1 + AsciiEncoding.digitCount(-value));
        putByte(index, AsciiEncoding.MINUS_SIGN);
        return 1 + putNaturalLongAscii(index + 1, -value);
    }

    @Override
    public final int putNaturalLongAscii(final int index, final long value) {
        final int digits = AsciiEncoding.digitCount(checkNatural(value));
        putDigits(index, digits, value);
        return digits;
    }

    @Override
    public final void putNaturalPaddedIntAscii(final int offset, final int length, final int value) {
        boundsCheck(offset, length);
        if (checkNatural(value) > 0 && AsciiEncoding.digitCount(value) > length) {
            throw new NumberFormatException("Cannot write " + value + " in " + length + " bytes");
        }
        putDigits(offset, length, value);
    }

    @Override
    public final int putNaturalIntAsciiFromEnd(final int value, final int endExclusive) {
        // As in Agrona's buffers, nothing is written for zero.
        final int digits = checkNatural(value) == 0 ? 0 : AsciiEncoding.digitCount(value);
        putDigits(endExclusive - digits, digits, value);
        return endExclusive - digits;
    }

    private static long checkNatural(final long value) {
        if (value < 0) {
            throw new NumberFormatException("a natural number is not negative: " + value);
        }
        return value;
    }

    /** Writes the last digits of a number, with zeros in front of them if there are not as many. */
    private void putDigits(final int index, final int digits, final long value) {
        boundsCheck(index, digits);
        long rest = value;
        for (int i = index + digits - 1; i >= index; i--) {
            putByte(i, (byte) (AsciiEncoding.ZERO + rest % DECIMAL));
            rest /= DECIMAL;
        }
    }
}

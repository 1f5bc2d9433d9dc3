package org.hedgerow.concurrent;

import java.io.StringWriter;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.ExpandableDirectByteBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.AtomicBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Calls each operation of {@link AtomicBuffer} on Agrona's buffer and on ours, with equal arguments that chance chooses, and
 * compares results, exceptions' kinds, and the bytes. A program, as Agrona's buffer needs a flag.
 */
final class UnsafeBufferComparison {

    private static final int CAPACITY = 96;
    private static final int CALLS = 150;

    private final SplittableRandom random = new SplittableRandom(42);
    private final AtomicBuffer theirs = new UnsafeBuffer(ByteBuffer.allocateDirect(CAPACITY));
    private final AtomicBuffer ours = new SegmentBuffer(ByteBuffer.allocateDirect(CAPACITY));

    /** Compares all operations, and answers how many there were; throws an error where they differ. */
    static int compareAll() {
        final UnsafeBufferComparison comparison = new UnsafeBufferComparison();
        final List<Method> operations = Stream.of(AtomicBuffer.class.getMethods())
                .filter(method -> !method.getName().equals("wrap")
                        && !method.getName().equals("addressOffset")
                        && !method.getName().equals("byteBuffer")
                        && !Modifier.isStatic(method.getModifiers()))
                .sorted(Comparator.comparing(Method::toString))
                .toList();
        for (int call = 0; call < CALLS; call++) {
            for (final Method operation : operations) {
                comparison.compare(operation);
            }
        }
        return operations.size();
    }

    /** Copies from a buffer of ours over an array, which has no address, to Agrona's; throws an error where that goes wrong. */
    static void copyFromArray() {
        final byte[] array = {0, 1, 2, 3, 4};
        copyFrom(new SegmentBuffer(array, 1, 4));
        copyFrom(new SegmentBuffer(MemorySegment.ofArray(array).asSlice(1)));
        copyFrom(new SegmentBuffer(ByteBuffer.wrap(array).asReadOnlyBuffer(), 1, 4));
        copyFrom(new SegmentBuffer(ByteBuffer.allocateDirect(5).put(array), 1, 4));
    }

    /** The same for one that is an array or is not. */
    private static void copyFrom(final SegmentBuffer source) {
        for (final MutableDirectBuffer destination : List.of(
                new ExpandableArrayBuffer(8),
                new ExpandableDirectByteBuffer(8),
                new ExpandableArrayBuffer(4), // which has to expand
                new ExpandableDirectByteBuffer(4),
                new UnsafeBuffer(new byte[8]),
                new UnsafeBuffer(ByteBuffer.allocateDirect(8)))) {
            source.getBytes(1, destination, 2, 3);
            final byte[] copied = new byte[destination.capacity()];
            destination.getBytes(0, copied);
            if (!Arrays.equals(copied, Arrays.copyOf(new byte[] {0, 0, 2, 3, 4}, copied.length))) {
                throw new AssertionError(destination.getClass() + " has " + Arrays.toString(copied));
            }
        }
    }

    /** Compares hashes and orders of buffers of short lengths, whole words and others; throws an error where they differ. */
    static void compareLengths() {
        final SplittableRandom random = new SplittableRandom(7);
        for (int length = 1; length <= 20; length++) {
            final byte[] bytes = new byte[length];
            random.nextBytes(bytes);
            final byte[] others = bytes.clone();
            others[length - 1]++;
            final byte[] ofOtherSign = bytes.clone();
            ofOtherSign[length - 1] = (byte) ~bytes[length - 1];
            final List<DirectBuffer> beside = List.of(
                    new UnsafeBuffer(bytes),
                    new UnsafeBuffer(others),
                    new UnsafeBuffer(ofOtherSign),
                    new UnsafeBuffer(bytes, 0, length - 1));
            final int[] expected = hashAndOrders(new UnsafeBuffer(bytes), beside);
            final int[] actual = hashAndOrders(new SegmentBuffer(bytes), beside);
            if (!Arrays.equals(expected, actual)) {
                throw new AssertionError("hash and orders of " + length + " bytes: Agrona's "
                        + Arrays.toString(expected) + ", ours " + Arrays.toString(actual));
            }
        }
    }

    private static int[] hashAndOrders(final AtomicBuffer buffer, final List<DirectBuffer> beside) {
        return IntStream.concat(
                        IntStream.of(buffer.hashCode()),
                        beside.stream().mapToInt(other -> Integer.signum(buffer.compareTo(other))))
                .toArray();
    }

    /** Copies from memory that is not there any more, and answers how often that was refused. */
    static int copyFromClosed() {
        final SegmentBuffer source;
        try (Arena arena = Arena.ofShared()) {
            source = new SegmentBuffer(arena.allocate(8));
        }
        final UnsafeBuffer destination = new UnsafeBuffer(ByteBuffer.allocateDirect(8));
        final List<Runnable> copies = List.of(
                () -> source.getBytes(0, destination, 0, 8),
                () -> source.getBytes(0, new ExpandableArrayBuffer(8), 0, 8),
                () -> destination.putBytes(0, source, 0, 8));
        int refused = 0;
        for (final Runnable copy : copies) {
            try {
                copy.run();
            } catch (final IllegalStateException e) {
                refused++;
            }
        }
        return refused;
    }

    private void compare(final Method operation) {
        // Now and then the buffers get new contents, most of them digits, so that numbers are found.
        final byte[] contents = new byte[CAPACITY];
        for (int i = 0; i < CAPACITY; i++) {
            contents[i] = (byte) (random.nextInt(8) == 0 ? random.nextInt(-128, 128) : '0' + random.nextInt(10));
        }
        theirs.putBytes(0, contents);
        ours.putBytes(0, contents);
        if (operation.getName().contains("String") && operation.getName().startsWith("get")) {
            final int length = random.nextInt(-1, 60);
            for (int i = 0; i < 16; i += 4) {
                theirs.putInt(i, length);
                ours.putInt(i, length);
            }
        }
        final long seed = random.nextLong();
        final Outcome expected = call(operation, theirs, seed);
        final Outcome actual = call(operation, ours, seed);
        if (!expected.equals(actual)) {
            throw new AssertionError(operation + ": Agrona's " + expected + ", ours " + actual);
        }
        if (expected.failure() == null && theirs.compareTo(ours) != 0) {
            throw new AssertionError(operation + " of " + expected.arguments() + " left other bytes");
        }
    }

    /** What came of a call. */
    private record Outcome(String arguments, String result, String failure, String after) {}

    private static Outcome call(final Method operation, final AtomicBuffer buffer, final long seed) {
        final List<Object> arguments = arguments(operation, seed);
        final String before = text(arguments);
        try {
            final Object result = operation.invoke(buffer, arguments.toArray());
            return new Outcome(before, Objects.toString(result), null, text(arguments));
        } catch (final InvocationTargetException e) {
            return new Outcome(before, null, e.getCause().getClass().getName(), null);
        } catch (final IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }

    private static String text(final List<Object> arguments) {
        return arguments.stream()
                .map(argument -> switch (argument) {
                    case null -> "null";
                    case byte[] bytes -> Arrays.toString(bytes);
                    case ByteBuffer bytes ->
                        bytes + new SegmentBuffer(bytes).getStringWithoutLengthAscii(0, bytes.capacity());
                    case MutableDirectBuffer bytes -> Arrays.toString(bytes.byteArray());
                    default -> argument.toString();
                })
                .toList()
                .toString();
    }

    /** Arguments for an operation: mostly within the bounds. */
    private static List<Object> arguments(final Method operation, final long seed) {
        final SplittableRandom random = new SplittableRandom(seed);
        final String name = operation.getName();
        final List<Object> arguments = new ArrayList<>();
        for (final Class<?> type : operation.getParameterTypes()) {
            arguments.add(argument(type, name, arguments.size(), random));
        }
        return arguments;
    }

    private static Object argument(
            final Class<?> type, final String name, final int place, final SplittableRandom random) {
        if (type == int.class) {
            return intArgument(name, place, random);
        } else if (type == long.class) {
            return longArgument(name, random);
        } else if (type == short.class) {
            return (short) random.nextInt();
        } else if (type == char.class) {
            return (char) random.nextInt();
        } else if (type == byte.class) {
            return (byte) random.nextInt();
        } else if (type == double.class) {
            return random.nextDouble();
        } else if (type == float.class) {
            return (float) random.nextDouble();
        } else if (type == boolean.class) {
            return random.nextBoolean();
        } else if (type == ByteOrder.class) {
            return random.nextBoolean() ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        } else if (type == byte[].class) {
            return bytes(random);
        } else if (type == ByteBuffer.class) {
            return ByteBuffer.wrap(bytes(random)).position(4);
        } else if (type == Appendable.class) {
            return new StringWriter();
        } else if (type == String.class || type == CharSequence.class) {
            return random.nextInt(9) == 0
                    ? null
                    : "aü€\u007fZz9".substring(random.nextInt(7)).repeat(random.nextInt(3));
        } else {
            // A buffer: on the heap, and of Agrona's kind for both, so that neither knows it.
            return new UnsafeBuffer(bytes(random));
        }
    }

    private static byte[] bytes(final SplittableRandom random) {
        final byte[] bytes = new byte[40];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) random.nextInt();
        }
        return bytes;
    }

    private static Object intArgument(final String name, final int place, final SplittableRandom random) {
        if (place == 0 && !name.equals("putNaturalIntAsciiFromEnd")) {
            // An index. Those of operations in one step are aligned, as ours ask for.
            return switch (random.nextInt(12)) {
                case 0 -> -8;
                case 1 -> CAPACITY;
                default -> 8 * random.nextInt(CAPACITY / 8 - 1);
            };
        }
        if (name.startsWith("putNatural")) {
            final int value = random.nextInt() >>> random.nextInt(1, 32);
            if (name.equals("putNaturalPaddedIntAscii")) {
                // A length, then a value; where it does not fit, ours leaves the buffer as it was.
                return place == 1 ? 10 : value;
            }
            return name.equals("putNaturalIntAsciiFromEnd") && place == 1 ? random.nextInt(12, CAPACITY) : value;
        }
        if (name.startsWith("put") && (name.endsWith("Ascii") || place > 1) && !name.contains("String")) {
            return random.nextInt(3) == 0 ? Integer.MIN_VALUE : random.nextInt(-40, 40);
        }
        // A string of negative length is refused by ours, and in one case taken by Agrona's.
        final int least = name.equals("getStringAscii") ? 0 : -4;
        return random.nextInt(12) == 0 ? random.nextInt(least, 60) : random.nextInt(0, 12);
    }

    private static Object longArgument(final String name, final SplittableRandom random) {
        if (name.startsWith("putNatural")) {
            return random.nextLong() >>> random.nextInt(1, 64);
        }
        return switch (random.nextInt(6)) {
            case 0 -> Long.MIN_VALUE;
            case 1 -> Long.MAX_VALUE;
            default -> random.nextLong() >> random.nextInt(64);
        };
    }
}

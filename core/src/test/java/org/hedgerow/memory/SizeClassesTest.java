package org.hedgerow.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SizeClassesTest {

    @Test
    void everySizeFitsItsClassAndNoSmallerOne() {
        for (int bytes = 1; bytes <= SizeClasses.MAX_SLICE_BYTES; bytes++) {
            final int index = SizeClasses.indexOf(bytes);
            assertTrue(SizeClasses.sliceBytes(index) >= bytes, "a slice too small for " + bytes);
            assertTrue(index == 0 || SizeClasses.sliceBytes(index - 1) < bytes, "a slice too large for " + bytes);
        }
    }

    @Test
    void above64BytesAtMostAnEighthIsWasted() {
        for (int bytes = 65; bytes <= SizeClasses.MAX_SLICE_BYTES; bytes++) {
            final int slice = SizeClasses.sliceBytes(SizeClasses.indexOf(bytes));
            assertTrue((slice - bytes) * 8 <= slice, bytes + " in a slice of " + slice);
        }
    }

    @Test
    void sizesAreMultiplesOf8AndTheIndexOfEachIsItsClass() {
        for (int index = 0; index < SizeClasses.COUNT; index++) {
            final int slice = SizeClasses.sliceBytes(index);
            assertEquals(0, slice % Long.BYTES);
            assertEquals(index, SizeClasses.indexOf(slice));
        }
    }

    @Test
    void theLastClassIsTheLargestSlice() {
        assertEquals(SizeClasses.MAX_SLICE_BYTES, SizeClasses.sliceBytes(SizeClasses.COUNT - 1));
    }
}

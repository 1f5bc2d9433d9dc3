package org.hedgerow.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Codes are one to one, of longs and of ints, whatever the seed. */
class HashTest {

    @Property
    void aKeyIsMadeOfItsCode(@ForAll final long key, @ForAll final long seed) {
        final long multiplier = Hash.multiplier(seed);
        final long inverse = Hash.inverse(multiplier);
        assertEquals(key, Hash.key(Hash.code(key, multiplier), inverse));
        assertEquals(key, Hash.code(Hash.key(key, inverse), multiplier));
        assertEquals((int) key, Hash.key(Hash.code((int) key, multiplier), inverse));
        assertEquals((int) key, Hash.code(Hash.key((int) key, inverse), multiplier));
    }

    @Property
    void aCodeIsMadeOfItsHash(@ForAll final long code) {
        assertEquals(code, Hash.toLongCode(Hash.ofCode(code)));
        assertEquals((int) code, Hash.toIntCode(Hash.ofCode((int) code)));
    }

    @Property
    void greaterCodesHaveSmallerHashes(@ForAll final long one, @ForAll final long other) {
        assertEquals(
                Integer.signum(Long.compareUnsigned(one, other)),
                Integer.signum(Long.compareUnsigned(Hash.ofCode(other), Hash.ofCode(one))));
        assertEquals(
                Integer.signum(Integer.compareUnsigned((int) one, (int) other)),
                Integer.signum(Long.compareUnsigned(Hash.ofCode((int) other), Hash.ofCode((int) one))));
    }

    @Test
    void zeroHasTheCodeZeroAndNoHashIsGreater() {
        assertEquals(0, Hash.code(0L, Hash.multiplier(1)));
        assertEquals(0, Hash.code(0, Hash.multiplier(1)));
        assertEquals(-1, Hash.ofCode(0L));
        assertEquals(-1L << Integer.SIZE, Hash.ofCode(0));
        assertTrue(Hash.inverse(1) == 1 && Hash.inverse(3) * 3 == 1);
    }
}

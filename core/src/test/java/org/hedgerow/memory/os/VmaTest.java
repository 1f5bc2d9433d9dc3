package org.hedgerow.memory.os;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class VmaTest {

    @Test
    void aLineOfMaps() {
        final Vma vma = Vma.parse("7ffca3b000-7ffca3d000 rw-p 00001000 00:05 4                  /dev/zero");
        assertEquals(new Vma(0x7ffca3b000L, 0x7ffca3d000L, "rw-p", 0x1000, "/dev/zero"), vma);
        assertTrue(vma.readable());
        assertEquals(0x2000, vma.bytes());
        assertEquals("7ffca3b000-7ffca3d000 rw-p at offset 4096 of /dev/zero", vma.toString());
    }

    @Test
    void aLineWithoutAFile() {
        final Vma guard = Vma.parse("ffffffffff600000-ffffffffff601000 ---p 00000000 00:00 0 ");
        assertEquals("", guard.path());
        assertEquals(0x1000, guard.bytes());
        assertFalse(guard.readable());
    }

    @Test
    void theRunningSystemTellsItsMappings() {
        final List<Vma> mappings = LinuxOs.instance().vmas();
        assertTrue(mappings.stream()
                .anyMatch(vma -> vma.path().equals("[heap]") || vma.path().endsWith("libjvm.so")));
        for (int i = 1; i < mappings.size(); i++) {
            assertTrue(Long.compareUnsigned(
                            mappings.get(i - 1).end(), mappings.get(i).start())
                    <= 0);
        }
    }
}

package org.hedgerow.memory;

import java.lang.foreign.Arena;

/** The flavours of arenas, ours and the JDK's. */
enum ArenaFlavour {
    CONFINED,
    SHARED;

    GuardedArena guarded(final GuardedMemory memory) {
        return this == CONFINED ? GuardedArena.ofConfined(memory) : GuardedArena.ofShared(memory);
    }

    Arena ofTheJdk() {
        return this == CONFINED ? Arena.ofConfined() : Arena.ofShared();
    }
}

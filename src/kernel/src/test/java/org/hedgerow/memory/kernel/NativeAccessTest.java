package org.hedgerow.memory.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.hedgerow.memory.GuardedMemory;
import org.hedgerow.memory.MemoryOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A JVM that denies native access is told which flag is missing, each time. */
class NativeAccessTest {

    private static final String ADVICE =
            "Hedgerow calls mmap and munmap, and the JVM denies it native access. Start java"
                    + " with --enable-native-access=org.hedgerow.core (on the module path)"
                    + " or --enable-native-access=ALL-UNNAMED (on the class path).\n";

    /** Asks for memory and prints the refusals. */
    static final class Child {
        public static void main(final String[] arguments) {
            for (final Runnable attempt : List.<Runnable>of(
                    GuardedMemory::shared, GuardedMemory::shared, () -> GuardedMemory.open(MemoryOptions.defaults()))) {
                try {
                    attempt.run();
                    System.out.println("granted");
                } catch (final IllegalStateException e) {
                    System.out.println(e.getMessage());
                }
            }
        }
    }

    @Test
    void theMessageNamesTheFlag(@TempDir final Path directory) throws IOException, InterruptedException {
        final ChildJvm jvm = new ChildJvm(directory, List.of("--illegal-native-access=deny"));
        final ChildJvm.Result result = jvm.run(Child.class);
        assertEquals(new ChildJvm.Result(0, ADVICE.repeat(3)), result);
    }
}

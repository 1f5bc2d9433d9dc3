package org.hedgerow.collections;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.hedgerow.memory.kernel.ChildJvm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Maps have orders of their own, unless a run is to be repeated. */
class IterationOrderTest {

    @TempDir
    Path directory;

    @Test
    void eachMapHasAnOrderOfItsOwn() throws IOException, InterruptedException {
        final ChildJvm.Result first = run();
        assertTrue(first.output().contains("same: false"), first::toString);
        assertNotEquals(first.output(), run().output(), "another run");
    }

    @Test
    void withASeedAllMapsOfAllRunsHaveTheSameOrder() throws IOException, InterruptedException {
        final ChildJvm.Result first = run("-Dhedgerow.hashSeed=42");
        assertTrue(first.output().contains("same: true"), first::toString);
        assertEquals(first.output(), run("-Dhedgerow.hashSeed=42").output(), "another run");
        assertNotEquals(first.output(), run("-Dhedgerow.hashSeed=43").output(), "another seed");
    }

    private ChildJvm.Result run(final String... flags) throws IOException, InterruptedException {
        final List<String> all = Stream.concat(
                        Stream.of("--enable-native-access=ALL-UNNAMED", "-Xmx256m"), Stream.of(flags))
                .toList();
        final ChildJvm.Result result = new ChildJvm(directory, all).run(IterationOrder.class);
        assertEquals(0, result.exitCode(), result::toString);
        return result;
    }
}

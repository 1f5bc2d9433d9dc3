package org.hedgerow.collections;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.hedgerow.memory.Nightly;
import org.hedgerow.memory.kernel.ChildJvm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A map that is read while another thread changes it may answer wrongly, but neither crashes the JVM nor hangs. */
class RacingReaderTest {

    private static final int SECONDS = Nightly.choose(5, 60);

    @TempDir
    Path directory;

    @Test
    void aReaderBesideAWriterComesToAnEnd() throws IOException, InterruptedException {
        final ChildJvm.Result result = new ChildJvm(
                        directory, List.of("--enable-native-access=ALL-UNNAMED", "-Xmx256m"))
                .run(RacingReader.class, String.valueOf(SECONDS));
        assertEquals(0, result.exitCode(), result::toString);
        assertTrue(result.output().contains(" reads, "), result::toString);
    }
}

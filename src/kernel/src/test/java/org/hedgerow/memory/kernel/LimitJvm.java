package org.hedgerow.memory.kernel;

import java.util.List;
import java.util.stream.Stream;

/** A JVM that lives on at its map limit. */
final class LimitJvm {

    /** Nothing in it grows; what it uses at the limit is to be compiled before. */
    private static final List<String> FLAGS = List.of(
            "--enable-native-access=ALL-UNNAMED",
            "-Xms256m",
            "-Xmx256m",
            "-XX:+AlwaysPreTouch",
            "-XX:ReservedCodeCacheSize=32m",
            "-XX:InitialCodeCacheSize=32m",
            "-XX:TieredStopAtLevel=1",
            "-XX:ParallelGCThreads=2",
            "-XX:ConcGCThreads=1",
            "-XX:-UseDynamicNumberOfGCThreads",
            "-XX:-UseDynamicNumberOfCompilerThreads",
            "-XX:-UsePerfData");

    private LimitJvm() {}

    /** The flags of such a JVM, and more of them. */
    static List<String> flags(final String... more) {
        return Stream.concat(FLAGS.stream(), Stream.of(more)).toList();
    }
}

package org.hedgerow.demo.limit;

import java.util.List;
import java.util.stream.Stream;

/**
 * The flags of a JVM that lives at the map limit, where it would die of any mapping that it asks for and cannot get. The heap has
 * its full size from the start, so it does not grow.
 */
public final class LimitJvm {

    private static final List<String> HEAP =
            List.of("-Xms384m", "-Xmx384m", "-XX:+AlwaysPreTouch", "-XX:+UseSerialGC", "-XX:-UsePerfData");

    private LimitJvm() {}

    /**
     * Flags for work of which there is little: nothing is compiled, since a compiler takes memory whenever it comes to a method.
     *
     * @return flags for the java command
     */
    public static List<String> interpreting() {
        return with("-Xint");
    }

    /**
     * Flags for work that is rehearsed: what it does at the limit is compiled before, by the compiler that takes little memory,
     * and to where there is room from the start.
     *
     * @return flags for the java command
     */
    public static List<String> rehearsing() {
        return with(
                "-XX:TieredStopAtLevel=1",
                "-XX:ReservedCodeCacheSize=32m",
                "-XX:InitialCodeCacheSize=32m",
                "-XX:-UseDynamicNumberOfCompilerThreads");
    }

    private static List<String> with(final String... flags) {
        return Stream.concat(HEAP.stream(), Stream.of(flags)).toList();
    }
}

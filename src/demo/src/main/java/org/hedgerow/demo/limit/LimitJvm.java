package org.hedgerow.demo.limit;

import java.util.List;

/** The flags of a JVM that lives at the map limit, where it would die of any mapping that it asks for and cannot get. */
public final class LimitJvm {

    private LimitJvm() {}

    /**
     * The flags. The heap and the code cache have their full size from the start, so neither grows. Only the simple
     * compiler runs: it needs little memory, and is done with the hot methods by the end of the rehearsal.
     *
     * @return flags for the java command
     */
    public static List<String> flags() {
        return List.of(
                "-Xms384m",
                "-Xmx384m",
                "-XX:+AlwaysPreTouch",
                "-XX:+UseSerialGC",
                "-XX:ReservedCodeCacheSize=16m",
                "-XX:InitialCodeCacheSize=16m",
                "-XX:TieredStopAtLevel=1");
    }
}

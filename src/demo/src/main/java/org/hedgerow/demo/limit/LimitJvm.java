package org.hedgerow.demo.limit;

import java.util.List;

/** The flags of a JVM that lives at the map limit, where it would die of any mapping that it asks for and cannot get. */
public final class LimitJvm {

    private LimitJvm() {}

    /**
     * The flags. The heap has its full size from the start, so it does not grow; and nothing is compiled, since a compiler takes
     * memory whenever it comes to a method.
     *
     * @return flags for the java command
     */
    public static List<String> flags() {
        return List.of("-Xms384m", "-Xmx384m", "-XX:+AlwaysPreTouch", "-XX:+UseSerialGC", "-Xint");
    }
}

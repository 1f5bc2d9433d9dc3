package org.hedgerow.bench.peer;

import java.util.List;

/** The flags that other off-heap maps need on this JDK, as their own documents state them. */
final class ForeignFlags {

    /** Without it the JVM warns of each use of Unsafe. */
    private static final String UNSAFE_ALLOWED = "--sun-misc-unsafe-memory-access=allow";

    /** Nobody is to hear of it that there is no logger. */
    private static final String SILENT_LOGGER = "-Dslf4j.internal.verbosity=ERROR";

    static final List<String> CHRONICLE = List.of(
            "--add-exports=java.base/jdk.internal.ref=ALL-UNNAMED",
            "--add-exports=java.base/sun.nio.ch=ALL-UNNAMED",
            "--add-exports=jdk.unsupported/sun.misc=ALL-UNNAMED",
            "--add-exports=jdk.compiler/com.sun.tools.javac.file=ALL-UNNAMED",
            "--add-opens=jdk.compiler/com.sun.tools.javac=ALL-UNNAMED",
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--add-opens=java.base/java.lang.reflect=ALL-UNNAMED",
            "--add-opens=java.base/java.io=ALL-UNNAMED",
            "--add-opens=java.base/java.util=ALL-UNNAMED",
            UNSAFE_ALLOWED,
            SILENT_LOGGER);

    /** Unsafe's allocation, because that of JNA is slower and not what its users take. */
    static final List<String> OHC = List.of(
            UNSAFE_ALLOWED,
            SILENT_LOGGER,
            "--add-opens=java.base/java.nio=ALL-UNNAMED",
            "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
            "-Dorg.caffinitas.ohc.allocator=unsafe");

    /** Direct buffers have a limit of their own, which is the heap's size otherwise. */
    static final List<String> MAPDB =
            List.of("-XX:MaxDirectMemorySize=64g", "--add-opens=java.base/java.nio=ALL-UNNAMED");

    private ForeignFlags() {}
}

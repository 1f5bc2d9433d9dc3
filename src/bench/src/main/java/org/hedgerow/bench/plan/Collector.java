package org.hedgerow.bench.plan;

import java.util.Locale;

/** The garbage collectors under which a service is watched. */
public enum Collector {
    /** The JVM's default on a server. */
    G1("G1", "-XX:+UseG1GC"),
    /** The one of short pauses. */
    ZGC("ZGC", "-XX:+UseZGC"),
    /** The one of much work done. */
    PARALLEL("Parallel", "-XX:+UseParallelGC");

    private final String title;
    private final String flag;

    Collector(final String title, final String flag) {
        this.title = title;
        this.flag = flag;
    }

    /**
     * The name that people know.
     *
     * @return the name
     */
    public String title() {
        return title;
    }

    /**
     * The flag that chooses it.
     *
     * @return a flag of the java command
     */
    public String jvmFlag() {
        return flag;
    }

    /** The name in lower case: it is what the command line shows and takes. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}

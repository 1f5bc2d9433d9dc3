/**
 * Guarded memory: the mappings, their budget, and how they are given back. It depends on nothing but the JDK.
 *
 * <p>The access, event and system packages are exported to Hedgerow's own modules alone.
 */
@SuppressWarnings("module") // the modules exported to are compiled after this one
module org.hedgerow.core {
    requires java.management;
    requires jdk.jfr;
    requires static org.jspecify;

    exports org.hedgerow.memory;
    exports org.hedgerow.memory.access to
            org.hedgerow.collections;
    exports org.hedgerow.memory.events to
            org.hedgerow.collections;
    exports org.hedgerow.memory.os to
            org.hedgerow.demo,
            org.hedgerow.harness,
            org.hedgerow.testkit;
}

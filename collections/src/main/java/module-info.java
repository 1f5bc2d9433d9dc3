/** Off-heap collections with Agrona's names and signatures, kept in guarded memory. */
@SuppressWarnings({"requires-automatic", "requires-transitive-automatic"}) // Agrona is an automatic module
module org.hedgerow.collections {
    requires jdk.jfr;
    requires transitive org.agrona;
    requires transitive org.hedgerow.core;
    requires static org.jspecify;

    exports org.hedgerow.collections;
    exports org.hedgerow.concurrent;
}

/** What tests off-heap structures where they break. */
@SuppressWarnings({"module", "requires-transitive-automatic", "requires-automatic"})
module org.hedgerow.testkit {
    requires transitive net.jqwik.api;
    requires transitive org.hedgerow.collections;
    requires info.picocli;
    requires org.junit.jupiter.api;
    requires static org.jspecify;

    exports org.hedgerow.testkit;
    exports org.hedgerow.testkit.kernel;
    exports org.hedgerow.testkit.models;

    opens org.hedgerow.testkit.fuzz to
            info.picocli;

    provides net.jqwik.api.providers.ArbitraryProvider with
            org.hedgerow.testkit.HedgerowArbitraryProvider;
}

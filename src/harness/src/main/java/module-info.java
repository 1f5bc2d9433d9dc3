/** What programs that measure share. */
module org.hedgerow.harness {
    requires org.hedgerow.core;
    requires static org.jspecify;

    exports org.hedgerow.harness;
}

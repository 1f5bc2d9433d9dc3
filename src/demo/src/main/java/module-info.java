/** The demo: one main class that picocli fills by reflection. */
@SuppressWarnings("requires-automatic")
module org.hedgerow.demo {
    requires HdrHistogram;
    requires info.picocli;
    requires me.tongfei.progressbar;
    requires org.hedgerow.collections;
    requires org.hedgerow.harness;
    requires static org.jspecify;

    opens org.hedgerow.demo to
            info.picocli;
}

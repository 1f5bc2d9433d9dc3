package org.hedgerow.demo.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The report: one file in HTML, which needs no other. */
public final class Report {

    private final Results results;

    /**
     * Creates a report.
     *
     * @param results the findings
     */
    public Report(final Results results) {
        this.results = results;
    }

    /**
     * Writes it.
     *
     * @param file where to
     * @throws IOException if it cannot be written
     */
    public void write(final Path file) throws IOException {
        Files.writeString(file, html());
    }

    /**
     * The report.
     *
     * @return HTML
     * @throws IOException if a resource cannot be read
     */
    String html() throws IOException {
        final Verdict verdict = new Verdict(results);
        return Template.of("report.html")
                .fill(Map.ofEntries(
                        Map.entry("style", Template.resource("report.css")),
                        Map.entry("library", ChartLibrary.script()),
                        Map.entry("script", Template.resource("report.js")),
                        Map.entry("data", new ChartData(results).json()),
                        Map.entry("system", Html.escape(results.system())),
                        Map.entry("work", Html.escape(results.work())),
                        Map.entry("outcome", verdict.passed() ? "passed" : "failed"),
                        Map.entry("verdict", Html.paragraphs(verdict.sentences())),
                        Map.entry("limitTable", Html.table(Tables.limit(results))),
                        Map.entry("plain", Html.escape(results.plain().sentence(Sentences::of))),
                        Map.entry("malloc", Html.escape(results.malloc().sentence(Sentences::of))),
                        Map.entry("chunks", Html.escape(results.chunks().sentence(Sentences::of))),
                        Map.entry("refusal", refusal()),
                        Map.entry("addressSpace", addressSpace()),
                        Map.entry("serviceTable", Html.table(Tables.service(results))),
                        Map.entry("serviceNotes", Html.paragraphs(Tables.serviceNotes()))));
    }

    private String refusal() {
        return results.chunks()
                .outcome()
                .map(chunks -> "<blockquote>" + Html.escape(chunks.refusal()) + "</blockquote>")
                .orElse("");
    }

    private String addressSpace() {
        return results.chunks()
                .outcome()
                .map(chunks -> new AddressSpaceDrawing(chunks).html())
                .orElse("");
    }
}

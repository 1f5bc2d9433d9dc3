package org.hedgerow.demo.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Map;
import java.util.regex.Pattern;
import org.hedgerow.demo.service.Rival;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ReportTest {

    private static String html = "";

    @BeforeAll
    static void write() throws IOException {
        html = new Report(Samples.results()).html();
    }

    @Test
    void textFromOutsideIsEscaped() {
        assertTrue(html.contains("Linux &lt;b&gt;6&lt;/b&gt;"));
        assertTrue(html.contains("&lt;refused&gt; &amp; more"));
        assertFalse(html.contains("alert(1)</script>"));
    }

    @Test
    void nothingIsLoadedFromElsewhere() {
        assertFalse(Pattern.compile("<(script|img|link|iframe)[^>]*(src|href)=\"(?!data:)")
                .matcher(html)
                .find());
        assertFalse(html.contains("sourceMappingURL"));
        assertFalse(html.contains("@import"));
        assertTrue(html.contains("Chart.js v"), "it carries the library that draws its charts");
    }

    @Test
    void scriptsEndWhereTheyShould() {
        assertEquals(count("<script"), count("</script>"));
        assertEquals(3, count("</script>"));
    }

    private static long count(final String text) {
        return Pattern.compile(Pattern.quote(text)).matcher(html).results().count();
    }

    @Test
    void figuresAreInIt() {
        assertTrue(html.contains("3 of 10 unmappings failed"));
        assertTrue(html.contains("<td>5.00 ms</td>"));
        assertTrue(html.contains("<rect class=\"separator\""));
        assertTrue(html.contains("\"id\":\"hedgerow\",\"label\":\"Hedgerow\",\"points\":[{\"x\":2.000,\"y\":200.0}"));
    }

    @Test
    void whatWasNotMeasuredIsSaidSo() throws IOException {
        final String partial = new Report(Samples.results(
                        Samples.died("ended by signal 6: <abort>"), Map.of(Rival.NONE, Samples.died("x"))))
                .html();
        assertTrue(partial.contains("not measured: the child ended by signal 6: &lt;abort&gt;"));
        assertTrue(partial.contains("class=\"verdict failed\""));
        assertTrue(partial.contains("{\"latency\":[],"));
    }
}

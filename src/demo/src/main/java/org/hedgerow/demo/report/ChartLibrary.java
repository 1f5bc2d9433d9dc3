package org.hedgerow.demo.report;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/** Chart.js, which draws the charts of the report: read from its jar, so that the report can carry it. */
final class ChartLibrary {

    private static final String VERSION = "META-INF/maven/org.webjars/chartjs/pom.properties";

    private ChartLibrary() {}

    /**
     * The library.
     *
     * @return JavaScript that defines {@code Chart}, and asks for no other file
     * @throws IOException if its jar is not there
     */
    static String script() throws IOException {
        final Properties properties = new Properties();
        try (InputStream in = open(VERSION)) {
            properties.load(in);
        }
        final String version = properties.getProperty("version");
        try (InputStream in = open("META-INF/resources/webjars/chartjs/" + version + "/dist/chart.umd.js")) {
            final String script = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return script.replaceFirst("(?m)^//# sourceMappingURL=.*$", "");
        }
    }

    private static InputStream open(final String resource) throws IOException {
        final URL url = ChartLibrary.class.getClassLoader().getResource(resource);
        if (url == null) {
            throw new IOException("the demo lacks its chart library: " + resource);
        }
        return url.openStream();
    }
}

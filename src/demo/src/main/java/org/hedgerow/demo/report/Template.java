package org.hedgerow.demo.report;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A text with places in double braces. */
final class Template {

    private static final Pattern PLACE = Pattern.compile("\\{\\{(\\w+)}}");

    private final String text;

    private Template(final String text) {
        this.text = text;
    }

    static Template of(final String resource) throws IOException {
        return new Template(resource(resource));
    }

    /**
     * A resource of this package.
     *
     * @param name its file name
     * @return its text
     * @throws IOException if it cannot be read
     */
    static String resource(final String name) throws IOException {
        try (InputStream in = Template.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException("the demo lacks its resource " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /**
     * Fills the places, once: braces in what goes in stay as they are.
     *
     * @param values by name
     * @return the text
     */
    String fill(final Map<String, String> values) {
        final Matcher matcher = PLACE.matcher(text);
        return matcher.replaceAll(place -> {
            final String value = values.get(place.group(1));
            if (value == null) {
                throw new IllegalStateException("nothing to put in place of " + place.group());
            }
            return Matcher.quoteReplacement(value);
        });
    }
}

package org.hedgerow.generator;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How words of a canonical class are spelled for other types: by their parts, but for the exceptions. */
public final class Spelling {

    /** The parts of a word that say long: {@code long}, {@code addLong}, {@code LongLongConsumer}, {@code JAVA_LONG}. */
    private static final Pattern PART = Pattern.compile("\\blong(?![a-z])|Long(?![a-z])|(?<![A-Z])LONG(?![A-Z])");

    private static final Pattern LONG_LITERAL = Pattern.compile("[0-9][0-9A-Za-z_]*L");

    private record Case(String word, List<Primitive> types) {}

    private final Map<Case, String> exceptions = new HashMap<>();

    Spelling() {}

    /** Tells of a word that is not spelled by its parts. */
    void except(final String word, final List<Primitive> types, final String spelled) {
        exceptions.put(new Case(word, types), spelled);
    }

    /**
     * Spells a word for other types.
     *
     * @param word an identifier or a literal of a canonical class
     * @param types for each part of the word that says long, or one for all of them
     * @return the word of the variant, with its package if the table gives that
     * @throws IllegalArgumentException if the word does not vary, or has another number of parts
     */
    public String spell(final String word, final List<Primitive> types) {
        final String exception = exceptions.get(new Case(word, types));
        if (exception != null) {
            return exception;
        }
        if (types.stream().allMatch(Primitive.LONG::equals)) {
            return word;
        }
        if (types.size() == 1) {
            if (word.equals("Long")) {
                return types.get(0).box();
            }
            if (LONG_LITERAL.matcher(word).matches()) {
                return word.substring(0, word.length() - 1);
            }
        }
        return byParts(word, types);
    }

    private static String byParts(final String word, final List<Primitive> types) {
        final Matcher part = PART.matcher(word);
        final StringBuilder spelled = new StringBuilder();
        int parts = 0;
        while (part.find()) {
            final Primitive type = types.get(types.size() == 1 ? 0 : Math.min(parts, types.size() - 1));
            part.appendReplacement(
                    spelled,
                    switch (part.group()) {
                        case "long" -> type.keyword();
                        case "Long" -> type.camel();
                        default -> type.name();
                    });
            parts++;
        }
        if (parts == 0) {
            throw new IllegalArgumentException("'" + word + "' does not vary: no part of it says long");
        }
        if (types.size() != 1 && parts != types.size()) {
            throw new IllegalArgumentException(
                    "'" + word + "' has " + parts + " parts that say long, for " + types.size() + " variables");
        }
        return part.appendTail(spelled).toString();
    }
}

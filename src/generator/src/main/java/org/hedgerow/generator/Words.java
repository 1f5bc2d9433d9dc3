package org.hedgerow.generator;

import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whole words of a text. */
final class Words {

    private static final Pattern WORD = Pattern.compile("[A-Za-z_$][A-Za-z0-9_$]*");
    private static final Pattern LONG = Pattern.compile("[Ll]ong(?![a-z])");

    private Words() {}

    static boolean saysLong(final String word) {
        return LONG.matcher(word).find();
    }

    /** Replaces words of a text; the function answers null for the ones that stay. */
    static String replace(final String text, final UnaryOperator<@org.jspecify.annotations.Nullable String> spell) {
        final StringBuilder replaced = new StringBuilder();
        final Matcher word = WORD.matcher(text);
        while (word.find()) {
            final String spelled = spell.apply(word.group());
            word.appendReplacement(replaced, Matcher.quoteReplacement(spelled == null ? word.group() : spelled));
        }
        return word.appendTail(replaced).toString();
    }
}

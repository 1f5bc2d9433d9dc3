package org.hedgerow.generator;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A piece of Java source, as coarse as the generator needs it.
 *
 * @param kind what it is
 * @param text as it stands in the source; all tokens together are the source
 * @param line where it begins, from 1
 */
record Token(Kind kind, String text, int line) {

    /** What a token is. The names are those of the groups of {@link #PATTERN}, where the first that matches counts. */
    enum Kind {
        /** A whole import, with its semicolon. */
        IMPORT,
        /** A block comment without blanks. */
        MARK,
        /** Any other comment. */
        COMMENT,
        /** A string, a text block or a character. */
        TEXT,
        /** An identifier or a keyword. */
        WORD,
        /** A literal that begins with a digit. */
        NUMBER,
        /** White space. */
        BLANK,
        /** Any other character. */
        OTHER
    }

    private static final Pattern PATTERN = Pattern.compile("(?<IMPORT>(?m:^)import [^;]+;)"
            + "|(?<MARK>/\\*(?!\\*)\\S*?\\*/)"
            + "|(?<COMMENT>//[^\\n]*|/\\*(?s:.*?)\\*/)"
            + "|(?<TEXT>\"\"\"(?s:.*?)(?<!\\\\)\"\"\"|\"(?:\\\\.|[^\"\\\\])*\"|'(?:\\\\.|[^'\\\\])*')"
            + "|(?<WORD>[A-Za-z_$][A-Za-z0-9_$]*)"
            + "|(?<NUMBER>[0-9][0-9A-Za-z_]*)"
            + "|(?<BLANK>\\s+)"
            + "|(?<OTHER>.)");

    /** Cuts a source into tokens. */
    static List<Token> of(final String source) {
        final List<Token> tokens = new ArrayList<>();
        final Matcher matcher = PATTERN.matcher(source);
        int line = 1;
        while (matcher.find()) {
            final String text = matcher.group();
            tokens.add(new Token(kind(matcher), text, line));
            line += (int) text.chars().filter(c -> c == '\n').count();
        }
        return tokens;
    }

    private static Kind kind(final Matcher matcher) {
        for (final Kind kind : Kind.values()) {
            if (matcher.group(kind.name()) != null) {
                return kind;
            }
        }
        throw new AssertionError("a match without a group");
    }

    /** What a mark says. */
    String mark() {
        return text.substring(2, text.length() - 2);
    }
}

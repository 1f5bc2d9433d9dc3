package org.hedgerow.generator;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.hedgerow.generator.Token.Kind;

/**
 * Writes one source for one variant. The body is varied first, token by token; the imports follow from what it has
 * become.
 */
final class Variation {

    private static final Pattern ARTICLE = Pattern.compile("\\b([Aa]) (?=(?:\\{@\\w+ #?)?[Ii]nt)");

    private final Path file;
    private final Family family;
    private final List<Primitive> types;
    private final List<Token> tokens;

    /** What each word of the body has become, in all its places. */
    private final Map<String, Set<String>> outcomes = new HashMap<>();

    /** The names and phrases of the table that were found. */
    private final Set<String> found = new HashSet<>();

    Variation(final Path file, final String source, final Family family, final List<Primitive> types) {
        this.file = file;
        this.family = family;
        this.types = types;
        this.tokens = Token.of(source);
    }

    /** The names and phrases of the table that the source has, once it is written. */
    Set<String> found() {
        return found;
    }

    /** The source of the variant. */
    String write() {
        final List<String> pieces = new ArrayList<>();
        for (int i = 0; i < tokens.size(); i++) {
            final Token token = tokens.get(i);
            if (token.kind() == Kind.MARK) {
                i = writeMarked(i, pieces);
            } else {
                pieces.add(unmarked(token));
            }
        }
        final StringBuilder source = new StringBuilder("// Generated from " + file.getFileName() + ": change that.\n");
        for (int i = 0; i < pieces.size(); i++) {
            source.append(pieces.get(i));
        }
        return withImports(source.toString());
    }

    /** Writes the word behind a mark, and answers its place. */
    private int writeMarked(final int place, final List<String> pieces) {
        final Token token = tokens.get(place);
        final String mark = token.mark();
        final int next = behindBlanks(place + 1);
        if (mark.length() == 3 && mark.startsWith("(") && mark.endsWith(")") && family.knows(mark.substring(1, 2))) {
            final String cast = family.cast(mark.charAt(1), types);
            if (cast != null) {
                pieces.add(cast);
            }
            return next - 1;
        }
        final Token word = next < tokens.size() ? tokens.get(next) : token;
        if (word.kind() != Kind.WORD && word.kind() != Kind.NUMBER) {
            throw new GeneratorException(file, token.line(), "no word behind the mark " + token.text());
        }
        if (mark.equals("=")) {
            pieces.add(outcome(word.text(), word.text()));
        } else if (family.knows(mark)) {
            pieces.add(outcome(word.text(), spelled(word, mark)));
        } else {
            throw new GeneratorException(file, token.line(), "unknown mark " + token.text());
        }
        return next;
    }

    private int behindBlanks(final int place) {
        int next = place;
        while (next < tokens.size() && tokens.get(next).kind() == Kind.BLANK) {
            next++;
        }
        return next;
    }

    private String spelled(final Token word, final String with) {
        try {
            return family.spelled(word.text(), with, types);
        } catch (final IllegalArgumentException e) {
            throw new GeneratorException(file, word.line(), String.valueOf(e.getMessage()));
        }
    }

    private String unmarked(final Token token) {
        return switch (token.kind()) {
            case WORD -> outcome(token.text(), named(token.text()));
            case TEXT -> withArticles(Words.replace(token.text(), this::named));
            case COMMENT -> withArticles(Words.replace(withPhrases(token.text()), word -> outcome(word, named(word))));
            default -> token.text();
        };
    }

    /** A long has become an int. */
    private static String withArticles(final String text) {
        return ARTICLE.matcher(text).replaceAll("$1n ");
    }

    private String named(final String word) {
        if (family.names().contains(word)) {
            found.add(word);
        }
        return family.named(word, types);
    }

    private String withPhrases(final String comment) {
        String text = comment;
        for (final String phrase : family.phrases()) {
            if (text.contains(phrase)) {
                found.add(phrase);
                text = text.replace(phrase, family.phrased(phrase, types));
            }
        }
        return text;
    }

    /** Notes what a word has become, for the imports; answers it without its package. */
    private String outcome(final String word, final String became) {
        outcomes.computeIfAbsent(word, each -> new TreeSet<>()).add(became);
        return became.substring(became.lastIndexOf('.') + 1);
    }

    /** Imports whatever an imported word has become. */
    private String withImports(final String source) {
        final StringBuilder written = new StringBuilder();
        for (final Token token : Token.of(source)) {
            written.append(token.kind() == Kind.IMPORT ? imports(token.text()) : token.text());
        }
        return written.toString();
    }

    private String imports(final String line) {
        final int end = line.length() - 1;
        final int last = line.lastIndexOf('.') + 1;
        final String word = line.substring(last, end);
        final Set<String> became = outcomes.getOrDefault(word, Set.of(word));
        final List<String> lines = new ArrayList<>();
        for (final String each : became) {
            lines.add(each.contains(".") ? "import " + each + ";" : qualifier(line, last) + each + ";");
        }
        return String.join("\n", lines);
    }

    /** What stands before the imported word; types of a nested one's outer class vary along. */
    private String qualifier(final String line, final int last) {
        return Words.replace(line.substring(0, last), word -> family.named(word, types));
    }
}

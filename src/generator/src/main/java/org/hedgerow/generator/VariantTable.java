package org.hedgerow.generator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The table of what varies: see the {@linkplain org.hedgerow.generator package} for its format. */
public final class VariantTable {

    private static final Pattern FIELD = Pattern.compile("\"([^\"]*)\"|(\\S+)");
    private static final Pattern FAMILY = Pattern.compile("(\\w+)<([A-Z](?:,[A-Z])*)>");

    private final Path file;
    private final List<Family> families = new ArrayList<>();
    private final Spelling spelling = new Spelling();

    private VariantTable(final Path file) {
        this.file = file;
    }

    /**
     * Reads a table.
     *
     * @param file where it is
     * @return the table
     * @throws IOException if the file cannot be read
     */
    public static VariantTable read(final Path file) throws IOException {
        final VariantTable table = new VariantTable(file);
        final List<String> entry = new ArrayList<>();
        int entryLine = 0;
        int line = 0;
        for (final String text : Files.readAllLines(file)) {
            line++;
            if (text.isBlank() || text.startsWith("#")) {
                continue;
            }
            if (!Character.isWhitespace(text.charAt(0))) {
                table.add(entry, entryLine);
                entry.clear();
                entryLine = line;
            }
            FIELD.matcher(text)
                    .results()
                    .map(field -> field.group(1) == null ? field.group(2) : field.group(1))
                    .forEach(entry::add);
        }
        table.add(entry, entryLine);
        table.check();
        return table;
    }

    /**
     * The families.
     *
     * @return in the order of the table
     */
    public List<Family> families() {
        return families;
    }

    /**
     * How words are spelled for other types.
     *
     * @return with the exceptions of the table
     */
    public Spelling spelling() {
        return spelling;
    }

    Path file() {
        return file;
    }

    /** Whether all words can vary; only now, as an entry may follow that says how one is spelled. */
    private void check() {
        try {
            families.forEach(Family::check);
        } catch (final IllegalArgumentException e) {
            throw new GeneratorException(file, String.valueOf(e.getMessage()));
        }
    }

    private void add(final List<String> entry, final int line) {
        if (entry.isEmpty()) {
            return;
        }
        try {
            addFields(entry.get(0), entry.subList(1, entry.size()));
        } catch (final IllegalArgumentException e) {
            throw new GeneratorException(file, line, String.valueOf(e.getMessage()));
        }
    }

    private void addFields(final String keyword, final List<String> fields) {
        if (fields.isEmpty()) {
            throw new IllegalArgumentException("'" + keyword + "' of nothing");
        }
        final String first = fields.get(0);
        final List<String> others = fields.subList(1, fields.size());
        switch (keyword) {
            case "spelling" -> others.forEach(each -> addSpelling(first, each));
            case "family" -> families.add(family(first, others));
            case "classes" -> fields.forEach(last()::addClass);
            case "names" -> others.forEach(name -> last().addName(first, name));
            case "phrases" -> others.forEach(phrase -> last().addPhrase(first, phrase));
            case "stays" -> fields.forEach(last()::addStay);
            default -> throw new IllegalArgumentException("unknown entry '" + keyword + "'");
        }
    }

    private void addSpelling(final String word, final String exception) {
        final String[] parts = exception.split("=", -1);
        if (parts.length != 2) {
            throw new IllegalArgumentException("'" + exception + "' is not of the form types=word");
        }
        spelling.except(word, types(parts[0]), parts[1]);
    }

    private Family family(final String head, final List<String> variants) {
        final Matcher matcher = FAMILY.matcher(head);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'" + head + "' is not of the form Name<K,V>");
        }
        final String variables = matcher.group(2).replace(",", "");
        final List<List<Primitive>> types =
                variants.stream().map(VariantTable::types).toList();
        if (types.stream().anyMatch(each -> each.size() != variables.length())) {
            throw new IllegalArgumentException("a variant of " + head + " has as many types as there are variables");
        }
        if (types.stream().anyMatch(each -> each.get(0) == Primitive.NONE)) {
            throw new IllegalArgumentException("the first variable of a variant of " + head + " has no type");
        }
        return new Family(matcher.group(1), variables, types, spelling);
    }

    private static List<Primitive> types(final String keywords) {
        return Arrays.stream(keywords.split(",", -1)).map(Primitive::of).toList();
    }

    private Family last() {
        final @Nullable Family last = families.isEmpty() ? null : families.get(families.size() - 1);
        if (last == null) {
            throw new IllegalArgumentException("before the first family");
        }
        return last;
    }
}

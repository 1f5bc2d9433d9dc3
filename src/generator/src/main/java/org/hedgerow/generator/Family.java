package org.hedgerow.generator;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A canonical class with all that varies along with it: an entry of the {@link VariantTable}. */
public final class Family {

    /** What a name says of a variable and of one that has no type of its own. */
    private static final Pattern TWICE = Pattern.compile("(Long|Int)2\\1");

    private final String canonical;
    private final String variables;
    private final List<List<Primitive>> variants;
    private final Spelling spelling;

    private final Set<String> classes = new LinkedHashSet<>();
    /** Words that vary wherever they stand, and with which variables. */
    private final Map<String, String> names = new LinkedHashMap<>();

    private final Map<String, String> phrases = new LinkedHashMap<>();
    private final Set<String> stays = new LinkedHashSet<>();

    Family(
            final String canonical,
            final String variables,
            final List<List<Primitive>> variants,
            final Spelling spelling) {
        this.canonical = canonical;
        this.variables = variables;
        this.variants = List.copyOf(variants);
        this.spelling = spelling;
    }

    void addClass(final String name) {
        classes.add(name);
        names.put(name, variables);
    }

    void addName(final String with, final String name) {
        names.put(name, known(with));
    }

    void addPhrase(final String with, final String phrase) {
        phrases.put(phrase, known(with));
    }

    void addStay(final String member) {
        stays.add(member);
    }

    /** Spells all words of the table once. */
    void check() {
        for (final List<Primitive> types : variants) {
            names.keySet().forEach(name -> named(name, types));
            phrases.keySet().forEach(phrase -> phrased(phrase, types));
        }
    }

    /** Whether each letter is one of the variables. */
    boolean knows(final String letters) {
        return !letters.isEmpty() && letters.chars().allMatch(letter -> variables.indexOf(letter) >= 0);
    }

    private String known(final String with) {
        if (!knows(with)) {
            throw new IllegalArgumentException("'" + with + "' is not made of the variables of " + canonical + ", "
                    + String.join(" and ", variables.split("")));
        }
        return with;
    }

    /**
     * The class after which the family is called.
     *
     * @return its simple name
     */
    public String canonical() {
        return canonical;
    }

    /**
     * The types of each variant.
     *
     * @return one type for each variable
     */
    public List<List<Primitive>> variants() {
        return variants;
    }

    /**
     * The classes that are written for each variant.
     *
     * @return their simple names
     */
    public Set<String> classes() {
        return classes;
    }

    /**
     * The members in which a long stays a long.
     *
     * @return as in the table
     */
    public Set<String> stays() {
        return stays;
    }

    /** The words that vary wherever they stand. */
    Set<String> names() {
        return names.keySet();
    }

    Set<String> phrases() {
        return phrases.keySet();
    }

    /**
     * A word as the table has it for a variant.
     *
     * @param word an identifier of a canonical class
     * @param types of the variant
     * @return the word of the variant; the same if the table does not name it
     */
    public String named(final String word, final List<Primitive> types) {
        final String with = names.get(word);
        return with == null ? word : spelled(word, with, types);
    }

    /** A phrase of the table, for a variant. */
    String phrased(final String phrase, final List<Primitive> types) {
        final String with = phrases.get(phrase);
        if (with == null) {
            throw new IllegalArgumentException("no phrase of the table: " + phrase);
        }
        return Words.replace(phrase, word -> Words.saysLong(word) ? spelled(word, with, types) : null);
    }

    /**
     * A word that varies with some variables, for a variant.
     *
     * @param word an identifier or a literal of a canonical class
     * @param with letters of variables
     * @param types of the variant
     * @return the word of the variant
     * @throws IllegalArgumentException if it cannot vary so
     */
    public String spelled(final String word, final String with, final List<Primitive> types) {
        final List<Primitive> bound =
                with.chars().mapToObj(letter -> type((char) letter, types)).toList();
        final String spelled = spelling.spell(word, bound);
        final boolean saysTwice =
                with.chars().anyMatch(letter -> types.get(variables.indexOf(letter)) == Primitive.NONE);
        return saysTwice ? TWICE.matcher(spelled).replaceFirst("$1") : spelled;
    }

    /** The cast to a variable's type, which the canonical class does not need. */
    @Nullable
    String cast(final char variable, final List<Primitive> types) {
        final Primitive type = type(variable, types);
        return type == Primitive.LONG ? null : "(" + type.keyword() + ") ";
    }

    private Primitive type(final char variable, final List<Primitive> types) {
        final int place = variables.indexOf(variable);
        return types.get(types.get(place) == Primitive.NONE ? place - 1 : place);
    }
}

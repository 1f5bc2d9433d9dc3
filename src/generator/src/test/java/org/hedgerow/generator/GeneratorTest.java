package org.hedgerow.generator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The generator as a whole: what it writes from the golden sources, what it deletes, and what it refuses. */
class GeneratorTest {

    private static final String TABLE = "family LongBox<E> int\nclasses LongBox\n";

    @TempDir
    private Path temporary;

    @Test
    void theGoldenSourcesGiveTheExpectedVariants() throws IOException, URISyntaxException {
        final Path output = temporary.resolve("output");
        new Generator(golden("golden/src"), output).run();
        assertEquals(contents(golden("golden/expected")), contents(output));
    }

    private static Path golden(final String folder) throws URISyntaxException {
        final URL url = Objects.requireNonNull(GeneratorTest.class.getResource("/" + folder), folder);
        return Path.of(url.toURI());
    }

    private static Map<String, String> contents(final Path folder) throws IOException {
        final Map<String, String> contents = new TreeMap<>();
        for (final Path file : OutputFolder.files(folder)) {
            contents.put(folder.relativize(file).toString(), Files.readString(file));
        }
        assertFalse(contents.isEmpty(), () -> "nothing in " + folder);
        return contents;
    }

    @Test
    void whatIsNoVariantAnyMoreDisappears() throws IOException {
        final Path stale = temporary.resolve("output/generated-sources/example/IntCrate.java");
        final Path staleTest = temporary.resolve("output/generated-test-sources/example/IntCrateTest.java");
        write(stale, "class IntCrate {}");
        write(staleTest, "class IntCrateTest {}");
        generate(TABLE, "class LongBox {}");
        assertFalse(Files.exists(stale));
        assertFalse(Files.exists(staleTest));
        assertTrue(Files.exists(variant()));
    }

    @Test
    void whatIsAsItWasStaysUntouched() throws IOException {
        generate(TABLE, "class LongBox {}");
        final FileTime old = FileTime.fromMillis(1_000_000);
        Files.setLastModifiedTime(variant(), old);
        generate(TABLE, "class LongBox {}");
        assertEquals(old, Files.getLastModifiedTime(variant()));
        generate(TABLE, "class LongBox { int more; }");
        assertTrue(Files.readString(variant()).contains("class IntBox { int more; }"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /*Q*/ long x;         | LongBox.java:2: unknown mark /*Q*/
            /*(Q)*/ x;            | LongBox.java:2: unknown mark /*(Q)*/
            /*EQ*/ long x;        | LongBox.java:2: unknown mark /*EQ*/
            /*e*/ long x;         | LongBox.java:2: unknown mark /*e*/
            /*E,E*/ long x;       | LongBox.java:2: unknown mark /*E,E*/
            /*E*/ int x;          | LongBox.java:2: 'int' does not vary: no part of it says long
            /*E*/ longest x;      | LongBox.java:2: 'longest' does not vary: no part of it says long
            /*EE*/ Long2Int x;    | LongBox.java:2: 'Long2Int' has 1 parts that say long, for 2 variables
            /*E*/ ( x;            | LongBox.java:2: no word behind the mark /*E*/
            """)
    void aMarkThatCannotBeIsRefused(final String line, final String message) {
        final var e =
                assertThrows(GeneratorException.class, () -> generate(TABLE, "class LongBox {\n" + line + "\n}\n"));
        assertTrue(String.valueOf(e.getMessage()).endsWith(message), e.getMessage());
    }

    @Test
    void aMarkAtTheEndIsRefused() {
        final var e = assertThrows(GeneratorException.class, () -> generate(TABLE, "class LongBox {}\n\n/*E*/"));
        assertTrue(String.valueOf(e.getMessage()).endsWith("LongBox.java:3: no word behind the mark /*E*/"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            family LongBox int                         | variants.txt:2: 'LongBox' is not of the form Name<K,V>
            family LongBox<E> int,int                  | variants.txt:2: a variant of LongBox<E> has as many types as there are variables
            family LongBox<E> short                    | variants.txt:2: no type of variants: 'short'
            family LongBox<E> none                     | variants.txt:2: the first variable of a variant of LongBox<E> has no type
            family                                     | variants.txt:2: 'family' of nothing
            clases LongBox                             | variants.txt:2: unknown entry 'clases'
            names E addLong                            | variants.txt:2: before the first family
            spelling MutableLong int                   | variants.txt:2: 'int' is not of the form types=word
            """)
    void anEntryThatCannotBeIsRefused(final String entry, final String message) {
        final var e = assertThrows(GeneratorException.class, () -> generate("# nothing\n" + entry + "\n", ""));
        assertTrue(String.valueOf(e.getMessage()).endsWith(message), e.getMessage());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            names E add             | variants.txt: 'add' does not vary: no part of it says long
            names E addLong         | variants.txt: in no class of LongBox: addLong
            phrases E "a {@code long}" | variants.txt: in no class of LongBox: a {@code long}
            names K addLong         | variants.txt:3: 'K' is not made of the variables of LongBox, E
            classes LongCrate       | variants.txt: no class LongCrate of LongBox
            classes IntBox          | variants.txt: 'IntBox' does not vary: no part of it says long
            """)
    void anEntryThatSaysNothingIsRefused(final String entry, final String message) {
        final var e = assertThrows(GeneratorException.class, () -> generate(TABLE + entry + "\n", "class LongBox {}"));
        assertTrue(String.valueOf(e.getMessage()).endsWith(message), e.getMessage());
    }

    @Test
    void aMarkOutsideOfTheTableIsRefused() throws IOException {
        write(temporary.resolve("src/test/java/example/Other.java"), "class Other {\n    /*E*/ long x;\n}");
        final var e = assertThrows(GeneratorException.class, () -> generate(TABLE, "class LongBox {}"));
        assertTrue(
                String.valueOf(e.getMessage())
                        .endsWith("Other.java:2: the mark /*E*/ in a class that the table does not name"),
                e.getMessage());
    }

    @Test
    void aVariantThatIsWrittenByHandAsWellIsRefused() throws IOException {
        write(temporary.resolve("src/main/java/example/IntBox.java"), "class IntBox {}");
        final var e = assertThrows(GeneratorException.class, () -> generate(TABLE, "class LongBox {}"));
        assertTrue(
                String.valueOf(e.getMessage()).endsWith("IntBox.java: is to be generated from LongBox"),
                e.getMessage());
    }

    private void generate(final String table, final String box) throws IOException {
        write(temporary.resolve("src/variants.txt"), table);
        write(temporary.resolve("src/main/java/example/LongBox.java"), box);
        Main.main(new String[] {
            temporary.resolve("src").toString(), temporary.resolve("output").toString()
        });
    }

    private Path variant() {
        return temporary.resolve("output/generated-sources/example/IntBox.java");
    }

    private static void write(final Path file, final String text) throws IOException {
        Files.createDirectories(file.resolveSibling("."));
        Files.writeString(file, text);
    }
}

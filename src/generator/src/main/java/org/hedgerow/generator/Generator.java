package org.hedgerow.generator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.hedgerow.generator.Token.Kind;

/** Writes all variants of a module's canonical classes: of the classes in {@code main}, and of their tests. */
final class Generator {

    private final VariantTable table;
    private final SourceFolder main;
    private final SourceFolder test;
    private final Path mainOutput;
    private final Path testOutput;

    Generator(final Path sources, final Path output) throws IOException {
        this.table = VariantTable.read(sources.resolve("variants.txt"));
        this.main = SourceFolder.read(sources.resolve("main/java"));
        this.test = SourceFolder.read(sources.resolve("test/java"));
        this.mainOutput = output.resolve("generated-sources");
        this.testOutput = output.resolve("generated-test-sources");
    }

    void run() throws IOException {
        refuseStrayMarks();
        final Map<Path, String> mainVariants = new TreeMap<>();
        final Map<Path, String> testVariants = new TreeMap<>();
        for (final Family family : table.families()) {
            final Set<String> found = new HashSet<>();
            for (final String name : family.classes()) {
                if (main.has(name)) {
                    write(family, main, name, mainVariants, found);
                } else if (test.has(name)) {
                    write(family, test, name, testVariants, found);
                } else {
                    throw new GeneratorException(table.file(), "no class " + name + " of " + family.canonical());
                }
            }
            refuseUnused(family, found);
        }
        OutputFolder.write(mainOutput, mainVariants);
        OutputFolder.write(testOutput, testVariants);
    }

    private static void write(
            final Family family,
            final SourceFolder folder,
            final String name,
            final Map<Path, String> variants,
            final Set<String> found) {
        final Path file = folder.file(name);
        for (final List<Primitive> types : family.variants()) {
            final String variant = family.named(name, types);
            if (folder.has(variant)) {
                throw new GeneratorException(folder.file(variant), "is to be generated from " + name);
            }
            final Variation variation = new Variation(file, folder.source(name), family, types);
            variants.put(folder.root().relativize(file).resolveSibling(variant + ".java"), variation.write());
            found.addAll(variation.found());
        }
    }

    private void refuseUnused(final Family family, final Set<String> found) {
        final Set<String> unused = new HashSet<>(family.names());
        unused.addAll(family.phrases());
        unused.removeAll(found);
        if (!unused.isEmpty()) {
            throw new GeneratorException(
                    table.file(), "in no class of " + family.canonical() + ": " + String.join(", ", unused));
        }
    }

    private void refuseStrayMarks() {
        final Set<String> canonical = new HashSet<>();
        table.families().forEach(family -> canonical.addAll(family.classes()));
        for (final SourceFolder folder : List.of(main, test)) {
            for (final String name : folder.names()) {
                if (!canonical.contains(name)) {
                    refuseMarks(folder.file(name), folder.source(name));
                }
            }
        }
    }

    private static void refuseMarks(final Path file, final String source) {
        if (!source.contains("/*")) {
            return;
        }
        for (final Token token : Token.of(source)) {
            if (token.kind() == Kind.MARK) {
                throw new GeneratorException(
                        file, token.line(), "the mark " + token.text() + " in a class that the table does not name");
            }
        }
    }

    /** What of a module's sources is read. */
    private record SourceFolder(Path root, Map<String, Path> files, Map<String, String> sources) {

        private static SourceFolder read(final Path root) throws IOException {
            final Map<String, Path> files = new TreeMap<>();
            final Map<String, String> sources = new TreeMap<>();
            for (final Path file : OutputFolder.files(root)) {
                final String name = String.valueOf(file.getFileName());
                if (name.endsWith(".java") && !name.contains("-")) {
                    final String simple = name.substring(0, name.length() - ".java".length());
                    files.put(simple, file);
                    sources.put(simple, Files.readString(file));
                }
            }
            return new SourceFolder(root, files, sources);
        }

        private boolean has(final String name) {
            return files.containsKey(name);
        }

        private Set<String> names() {
            return files.keySet();
        }

        private Path file(final String name) {
            return present(files, name);
        }

        private String source(final String name) {
            return present(sources, name);
        }

        private <T> T present(final Map<String, T> map, final String name) {
            final T value = map.get(name);
            if (value == null) {
                throw new GeneratorException(root, "no class " + name);
            }
            return value;
        }
    }
}

package org.hedgerow.example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.agrona.collections.Hashing;
import org.hedgerow.collections.Long2LongHashMap;
import org.hedgerow.memory.GuardedMemory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A program on Agrona's collections needs other imports, and to close what it opened, to be one on ours: shown by a
 * program for each class that both have, which calls every public method that Agrona's has.
 */
class MigrationTest {

    private static final String AGRONA = "org.agrona.collections.";
    private static final String HEDGEROW = "org.hedgerow.collections.";
    private static final Pattern IMPORT =
            Pattern.compile("(?<=^import )org\\.agrona\\.collections\\.(?=(\\w+);)", Pattern.MULTILINE);

    /** The sources of the programs: those that are written, and those that are generated from them. */
    private static final List<Path> SOURCES =
            List.of(Path.of("src/test/java"), Path.of("../src/generator/target/collections/generated-test-sources"));

    /** The migrated programs. */
    @TempDir
    static Path folder;

    /** The classes that both have. */
    static List<String> classes() throws IOException {
        try (Stream<Path> files = Files.list(location(Long2LongHashMap.class).resolve("org/hedgerow/collections"))) {
            return files.map(file -> file.getFileName().toString().replace(".class", ""))
                    .filter(name -> !name.contains("$") && isPublic(HEDGEROW + name) && isPublic(AGRONA + name))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void thereAreSuchClasses() throws IOException {
        assertTrue(classes().containsAll(List.of("Long2LongHashMap", "IntHashSet", "LongArrayQueue")));
    }

    @ParameterizedTest
    @MethodSource("classes")
    void theProgramCallsEveryPublicMethod(final String name) throws Exception {
        final Set<String> called = called(load(name));
        final Set<String> left = new TreeSet<>();
        final List<Class<?>> types = new ArrayList<>(List.of(Class.forName(AGRONA + name)));
        for (int i = 0; i < types.size(); i++) {
            offered(types.get(i)).map(Executable::toString).forEach(left::add);
            types.addAll(List.of(types.get(i).getClasses()));
        }
        assertFalse(left.isEmpty());
        left.removeAll(called);
        assertEquals(Set.of(), left, "never called by the example");
    }

    @ParameterizedTest
    @MethodSource("classes")
    void withOtherImportsItDoesTheSame(final String name) throws Exception {
        final Class<?> program = load(name);
        final Class<?> migrated = new MigratedLoader().loadClass(program.getName());
        assertNotSame(program, migrated);
        assertEquals(Set.of(HEDGEROW + name), collectionsOf(migrated));
        final List<String> expected = run(program);
        assertFalse(expected.isEmpty());
        assertEquals(expected, run(migrated));
    }

    private static Class<?> load(final String name) throws ClassNotFoundException {
        return Class.forName(MigrationTest.class.getPackageName() + "." + name + "Example");
    }

    private static List<String> run(final Class<?> program) throws ReflectiveOperationException {
        return ((Example) program.getConstructor().newInstance()).results();
    }

    /** Compiles the programs with other imports. */
    @BeforeAll
    static void migrate() throws Exception {
        final List<String> arguments = new ArrayList<>(List.of("-proc:none", "-d", folder.toString(), "-cp"));
        arguments.add(Stream.of(Example.class, Long2LongHashMap.class, GuardedMemory.class, Hashing.class)
                .map(type -> location(type).toString())
                .collect(Collectors.joining(File.pathSeparator)));
        for (final String name : classes()) {
            arguments.add(migrated(load(name)).toString());
        }
        final ByteArrayOutputStream messages = new ByteArrayOutputStream();
        final int status =
                ToolProvider.getSystemJavaCompiler().run(null, messages, messages, arguments.toArray(new String[0]));
        assertEquals(0, status, () -> messages.toString(StandardCharsets.UTF_8));
    }

    /** Writes the source of a program with other imports. */
    private static Path migrated(final Class<?> program) throws IOException {
        final String file = program.getName().replace('.', '/') + ".java";
        final Path source = SOURCES.stream()
                .map(root -> root.resolve(file))
                .filter(Files::exists)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no source " + file));
        final Path migrated = folder.resolve(source.getFileName());
        return Files.writeString(
                migrated, IMPORT.matcher(Files.readString(source)).replaceAll(HEDGEROW));
    }

    /** Loads what was compiled, and all else as usual. */
    private static final class MigratedLoader extends ClassLoader {

        private MigratedLoader() {
            super(Example.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(final String name, final boolean resolve) throws ClassNotFoundException {
            final Path file = compiled(name);
            if (!Files.exists(file)) {
                return super.loadClass(name, resolve);
            }
            try {
                final byte[] bytes = Files.readAllBytes(file);
                return defineClass(name, bytes, 0, bytes.length);
            } catch (final IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static Path compiled(final String program) {
        return folder.resolve(program.replace('.', '/') + ".class");
    }

    /** The collections that a migrated program uses. */
    private static Set<String> collectionsOf(final Class<?> migrated) throws IOException {
        return memberReferences(Files.readAllBytes(compiled(migrated.getName())))
                .map(MigrationTest::owner)
                .filter(owner -> owner.startsWith(AGRONA) || owner.startsWith(HEDGEROW))
                .map(owner -> owner.replaceAll("\\$.*", ""))
                .collect(Collectors.toSet());
    }

    /** What a class offers that is written there. */
    private static Stream<Executable> offered(final Class<?> type) {
        return Stream.concat(
                Arrays.stream(type.getConstructors()),
                Arrays.stream(type.getMethods())
                        .filter(method -> method.getDeclaringClass().getName().startsWith(AGRONA))
                        .filter(method -> !method.isSynthetic()));
    }

    /** The methods of Agrona's that a program calls. */
    private static Set<String> called(final Class<?> program) throws IOException, ClassNotFoundException {
        final byte[] bytes;
        try (InputStream stream = program.getResourceAsStream(program.getSimpleName() + ".class")) {
            bytes = stream.readAllBytes();
        }
        final Set<String> called = new TreeSet<>();
        for (final MemberRefEntry reference : memberReferences(bytes).toList()) {
            if (owner(reference).startsWith(AGRONA)) {
                offered(Class.forName(owner(reference)))
                        .filter(offered -> isNamed(offered, reference))
                        .map(Executable::toString)
                        .forEach(called::add);
            }
        }
        return called;
    }

    private static Stream<MemberRefEntry> memberReferences(final byte[] classFile) {
        final List<MemberRefEntry> references = new ArrayList<>();
        for (final PoolEntry entry : ClassFile.of().parse(classFile).constantPool()) {
            if (entry instanceof MemberRefEntry reference) {
                references.add(reference);
            }
        }
        return references.stream();
    }

    private static String owner(final MemberRefEntry reference) {
        return reference.owner().asInternalName().replace('/', '.');
    }

    private static boolean isNamed(final Executable executable, final MemberRefEntry reference) {
        final String name = executable instanceof Constructor ? "<init>" : executable.getName();
        return name.equals(reference.name().stringValue())
                && descriptor(executable).equals(reference.type().stringValue());
    }

    private static String descriptor(final Executable executable) {
        final Class<?> result = executable instanceof Method method ? method.getReturnType() : void.class;
        return MethodTypeDesc.of(
                        result.describeConstable().orElseThrow(),
                        Arrays.stream(executable.getParameterTypes())
                                .map(type -> type.describeConstable().orElseThrow())
                                .toList())
                .descriptorString();
    }

    private static boolean isPublic(final String name) {
        try {
            return Modifier.isPublic(Class.forName(name).getModifiers());
        } catch (final ClassNotFoundException e) {
            return false;
        }
    }

    private static Path location(final Class<?> type) {
        try {
            final CodeSource source =
                    Objects.requireNonNull(type.getProtectionDomain().getCodeSource());
            return Path.of(source.getLocation().toURI());
        } catch (final URISyntaxException e) {
            throw new AssertionError(e);
        }
    }
}

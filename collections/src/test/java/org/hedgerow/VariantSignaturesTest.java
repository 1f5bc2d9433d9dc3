package org.hedgerow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hedgerow.generator.Family;
import org.hedgerow.generator.Primitive;
import org.hedgerow.generator.VariantTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The public signatures of each variant beside those of its canonical class. A {@code long} that was left without its
 * mark compiles all the same, as an int becomes a long by itself: here it is found.
 *
 * <p>Each type of a signature that says long must vary, unless the table says that it stays. With which variables it
 * varies does not matter, but they must be the same ones in all variants: what varies with the keys is an int where the
 * keys are ints, and a long where the values are.
 */
class VariantSignaturesTest {

    private static final List<String> PACKAGES = List.of(
            "org.hedgerow.collections", "org.hedgerow.concurrent", "org.hedgerow.table", "org.hedgerow.example");

    /** A constructor, a method or a constant: the type of its result, its name, and the types of its parameters. */
    private record Member(String owner, boolean isField, String name, List<String> types) {

        /** As the table has it. */
        private String text() {
            return isField ? name : name + "(" + String.join(",", types.subList(1, types.size())) + ")";
        }
    }

    static Stream<Arguments> variedClasses() throws IOException {
        final List<Arguments> classes = new ArrayList<>();
        for (final Family family : table().families()) {
            for (final String name : family.classes()) {
                classes.add(Arguments.of(name, family));
            }
        }
        return classes.stream();
    }

    private static VariantTable table() throws IOException {
        return VariantTable.read(Path.of("src/variants.txt"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("variedClasses")
    void aVariantHasTheMembersOfItsCanonicalClass(final String name, final Family family) {
        final Set<Member> canonical = members(load(name));
        for (final List<Primitive> types : family.variants()) {
            assertEquals(
                    canonical.stream()
                            .map(member -> family.named(member.owner(), types) + "."
                                    + neutral(family.named(member.name(), types)))
                            .sorted()
                            .toList(),
                    members(load(family.named(name, types))).stream()
                            .map(member -> member.owner() + "." + neutral(member.name()))
                            .sorted()
                            .toList());
        }
    }

    /** A name without the types that it says, which may vary by a mark of its own. */
    private static String neutral(final String name) {
        return name.replaceAll("Long|Int|\\b(long|int)(?=[A-Z])", "*");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("variedClasses")
    void everyLongVariesOrStaysByTheTable(final String name, final Family family) {
        final List<Set<Member>> variants = family.variants().stream()
                .map(types -> members(load(family.named(name, types))))
                .toList();
        for (final Member member : members(load(name))) {
            assertTrue(
                    nameChoices(family, member.name())
                            .anyMatch(nameWith -> varies(family, member, nameWith, List.of(), variants)),
                    () -> "a type of " + member + " does not vary as the others do: give it a mark, or name it in the"
                            + " table as one that stays");
        }
    }

    @Test
    void theTableNamesMembersThatAreThere() throws IOException {
        for (final Family family : table().families()) {
            final Set<String> stays = new HashSet<>(family.stays());
            for (final String name : family.classes()) {
                members(load(name)).forEach(member -> stays.removeIf(stay -> names(stay, member)));
            }
            assertEquals(Set.of(), stays, family.canonical());
        }
    }

    /** Whether the types of a member, of which some have their variables, can have such that all variants have it. */
    private static boolean varies(
            final Family family,
            final Member member,
            final String nameWith,
            final List<String> variables,
            final List<Set<Member>> variants) {
        final int place = variables.size();
        if (place == member.types().size()) {
            for (int i = 0; i < variants.size(); i++) {
                if (!variants.get(i)
                        .contains(varied(
                                family,
                                member,
                                nameWith,
                                variables,
                                family.variants().get(i)))) {
                    return false;
                }
            }
            return true;
        }
        return choices(family, member, place)
                .anyMatch(choice -> varies(
                        family,
                        member,
                        nameWith,
                        Stream.concat(variables.stream(), Stream.of(choice)).toList(),
                        variants));
    }

    /** With which variables a type may vary; an empty text if it does not. */
    private static Stream<String> choices(final Family family, final Member member, final int place) {
        final String type = simple(member.types().get(place));
        final List<Primitive> types = family.variants().getFirst();
        if (stays(family, member, place) || !type.matches(".*[Ll]ong(?![a-z]).*")) {
            return Stream.of("");
        }
        if (!family.named(type, types).equals(type)) {
            return Stream.of("");
        }
        return letters(types).stream().filter(with -> canVary(family, type, with));
    }

    /** With which variables a name may vary; an empty text if it does as the table says, or not at all. */
    private static Stream<String> nameChoices(final Family family, final String name) {
        return Stream.concat(
                Stream.of(""),
                letters(family.variants().getFirst()).stream().filter(with -> canVary(family, name, with)));
    }

    private static List<String> letters(final List<Primitive> types) {
        return types.size() == 1 ? List.of("E") : List.of("K", "V", "KV", "VK");
    }

    private static boolean canVary(final Family family, final String type, final String with) {
        try {
            family.variants().forEach(types -> family.spelled(type, with, types));
            return true;
        } catch (final IllegalArgumentException e) {
            return false;
        }
    }

    private static Member varied(
            final Family family,
            final Member member,
            final String nameWith,
            final List<String> variables,
            final List<Primitive> types) {
        final List<String> spelled = new ArrayList<>();
        for (int i = 0; i < variables.size(); i++) {
            final String type = member.types().get(i);
            final String with = variables.get(i);
            final String varied =
                    with.isEmpty() ? family.named(simple(type), types) : family.spelled(simple(type), with, types);
            spelled.add(varied.substring(varied.lastIndexOf('.') + 1)
                    + type.substring(simple(type).length()));
        }
        final String name = nameWith.isEmpty()
                ? family.named(member.name(), types)
                : family.spelled(member.name(), nameWith, types);
        return new Member(family.named(member.owner(), types), member.isField(), name, spelled);
    }

    private static String simple(final String type) {
        return type.replace("[]", "");
    }

    private static boolean stays(final Family family, final Member member, final int place) {
        return family.stays().stream()
                .filter(stay -> names(stay, member))
                .anyMatch(stay -> place == 0
                        ? stay.startsWith("=")
                        : stay.substring(stay.indexOf('(') + 1)
                                .split(",", -1)[place - 1]
                                .startsWith("="));
    }

    private static boolean names(final String stay, final Member member) {
        return stay.replace("=", "").equals(member.text());
    }

    /** The public members of a class and of its nested classes, but for the ones that it has from elsewhere. */
    private static Set<Member> members(final Class<?> type) {
        final Set<Member> members = new TreeSet<>((a, b) -> a.toString().compareTo(b.toString()));
        final String owner = type.getSimpleName();
        for (final Constructor<?> constructor : type.getConstructors()) {
            members.add(member(owner, "new", void.class, constructor.getParameterTypes()));
        }
        for (final Method method : type.getMethods()) {
            if (!method.isSynthetic() && method.getDeclaringClass().getName().startsWith("org.hedgerow.")) {
                members.add(member(owner, method.getName(), method.getReturnType(), method.getParameterTypes()));
            }
        }
        for (final Field field : type.getFields()) {
            members.add(new Member(
                    owner, true, field.getName(), List.of(field.getType().getSimpleName())));
        }
        for (final Class<?> nested : type.getClasses()) {
            members.addAll(members(nested));
        }
        return members;
    }

    private static Member member(
            final String owner, final String name, final Class<?> result, final Class<?>[] parameters) {
        return new Member(
                owner,
                false,
                name,
                Stream.concat(Stream.of(result), Arrays.stream(parameters))
                        .map(Class::getSimpleName)
                        .collect(Collectors.toList()));
    }

    private static Class<?> load(final String name) {
        for (final String each : PACKAGES) {
            try {
                return Class.forName(each + "." + name);
            } catch (final ClassNotFoundException e) {
                // In another package.
            }
        }
        throw new AssertionError("no class " + name + " in " + PACKAGES);
    }
}

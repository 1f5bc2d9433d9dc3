package org.hedgerow.collections;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What Agrona's class offers, ours offers as well, with the same names, parameters and results: a user changes the
 * import and nothing else. Nested classes are compared too; types that we have are ours.
 */
class AgronaParityTest {

    private static final String AGRONA = "org.agrona.collections.";
    private static final String HEDGEROW = "org.hedgerow.collections.";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Long2LongHashMap",
                "Int2IntHashMap",
                "LongHashSet",
                "IntHashSet",
                "Long2LongCounterMap",
                "Int2IntCounterMap",
                "LongArrayQueue",
                "IntArrayQueue",
                "LongArrayList",
                "IntArrayList"
            })
    void everythingPublicIsThere(final String name) throws ClassNotFoundException {
        final Deque<Class<?>> left = new ArrayDeque<>();
        left.add(Class.forName(AGRONA + name));
        while (!left.isEmpty()) {
            final Class<?> theirs = left.removeFirst();
            final Class<?> ours = ours(theirs);
            assertTrue(Modifier.isPublic(ours.getModifiers()), ours + " is not public");
            assertEquals(Set.of(), missing(theirs, ours), "missing in " + ours);
            Arrays.stream(theirs.getDeclaredClasses())
                    .filter(nested -> Modifier.isPublic(nested.getModifiers()))
                    .forEach(left::add);
        }
    }

    private static Set<String> missing(final Class<?> theirs, final Class<?> ours) {
        final Set<String> missing = members(theirs, method -> !method.isBridge() && !method.isSynthetic())
                .collect(Collectors.toCollection(TreeSet::new));
        // Of ours the bridges count: by them a public class has the public methods of one that is not.
        missing.removeAll(members(ours, method -> true).collect(Collectors.toSet()));
        return missing;
    }

    /** Inherited ones as well, since it does not matter to a user where a method comes from. */
    private static Stream<String> members(final Class<?> type, final Predicate<Method> counted) {
        final Predicate<Executable> notOfObject = method -> method.getDeclaringClass() != Object.class;
        return Stream.of(
                        Arrays.stream(type.getConstructors()).map(AgronaParityTest::signature),
                        Arrays.stream(type.getMethods())
                                .filter(counted)
                                .filter(notOfObject)
                                .map(method -> nameOf(method.getReturnType()) + " " + signature(method)),
                        Arrays.stream(type.getFields()).map(AgronaParityTest::constant),
                        interfaces(type).map(of -> "implements " + nameOf(of)))
                .flatMap(members -> members);
    }

    private static Stream<Class<?>> interfaces(final Class<?> type) {
        return Stream.<Class<?>>iterate(type, Objects::nonNull, Class::getSuperclass)
                .flatMap(each -> Arrays.stream(each.getInterfaces()));
    }

    private static String signature(final Executable executable) {
        return modifiers(executable)
                + (executable instanceof Method method ? method.getName() : "new")
                + Arrays.stream(executable.getParameterTypes())
                        .map(AgronaParityTest::nameOf)
                        .collect(Collectors.joining(", ", "(", ")"));
    }

    private static String constant(final Field field) {
        try {
            return modifiers(field) + nameOf(field.getType()) + " " + field.getName() + " = " + field.get(null);
        } catch (final IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }

    private static String modifiers(final Member member) {
        return Modifier.isStatic(member.getModifiers()) ? "static " : "";
    }

    /** The name of a type, as ours where we have one. */
    private static String nameOf(final Class<?> type) {
        try {
            return ours(type).getName();
        } catch (final ClassNotFoundException e) {
            return type.getName();
        }
    }

    private static Class<?> ours(final Class<?> theirs) throws ClassNotFoundException {
        return theirs.getName().startsWith(AGRONA)
                ? Class.forName(HEDGEROW + theirs.getName().substring(AGRONA.length()))
                : theirs;
    }
}

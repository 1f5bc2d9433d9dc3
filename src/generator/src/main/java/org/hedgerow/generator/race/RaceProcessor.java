package org.hedgerow.generator.race;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.util.ElementFilter;

/**
 * Writes tests for jcstress, which wants a class for each test that declares all of its actors itself.
 *
 * <p>A race is an abstract class with the annotation {@code Race} of {@code org.hedgerow.stress}, and all the annotations of
 * jcstress that its methods, and those of the classes it extends, need. The annotation lists constants of enums; for each of
 * them a class is written that extends the race, hands the constant to its constructor, and overrides its actors by calls
 * of theirs. It is called after the race and the constant: {@code QueueCloseStress_Poll_ManyToOne}. A race that lists
 * none gives one test, {@code BroadcastStress_OneMessage}.
 */
@SupportedAnnotationTypes("org.hedgerow.stress.Race")
public final class RaceProcessor extends AbstractProcessor {

    private static final String JCSTRESS = "org.openjdk.jcstress.annotations.";

    /** By reflection. */
    public RaceProcessor() {}

    @Override
    public SourceVersion getSupportedSourceVersion() {
        return SourceVersion.latest();
    }

    @Override
    public boolean process(final Set<? extends TypeElement> annotations, final RoundEnvironment round) {
        for (final TypeElement annotation : annotations) {
            for (final TypeElement race : ElementFilter.typesIn(round.getElementsAnnotatedWith(annotation))) {
                final List<VariableElement> kinds = kinds(race, annotation);
                if (kinds.isEmpty()) {
                    write(race, "", "");
                }
                for (final VariableElement kind : kinds) {
                    write(race, "_" + camelCase(kind), kind.getEnclosingElement() + "." + kind);
                }
            }
        }
        return false;
    }

    private static List<VariableElement> kinds(final TypeElement race, final TypeElement annotation) {
        return race.getAnnotationMirrors().stream()
                .filter(mirror -> mirror.getAnnotationType().asElement().equals(annotation))
                .flatMap(mirror -> mirror.getElementValues().values().stream())
                .flatMap(list -> ((List<?>) list.getValue()).stream())
                .map(kind -> (VariableElement) ((AnnotationValue) kind).getValue())
                .toList();
    }

    private static String camelCase(final VariableElement constant) {
        return Arrays.stream(constant.getSimpleName().toString().split("_", -1))
                .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining());
    }

    private void write(final TypeElement race, final String suffix, final String argument) {
        final Element home = processingEnv.getElementUtils().getPackageOf(race);
        final String name = race.toString().substring(home.toString().length() + 1);
        final String test = name.replace('.', '_') + suffix;
        final String methods = String.join("", methods(race).values());
        try (Writer file = processingEnv
                .getFiler()
                .createSourceFile(home + "." + test, race)
                .openWriter()) {
            file.write("""
                    package %1$s;

                    @%2$sJCStressTest
                    @%2$sState
                    public class %3$s extends %4$s {
                        public %3$s() {
                            super(%5$s);
                        }
                    %6$s}
                    """.formatted(home, JCSTRESS, test, name, argument, methods));
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The methods of a test by their names; first those of the classes that a race extends. */
    private Map<String, String> methods(final TypeElement race) {
        final Map<String, String> methods = race.getSuperclass() instanceof final DeclaredType superclass
                ? methods((TypeElement) superclass.asElement())
                : new LinkedHashMap<>();
        for (final ExecutableElement method : ElementFilter.methodsIn(race.getEnclosedElements())) {
            final String annotations = method.getAnnotationMirrors().stream()
                    .map(AnnotationMirror::toString)
                    .filter(annotation -> annotation.startsWith("@" + JCSTRESS))
                    .collect(Collectors.joining(" "));
            // One that is overridden stays an actor, whether the other one says so or not.
            if (!annotations.isEmpty()) {
                methods.putIfAbsent(method.getSimpleName().toString(), method(method, annotations));
            }
        }
        return methods;
    }

    private static String method(final ExecutableElement method, final String annotations) {
        final String parameters = method.getParameters().stream()
                .map(parameter -> parameter.asType() + " " + parameter)
                .collect(Collectors.joining(", "));
        final String arguments =
                method.getParameters().stream().map(VariableElement::toString).collect(Collectors.joining(", "));
        return """

                    %1$s
                    @Override
                    public void %2$s(%3$s) {
                        super.%2$s(%4$s);
                    }
                """.formatted(annotations, method.getSimpleName(), parameters, arguments);
    }
}

package org.hedgerow;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each package uses the ones below it alone, and native code is called from one. */
class LayersTest {

    private static final JavaClasses PRODUCT = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("-tests"))
            .withImportOption(location -> !location.contains("generator"))
            .importPackages("org.hedgerow");

    static Stream<Arguments> layers() {
        return Stream.of(
                Arguments.of("org.hedgerow.memory.os", new String[] {}),
                Arguments.of("org.hedgerow.memory.access", new String[] {}),
                Arguments.of("org.hedgerow.memory.events", new String[] {"jdk.jfr.."}),
                Arguments.of("org.hedgerow.memory", new String[] {
                    "org.hedgerow.memory.os",
                    "org.hedgerow.memory.access",
                    "org.hedgerow.memory.events",
                    "javax.management.."
                }),
                Arguments.of("org.hedgerow.table", new String[] {
                    "org.hedgerow.memory", "org.hedgerow.memory.access", "org.hedgerow.memory.events", "jdk.jfr.."
                }),
                Arguments.of("org.hedgerow.collections", new String[] {
                    "org.hedgerow.table", "org.hedgerow.memory", "org.hedgerow.memory.access", "org.agrona.."
                }),
                Arguments.of(
                        "org.hedgerow.concurrent",
                        new String[] {"org.hedgerow.memory", "org.hedgerow.memory.access", "org.agrona.."}));
    }

    @ParameterizedTest
    @MethodSource("layers")
    void eachPackageUsesTheOnesBelowItAlone(final String layer, final String[] below) {
        classes()
                .that(resideInAPackage(layer))
                .should()
                .onlyDependOnClassesThat(
                        resideInAnyPackage("java..", "org.jspecify..", layer).or(resideInAnyPackage(below)))
                .check(PRODUCT);
    }

    @Test
    void everyPackageIsALayer() {
        final String[] layers = layers().map(layer -> (String) layer.get()[0]).toArray(String[]::new);
        classes()
                .that(resideInAPackage("org.hedgerow.."))
                .should()
                .resideInAnyPackage(layers)
                .check(PRODUCT);
        assertTrue(PRODUCT.size() > layers.length, "the product is what was looked at");
    }

    @Test
    void nativeCodeIsCalledFromOnePackage() {
        noClasses()
                .that(resideInAPackage("org.hedgerow.."))
                .and()
                .resideOutsideOfPackage("org.hedgerow.memory.os")
                .should()
                .dependOnClassesThat()
                .haveNameMatching("java\\.lang\\.foreign\\.(Linker|SymbolLookup|FunctionDescriptor).*")
                .check(PRODUCT);
    }

    @Test
    void theJdksInternalsAreLeftAlone() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("sun..", "jdk.internal..", "com.sun..")
                .check(PRODUCT);
    }
}

package org.hedgerow.harness;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The command that starts a JVM like the present one: the same java, the same module path or class path. */
public final class JvmCommand {

    private final Class<?> mainClass;
    private final List<String> jvmFlags;

    /**
     * Creates a command.
     *
     * @param mainClass the class to start
     * @param jvmFlags the flags that this child needs
     */
    public JvmCommand(final Class<?> mainClass, final List<String> jvmFlags) {
        this.mainClass = mainClass;
        this.jvmFlags = List.copyOf(jvmFlags);
    }

    /**
     * The command line.
     *
     * @param errorFile where the JVM may write its error log
     * @param arguments arguments of the main class
     * @return the program and its arguments
     */
    List<String> line(final Path errorFile, final List<String> arguments) {
        final List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.add("-XX:ErrorFile=" + errorFile);
        line.add("-XX:-CreateCoredumpOnCrash");
        line.addAll(jvmFlags);
        line.addAll(programFlags());
        line.addAll(arguments);
        return line;
    }

    private List<String> programFlags() {
        final String classPath = absolute(System.getProperty("java.class.path", ""));
        final Module module = mainClass.getModule();
        final List<String> flags = new ArrayList<>();
        if (module.isNamed()) {
            flags.add("--enable-native-access=org.hedgerow.core," + module.getName());
            flags.add("--module-path");
            flags.add(absolute(System.getProperty("jdk.module.path", "")));
        } else {
            flags.add("--enable-native-access=ALL-UNNAMED");
        }
        if (!classPath.isEmpty()) {
            flags.add("--class-path");
            flags.add(classPath);
        }
        if (module.isNamed()) {
            flags.add("--module");
            flags.add(module.getName() + "/" + mainClass.getName());
        } else {
            flags.add(mainClass.getName());
        }
        return flags;
    }

    /** Children run in a directory of their own, so relative entries would not be found there. */
    private static String absolute(final String path) {
        return Pattern.compile(Pattern.quote(File.pathSeparator))
                .splitAsStream(path)
                .filter(entry -> !entry.isEmpty())
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }
}

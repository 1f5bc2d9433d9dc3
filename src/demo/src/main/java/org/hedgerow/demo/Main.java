package org.hedgerow.demo;

import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.hedgerow.demo.service.KeyFileException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line of the demo. */
@Command(
        name = "hedgerow-demo",
        description = "Shows what Linux does to a process at its map limit, what Hedgerow does there,"
                + " and what a service gains.",
        versionProvider = Main.Version.class,
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:Hedgerow kept its promise: no unmapping failed.",
            "1:It did not, or its part could not be run.",
            "2:The demo could not begin: a wrong option or a bad file.",
            "3:It kept its promise, but the report could not be written."
        })
public final class Main implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--short", description = "Takes about 25 s: the service has a fifth of the work.")
    private boolean brief;

    @Option(
            names = "--keys",
            paramLabel = "FILE",
            description = "Gives the service real keys: one per line, integers or any text.")
    private @Nullable Path keys;

    @Option(
            names = "--report",
            paramLabel = "PATH",
            description = "Where to write the report. Default: hedgerow-demo.html in target, or else in the directory"
                    + " for temporary files.")
    private @Nullable Path report;

    private final Terminal terminal;

    Main(final Terminal terminal) {
        this.terminal = terminal;
    }

    /**
     * Runs the demo, and exits with its code.
     *
     * @param args see {@code --help}
     */
    public static void main(final String[] args) {
        System.exit(commandLine(Terminal.system()).execute(args));
    }

    /**
     * The command, ready to be executed.
     *
     * @param terminal where to write
     * @return the command
     */
    static CommandLine commandLine(final Terminal terminal) {
        final CommandLine commandLine = new CommandLine(new Main(terminal));
        commandLine.setParameterExceptionHandler((exception, args) -> {
            exception.getCommandLine().getErr().println(exception.getMessage() + " (--help lists the options)");
            return CommandLine.ExitCode.USAGE;
        });
        commandLine.setExecutionExceptionHandler((exception, command, result) -> {
            command.getErr().println(describe(exception));
            return CommandLine.ExitCode.USAGE;
        });
        return commandLine;
    }

    private static String describe(final Exception exception) {
        return switch (exception) {
            case KeyFileException e -> String.valueOf(e.getMessage());
            case UnsupportedOperationException e -> String.valueOf(e.getMessage());
            case IllegalStateException e -> String.valueOf(e.getMessage());
            default -> exception.toString();
        };
    }

    @Override
    public Integer call() throws KeyFileException, IOException {
        final Scale scale = brief ? Scale.SHORT : Scale.FULL;
        return new Demo(terminal, scale, keys, reportPath()).run().exitCode();
    }

    /** Found out before anything is measured: a report that cannot be written would be a pity at the end. */
    private Path reportPath() {
        final Path path = report == null ? defaultReport() : report;
        final Path directory = path.toAbsolutePath().getParent();
        if (Files.isDirectory(path) || directory == null || !Files.isDirectory(directory)) {
            throw new ParameterException(
                    spec.commandLine(), "--report " + path + ": must be a file in a directory that exists");
        }
        if (!Files.isWritable(Files.exists(path) ? path : directory)) {
            throw new ParameterException(spec.commandLine(), "--report " + path + ": may not be written");
        }
        return path;
    }

    private static Path defaultReport() {
        final Path target = Path.of(System.getProperty("demo.directory", "target"));
        final Path directory = Files.isDirectory(target) ? target : Path.of(System.getProperty("java.io.tmpdir"));
        return directory.resolve("hedgerow-demo.html");
    }

    /** The version of the module. */
    static final class Version implements CommandLine.IVersionProvider {

        @Override
        public String[] getVersion() {
            final ModuleDescriptor descriptor = Main.class.getModule().getDescriptor();
            return new String[] {
                descriptor == null
                        ? "hedgerow-demo"
                        : "hedgerow-demo " + descriptor.rawVersion().orElse("(no version)")
            };
        }
    }
}

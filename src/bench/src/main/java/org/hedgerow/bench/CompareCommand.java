package org.hedgerow.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.hedgerow.bench.result.ResultFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Compares two files of results. */
@Command(name = "compare", description = "Compares two files of results, without measuring anything.")
final class CompareCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "EARLIER", description = "A file of results.")
    private Path earlier;

    @Parameters(index = "1", paramLabel = "LATER", description = "Another one.")
    private Path later;

    @Mixin
    @SuppressWarnings("unused") // By picocli.
    private HelpOption help;

    @Override
    public Integer call() throws IOException {
        new Summary(ResultFile.read(later), later, spec.commandLine().getOut()).compareWith(ResultFile.read(earlier));
        return 0;
    }
}

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

/** Makes tables and charts of a file of results. */
@Command(name = "chart", description = "Makes the tables and the charts of a file of results again.")
final class ChartCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "FILE", description = "A file of results.")
    private Path file;

    @Mixin
    @SuppressWarnings("unused") // By picocli.
    private HelpOption help;

    @Override
    public Integer call() throws IOException {
        final Summary summary =
                new Summary(ResultFile.read(file), file, spec.commandLine().getOut());
        summary.tables();
        summary.charts();
        return 0;
    }
}

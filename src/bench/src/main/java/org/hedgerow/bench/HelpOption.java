package org.hedgerow.bench;

import picocli.CommandLine.Option;

/** The option that asks a command for its usage. */
final class HelpOption {

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Tells this.")
    @SuppressWarnings("unused") // By picocli.
    private boolean help;
}

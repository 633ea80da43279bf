package io.connectmojo.cli;

import picocli.CommandLine.Option;

/** What every command takes. */
final class CommonOptions {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Prints this help and exits.")
    private boolean help;

    @Option(
            names = {"-v", "--verbose"},
            description = "Prints the transform's log, and stack traces of errors.")
    private boolean verbose;

    boolean verbose() {
        return verbose;
    }
}

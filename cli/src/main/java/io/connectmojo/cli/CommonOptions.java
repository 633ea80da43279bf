package io.connectmojo.cli;

import picocli.CommandLine.Option;

/** What every command takes. */
final class CommonOptions {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this help and ends.")
    private boolean help;

    @Option(
            names = {"-v", "--verbose"},
            description = "Shows the transform's log, and stack traces of errors.")
    private boolean verbose;

    boolean verbose() {
        return verbose;
    }
}

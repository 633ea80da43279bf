package io.connectmojo.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.connectmojo.model.feed.PathFeed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code mojo inspect}: what a model needs and gives. */
@Command(
        name = "inspect",
        description =
                "Prints the columns, levels, outputs and metrics of a MOJO, and the engine that would score with it.",
        footer = {
            "",
            "Examples:",
            "  mojo inspect house-prices.zip",
            "  mojo inspect house-prices.zip --json | jq .columns"
        })
final class InspectCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private CommonOptions common;

    @Parameters(paramLabel = "MODEL", description = "The MOJO zip, or a folder that model.path can name.")
    private Path model;

    @Option(names = "--json", description = "Prints the same facts as one JSON object.")
    private boolean json;

    InspectCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        ObjectNode facts = Files.isDirectory(model)
                ? new PathFeed(model.toAbsolutePath().normalize()).ofBest(ModelFacts::of)
                : ModelFacts.of(model);
        if (json) {
            terminal.out().println(facts.toPrettyString());
        } else {
            new InspectReport(terminal).print(facts);
        }
        terminal.out().flush();
        return ExitCode.OK.number();
    }
}

package io.connectmojo.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** What says which transform of which connector is meant. */
final class ConnectorOptions {
    @Option(
            names = "--config",
            required = true,
            paramLabel = "FILE",
            description = "The connector's configuration: the JSON that is posted to a worker, or properties.")
    private Path config;

    @Option(
            names = "--transform",
            paramLabel = "ALIAS",
            description = "The transform to use; needed where several score.")
    private String alias;

    @Option(
            names = "--model",
            paramLabel = "FILE",
            description = "A model on this machine, in place of the one that the configuration names.")
    private Path model;

    Path config() {
        return config;
    }

    ConnectorFile connector() {
        return ConnectorFile.read(config).withModel(model);
    }

    /** The alias on the command line; null when there is none. */
    String alias() {
        return alias;
    }
}

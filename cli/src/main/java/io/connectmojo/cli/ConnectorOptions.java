package io.connectmojo.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** What says which transform of which connector is meant. */
final class ConnectorOptions {
    @Option(
            names = "--config",
            required = true,
            paramLabel = "FILE",
            description = "The connector's configuration: the JSON that you post to a worker, or a properties file.")
    private Path config;

    @Option(
            names = "--transform",
            paramLabel = "ALIAS",
            description = "Alias of the transform; required when several transforms score.")
    private String alias;

    @Option(
            names = "--model",
            paramLabel = "FILE",
            description = "A model file on this machine; replaces model.path of the configuration.")
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

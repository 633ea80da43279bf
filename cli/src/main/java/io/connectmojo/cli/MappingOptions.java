package io.connectmojo.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** How the fields of rows become columns, for commands about a model that may do without a connector. */
final class MappingOptions {
    @Option(
            names = "--config",
            paramLabel = "FILE",
            description =
                    "The connector's configuration, for the mapping and coercion of fields. Without it every column takes"
                            + " the field of its own name.")
    private Path config;

    @Option(
            names = "--transform",
            paramLabel = "ALIAS",
            description = "Alias of the transform; required when several transforms score.")
    private String alias;

    /** The file on the command line; null when there is none. */
    Path config() {
        return config;
    }

    /** The connector with that model in the place of its own, or one that has nothing but the model. */
    ConnectorFile connector(Path model) {
        return config == null
                ? ConnectorFile.plain(model)
                : ConnectorFile.read(config).withModel(model);
    }

    /** The alias of the transform that is meant. */
    String alias(ConnectorFile connector) {
        return connector.alias(alias);
    }
}

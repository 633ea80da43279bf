package io.connectmojo.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes the JSON of a sink that scores with the alias {@code score}. */
final class TestConnector {
    private TestConnector() {}

    /** @param settings keys, relative to the transform, and values in turn */
    static Path write(Path folder, Path model, String... settings) throws IOException {
        ObjectNode connector = new ObjectMapper().createObjectNode().put("name", "test");
        ObjectNode config = connector.putObject("config");
        config.put("connector.class", "com.example.SinkConnector");
        config.put("topics", "t");
        config.put("transforms", "score");
        config.put("transforms.score.type", "io.connectmojo.MojoScorer$Value");
        config.put("transforms.score.model.path", model.toString());
        for (int i = 0; i < settings.length; i += 2) {
            config.put("transforms.score." + settings[i], settings[i + 1]);
        }
        return Files.writeString(folder.resolve("connector.json"), connector.toString());
    }
}

package io.connectmojo.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.stream.Stream;

/** A connector's name and configuration; immutable. */
record ConnectorConfig(String name, Map<String, String> config) {
    private static final Path SHIPPED = Path.of("connector-configs");
    private static final String EXAMPLE_MODELS = "/opt/connect/models/";
    private static final String EXAMPLE_DATA = "/opt/connect/data/";

    ConnectorConfig {
        config = Collections.unmodifiableMap(new LinkedHashMap<>(config));
    }

    /** Reads the file that users copy. */
    static ConnectorConfig shipped(String file) {
        try {
            return written(Files.readString(SHIPPED.resolve(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** From the JSON that is posted to a worker. */
    static ConnectorConfig written(String text) throws IOException {
        JsonNode json = new ObjectMapper().readTree(text);
        Map<String, String> config = new LinkedHashMap<>();
        json.get("config")
                .properties()
                .forEach(entry -> config.put(entry.getKey(), entry.getValue().asText()));
        return new ConnectorConfig(json.get("name").asText(), config);
    }

    static List<String> shippedFiles() {
        try (Stream<Path> files = Files.list(SHIPPED)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The configuration with its example folders moved: data to {@code folder} itself, models to a sub-folder, into which each model that is
     * named is copied; not those that records name.
     */
    ConnectorConfig placedIn(Path folder) throws IOException {
        ConnectorConfig placed = this;
        for (Map.Entry<String, String> entry : config.entrySet()) {
            String value = entry.getValue();
            if (value.startsWith(EXAMPLE_MODELS)) {
                Path models = Files.createDirectories(folder.resolve("models"));
                Path model = models.resolve(value.substring(EXAMPLE_MODELS.length()));
                placed = placed.with(entry.getKey(), model.toAbsolutePath());
                if (value.contains("{")) {
                    continue; // each record names one
                }
                String name = model.getFileName().toString().replace(".zip", "");
                Files.copy(ModelCase.of(name).model(), model, StandardCopyOption.REPLACE_EXISTING);
                Path profile = ModelCase.of(name).model().resolveSibling("model.profile.json");
                if (Files.exists(profile)) {
                    Files.copy(profile, models.resolve(name + ".profile.json"), StandardCopyOption.REPLACE_EXISTING);
                }
            } else if (value.startsWith(EXAMPLE_DATA)) {
                Path data = folder.resolve(value.substring(EXAMPLE_DATA.length()));
                placed = placed.with(entry.getKey(), data.toAbsolutePath());
            }
        }
        return placed;
    }

    Path file() {
        return Path.of(config.get("file"));
    }

    static ConnectorConfig fileSource(Path file, String topic) {
        return connector("source", "FileStreamSourceConnector")
                .with("file", file)
                .with("topic", topic);
    }

    static ConnectorConfig fileSink(String topic, Path file) {
        return connector("sink", "FileStreamSinkConnector")
                .with("topics", topic)
                .with("file", file);
    }

    private static ConnectorConfig connector(String name, String type) {
        return new ConnectorConfig(name, Map.of())
                .with("connector.class", "org.apache.kafka.connect.file." + type)
                .with("tasks.max", 1)
                .unique();
    }

    ConnectorConfig with(String key, Object value) {
        Map<String, String> changed = new LinkedHashMap<>(config);
        changed.put(key, String.valueOf(value));
        return new ConnectorConfig(name, changed);
    }

    ConnectorConfig without(String key) {
        Map<String, String> changed = new LinkedHashMap<>(config);
        changed.remove(key);
        return new ConnectorConfig(name, changed);
    }

    /** Adds the transform, with keys and values in turn. */
    ConnectorConfig scoring(Path model, String... keysAndValues) {
        ConnectorConfig scoring = with("transforms", "score")
                .with("transforms.score.type", "io.connectmojo.MojoScorer$Value")
                .with("transforms.score.model.path", model);
        for (int i = 0; i < keysAndValues.length; i += 2) {
            scoring = scoring.with("transforms.score." + keysAndValues[i], keysAndValues[i + 1]);
        }
        return scoring;
    }

    /** Adds the transform with a model that is announced on a topic, with keys and values in turn. */
    ConnectorConfig following(String bootstrapServers, String topic, String name, String... keysAndValues) {
        return scoring(Path.of("/"), keysAndValues)
                .without("transforms.score.model.path")
                .with("transforms.score.model.kafka.bootstrap.servers", bootstrapServers)
                .with("transforms.score.model.kafka.topic", topic)
                .with("transforms.score.model.kafka.name", name);
    }

    /** Records as JSON objects: with a schema in each message, or plain ones that become maps. */
    ConnectorConfig jsonValues(boolean schemas) {
        return with("value.converter", "org.apache.kafka.connect.json.JsonConverter")
                .with("value.converter.schemas.enable", schemas);
    }

    /** A name that no connector on the broker had: a sink would go on behind the offsets of its namesake. */
    ConnectorConfig unique() {
        return new ConnectorConfig(name + "-" + UUID.randomUUID(), config);
    }

    /** Writes what a standalone worker takes on its command line. */
    Path writeProperties(Path folder) throws IOException {
        Properties properties = new Properties();
        properties.putAll(config);
        properties.put("name", name);
        Path file = folder.resolve(name + ".properties");
        try (OutputStream out = Files.newOutputStream(file)) {
            properties.store(out, null);
        }
        return file;
    }

    void createOn(ConnectRest rest) {
        rest.create(name, config);
    }
}

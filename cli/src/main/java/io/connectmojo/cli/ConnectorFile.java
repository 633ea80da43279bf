package io.connectmojo.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.connectmojo.MojoScorer;
import io.connectmojo.problem.MojoException;
import io.connectmojo.problem.Problem;
import io.connectmojo.row.template.Template;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A connector's configuration as a file: the JSON that is posted to a worker, its {@code config} alone, or properties. */
record ConnectorFile(Path path, Map<String, String> config) {
    static final String SOURCE_OF_LINES = "org.apache.kafka.connect.file.FileStreamSourceConnector";

    /** Throws C101. */
    static ConnectorFile read(Path path) {
        try {
            String read = Files.readString(path);
            String text = read.startsWith("\ufeff") ? read.substring(1) : read;
            return new ConnectorFile(
                    path, path.toString().endsWith(".properties") ? properties(text) : json(text, path));
        } catch (JsonProcessingException e) {
            throw unusable(path, "it is not JSON, from line " + e.getLocation().getLineNr() + " on");
        } catch (IOException | IllegalArgumentException e) {
            throw unusable(path, why(path));
        }
    }

    /** Of a model that no configuration names: every column takes the field of its own name. */
    static ConnectorFile plain(Path model) {
        Map<String, String> plain = new LinkedHashMap<>();
        plain.put("transforms", "score");
        plain.put("transforms.score.type", MojoScorer.Value.class.getName());
        return new ConnectorFile(model, plain).withModel(model);
    }

    private static String why(Path path) {
        if (Files.isDirectory(path)) {
            return "it is a directory";
        }
        return Files.exists(path) ? "it cannot be read as text" : "there is no such file";
    }

    private static Map<String, String> json(String text, Path path) throws JsonProcessingException {
        JsonNode root = new ObjectMapper().readTree(text);
        JsonNode config = root.path("config").isObject() ? root.get("config") : root;
        if (!config.isObject()) {
            throw unusable(path, "it holds no JSON object");
        }
        Map<String, String> values = new LinkedHashMap<>();
        if (root.path("name").isTextual()) {
            values.put("name", root.get("name").asText());
        }
        config.properties().forEach(entry -> values.put(entry.getKey(), text(entry.getValue())));
        return values;
    }

    private static String text(JsonNode value) {
        return value.isNull() ? null : value.isContainerNode() ? value.toString() : value.asText();
    }

    private static Map<String, String> properties(String text) throws IOException {
        Properties properties = new Properties();
        properties.load(new StringReader(text));
        Map<String, String> values = new TreeMap<>();
        properties.stringPropertyNames().forEach(name -> values.put(name, properties.getProperty(name)));
        return values;
    }

    private static MojoException unusable(Path path, String why) {
        return Problem.of(CommandError.NOT_A_CONNECTOR, "The connector's configuration cannot be read")
                .where(path.toString())
                .why(why)
                .fix("name the JSON file that is posted to the worker");
    }

    /** The configuration with one model in place of what the transforms name; unchanged when there is none. */
    ConnectorFile withModel(Path model) {
        if (model == null) {
            return this;
        }
        Map<String, String> changed = new LinkedHashMap<>(config);
        scoring().forEach(alias -> {
            changed.remove("transforms." + alias + ".model.class");
            changed.remove("transforms." + alias + ".model.fallback.path");
            changed.keySet().removeIf(key -> key.startsWith("transforms." + alias + ".model.kafka."));
            changed.put(
                    "transforms." + alias + ".model.path",
                    model.toAbsolutePath().normalize().toString());
        });
        return new ConnectorFile(path, changed);
    }

    /** All aliases, in the order in which records pass them. */
    List<String> aliases() {
        String list = config.get("transforms");
        return list == null
                ? List.of()
                : Stream.of(list.split(","))
                        .map(String::trim)
                        .filter(alias -> !alias.isEmpty())
                        .toList();
    }

    /** The aliases of transforms that score. */
    List<String> scoring() {
        List<String> scoring = new ArrayList<>();
        for (String alias : aliases()) {
            String type = config.get("transforms." + alias + ".type");
            if (type != null && type.trim().startsWith(MojoScorer.class.getName())) {
                scoring.add(alias);
            }
        }
        return scoring;
    }

    /** The alias asked for, or the only one that scores. Throws C102 or C103. */
    String alias(String wanted) {
        List<String> scoring = scoring();
        if (scoring.isEmpty()) {
            throw withoutScorer();
        }
        if (wanted == null ? scoring.size() > 1 : !scoring.contains(wanted)) {
            throw Problem.of(
                            CommandError.UNKNOWN_ALIAS,
                            wanted == null
                                    ? "Several transforms score"
                                    : "No transform that scores is called '" + wanted + "'")
                    .where(path.toString())
                    .why("there " + (scoring.size() == 1 ? "is " : "are ") + String.join(", ", scoring))
                    .fix("set --transform to one of these");
        }
        return wanted == null ? scoring.get(0) : wanted;
    }

    /** The problem that no transform scores. */
    MojoException withoutScorer() {
        return Problem.of(CommandError.NO_TRANSFORM, "The connector has no transform that scores")
                .where(path.toString())
                .why(
                        aliases().isEmpty()
                                ? "'transforms' is not set"
                                : "no transform of 'transforms' is of type " + MojoScorer.Value.class.getName())
                .fix("add one; mojo init writes an example");
    }

    /** The model's file of one transform; null for another kind of model, and when each record names its own. */
    Path modelPath(String alias) {
        String path = settings(alias).get("model.path");
        boolean isFile = path != null && !path.startsWith("classpath:") && !Template.hasPlaceholders(path);
        return isFile ? Path.of(path) : null;
    }

    /** The settings of one transform, without their prefix. */
    Map<String, String> settings(String alias) {
        return under("transforms." + alias + ".");
    }

    Map<String, String> under(String prefix) {
        Map<String, String> settings = new LinkedHashMap<>();
        config.forEach((key, value) -> {
            if (key.startsWith(prefix)) {
                settings.put(key.substring(prefix.length()), value);
            }
        });
        return settings;
    }

    /** Whether the transform scores the record's key. */
    boolean scoresKey(String alias) {
        return MojoScorer.Key.class.getName().equals(config.get("transforms." + alias + ".type"));
    }

    /** By its topics, or by the name of its class when it has none. */
    boolean isSink() {
        String connector = String.valueOf(config.get("connector.class"));
        return config.containsKey("topics")
                || config.containsKey("topics.regex")
                || connector.substring(connector.lastIndexOf('.') + 1).contains("Sink");
    }
}

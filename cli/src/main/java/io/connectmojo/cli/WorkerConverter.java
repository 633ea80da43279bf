package io.connectmojo.cli;

import io.connectmojo.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.converters.ByteArrayConverter;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.storage.Converter;
import org.apache.kafka.connect.storage.StringConverter;

/**
 * Turns a line into what the transform gets on the worker. The connector's own converter does it when it is one of Kafka's;
 * for any other (Avro), and when the connector leaves the choice to the worker, a line is a JSON object without
 * schema, or plain text where {@code input.format} reads text.
 */
final class WorkerConverter {
    private static final String TOPIC = "mojo";

    /** Null for a source of lines, whose records no converter makes. */
    private final Converter converter;

    private final String note;

    /** Why a line may be refused. */
    private final String why;

    private WorkerConverter(Converter converter, String note, String why) {
        this.converter = converter;
        this.note = note;
        this.why = why;
    }

    static WorkerConverter of(ConnectorFile connector, String alias) {
        if (ConnectorFile.SOURCE_OF_LINES.equals(connector.config().get("connector.class"))) {
            return new WorkerConverter(null, null, null);
        }
        boolean key = connector.scoresKey(alias);
        String setting = key ? "key.converter" : "value.converter";
        String name = connector.config().get(setting);
        Map<String, String> settings = new HashMap<>(connector.under(setting + "."));
        if (name != null) {
            switch (name.trim()) {
                case "org.apache.kafka.connect.storage.StringConverter" -> {
                    return configured(new StringConverter(), settings, key, null);
                }
                case "org.apache.kafka.connect.json.JsonConverter" -> {
                    return configured(new JsonConverter(), settings, key, null);
                }
                case "org.apache.kafka.connect.converters.ByteArrayConverter" -> {
                    return configured(new ByteArrayConverter(), settings, key, null);
                }
                default -> {}
            }
        }
        boolean text = !"connect".equals(connector.settings(alias).getOrDefault("input.format", "connect"));
        return configured(
                text ? new StringConverter() : new JsonConverter(),
                text ? Map.of() : Map.of("schemas.enable", "false"),
                key,
                setting + (name == null ? " is not set" : " is not one of Kafka's own") + ": each line is taken as "
                        + (text ? "text" : "a JSON object without schema"));
    }

    private static WorkerConverter configured(
            Converter converter, Map<String, String> settings, boolean key, String note) {
        converter.configure(settings, key);
        boolean envelopes = converter instanceof JsonConverter
                && !"false"
                        .equalsIgnoreCase(
                                settings.getOrDefault("schemas.enable", "true").trim());
        return new WorkerConverter(
                converter,
                note,
                envelopes
                        ? "with schemas.enable=true a line is an object of 'schema' and 'payload' alone"
                        : "the line is not what it reads");
    }

    /** The settings of that class; null when it is no converter of Kafka's own. */
    static ConfigDef settingsOf(String name) {
        return switch (name == null ? "" : name.trim()) {
            case "org.apache.kafka.connect.storage.StringConverter" -> new StringConverter().config();
            case "org.apache.kafka.connect.json.JsonConverter" -> new JsonConverter().config();
            case "org.apache.kafka.connect.converters.ByteArrayConverter" -> new ByteArrayConverter().config();
            default -> null;
        };
    }

    /** What is assumed and not known; null when all is known. */
    String note() {
        return note;
    }

    /** Throws D104 when the converter refuses the line. */
    SchemaAndValue read(byte[] line) {
        if (converter == null) {
            return new SchemaAndValue(Schema.STRING_SCHEMA, new String(line, StandardCharsets.UTF_8));
        }
        try {
            return converter.toConnectData(TOPIC, line);
        } catch (DataException e) {
            throw Problem.of(CommandError.NOT_CONVERTED, "The converter refuses the record")
                    .where(converter.getClass().getSimpleName())
                    .why(why)
                    .cause(e)
                    .fix("correct the line, or the converter's settings in the connector");
        }
    }
}

package io.connectmojo.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.connectmojo.config.InputFormat;
import io.connectmojo.config.MojoScorerConfig;
import io.connectmojo.output.OutputOptions;
import io.connectmojo.problem.MojoException;
import io.connectmojo.problem.Problem;
import io.connectmojo.record.DelimitedLine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;

/**
 * Reads lines that a connector has scored, as its settings say where outputs stand: in the record, appended to a delimited line, or in
 * headers, as {@code mojo score --json} shows these. Not thread-safe.
 */
final class StoredRecords {
    private static final String HEADER_PREFIX = "mojo.";

    private final WorkerConverter converter;
    private final InputFormat format;
    private final boolean inHeaders;
    private final boolean nested;
    private final String field;
    private final List<String> parent;
    private final int columns;
    private final char separator;
    private final ObjectMapper json = new ObjectMapper();

    StoredRecords(ConnectorFile connector, String alias, MojoScorerConfig config) {
        OutputOptions options = config.outputOptions();
        converter = WorkerConverter.of(connector, alias);
        format = config.inputFormat();
        inHeaders = config.toHeaders();
        nested = options.layout() == OutputOptions.Layout.NESTED;
        field = options.field();
        parent = config.parent();
        columns = config.delimitedColumns().size();
        separator = config.delimitedSeparator();
    }

    /** What is assumed of the lines and not known; null when all is known. */
    String note() {
        return converter.note();
    }

    /** The record of a line, or of the cells of a CSV line. Throws D104. */
    StoredRecord read(Object line) {
        if (line instanceof Map<?, ?> cells) {
            SchemaAndValue record = format == InputFormat.JSON
                    ? new SchemaAndValue(Schema.STRING_SCHEMA, text(cells))
                    : new SchemaAndValue(null, cells);
            return stored(record, cells);
        }
        if (inHeaders) {
            return withHeaders((byte[]) line);
        }
        SchemaAndValue record = converter.read((byte[]) line);
        if (record.value() instanceof String text) {
            return format == InputFormat.DELIMITED ? delimited(record, text) : json(record, text);
        }
        return stored(record, record.value());
    }

    /** Outputs stand in the record, or in a part of it. */
    private StoredRecord stored(SchemaAndValue record, Object fields) {
        Object at = fields;
        for (String step : parent) {
            at = SameOutput.member(at, step);
        }
        Object container = at;
        return stored(record, name -> SameOutput.member(container, name), container == null);
    }

    private StoredRecord stored(SchemaAndValue record, Function<String, Object> outputs, boolean passed) {
        Object stamp = nested
                ? SameOutput.member(SameOutput.parsed(outputs.apply(field)), "model")
                : outputs.apply(stampField());
        return new StoredRecord(record, outputs, StoredRecord.stampOf(stamp), passed);
    }

    /** The field that holds the stamp when outputs are flat. */
    String stampField() {
        return field + "_model";
    }

    boolean isNested() {
        return nested;
    }

    private StoredRecord json(SchemaAndValue record, String text) {
        try {
            Map<?, ?> fields = json.readValue(text, Map.class);
            return stored(record, fields);
        } catch (JsonProcessingException e) {
            throw notRead("the text is no JSON object");
        }
    }

    /** The outputs are the last cells, in their order and without a name; the stamp is the last one. They are flat. */
    private StoredRecord delimited(SchemaAndValue record, String text) {
        List<String> cells = DelimitedLine.cells(text, separator);
        List<String> last = cells.subList(Math.min(columns, cells.size()), cells.size());
        String stamp = last.isEmpty() ? null : StoredRecord.stampOf(last.get(last.size() - 1));
        Function<String, Object> outputs = new Function<>() {
            private int next;

            @Override
            public Object apply(String name) {
                return next < last.size() ? last.get(next++) : null;
            }
        };
        return new StoredRecord(record, outputs, stamp, false);
    }

    /** How many cells a delimited line has beyond the columns; 0 for other formats. */
    int cellsBeyond(Object line) {
        return format == InputFormat.DELIMITED && line instanceof byte[] bytes
                ? Math.max(
                        0,
                        DelimitedLine.cells(new String(bytes, StandardCharsets.UTF_8), separator)
                                        .size()
                                - columns)
                : 0;
    }

    private StoredRecord withHeaders(byte[] line) {
        JsonNode node;
        try {
            node = json.readTree(line);
        } catch (IOException e) {
            throw notRead("the line is no JSON object");
        }
        JsonNode headers = node.path("headers");
        if (!node.has("value") || !headers.isObject()) {
            throw notRead(
                    "the line is not {\"value\": …, \"headers\": {…}}, as mojo score --json prints records with headers");
        }
        JsonNode value = node.get("value");
        byte[] payload = (value.isTextual() ? value.asText() : value.toString()).getBytes(StandardCharsets.UTF_8);
        return stored(
                converter.read(payload),
                name -> {
                    JsonNode header = headers.get(HEADER_PREFIX + name);
                    return header == null ? null : json.convertValue(header, Object.class);
                },
                false);
    }

    private String text(Map<?, ?> cells) {
        try {
            return json.writeValueAsString(cells);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static MojoException notRead(String why) {
        return Problem.of(CommandError.NOT_CONVERTED, "The line is no scored record")
                .where("--input")
                .why(why)
                .fix("give the records that the connector of --config has written");
    }
}

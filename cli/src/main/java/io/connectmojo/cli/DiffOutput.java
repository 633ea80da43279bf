package io.connectmojo.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.header.Headers;
import org.apache.kafka.connect.json.JsonConverter;

/**
 * Prints what the transform has changed in each record: a line for each field and header that is new or another, or one JSON object.
 * A delimited line is one value.
 */
final class DiffOutput implements RecordOutput {
    private static final String HEADER = "header ";

    private final PrintStream out;
    private final boolean asJson;
    private final Terminal terminal;
    private final boolean coloured;
    private final ObjectMapper json = new ObjectMapper();
    private final JsonConverter converter = new JsonConverter();

    /** The record that is printed next, as it came. */
    private JsonNode before = NullNode.getInstance();

    private ObjectNode headersBefore = json.createObjectNode();

    /** @param coloured whether the output is the terminal's */
    DiffOutput(PrintStream out, boolean asJson, Terminal terminal, boolean coloured) {
        this.out = out;
        this.asJson = asJson;
        this.terminal = terminal;
        this.coloured = coloured;
        converter.configure(Map.of("schemas.enable", "false"), false);
    }

    @Override
    public void begin(Schema schema, Object payload, Headers headers) {
        before = tree(schema, payload);
        headersBefore = tree(headers);
    }

    @Override
    public void print(long number, Schema schema, Object payload, Headers headers) {
        RecordDifference fields = RecordDifference.between(before, tree(schema, payload));
        RecordDifference ofHeaders = RecordDifference.between(headersBefore, tree(headers));
        out.print(asJson ? inJson(number, fields, ofHeaders) : inLines(number, fields, ofHeaders));
        out.print('\n');
    }

    private String inLines(long number, RecordDifference fields, RecordDifference headers) {
        StringBuilder text = new StringBuilder("record " + number + ":");
        if (fields.isEmpty() && headers.isEmpty()) {
            return text.append(" unchanged").toString();
        }
        add(text, "", fields);
        add(text, HEADER, headers);
        return text.toString();
    }

    private void add(StringBuilder text, String what, RecordDifference difference) {
        difference.changed.forEach((path, change) -> text.append(
                line(Terminal.Colour.YELLOW, "~ " + what + path + ": " + change.before() + " -> " + change.after())));
        difference.removed.forEach(
                (path, value) -> text.append(line(Terminal.Colour.RED, "- " + what + path + ": " + value)));
        difference.added.forEach(
                (path, value) -> text.append(line(Terminal.Colour.GREEN, "+ " + what + path + ": " + value)));
    }

    private String line(Terminal.Colour colour, String text) {
        return "\n  " + (coloured ? terminal.in(colour, text) : text);
    }

    private String inJson(long number, RecordDifference fields, RecordDifference headers) {
        ObjectNode object = json.createObjectNode().put("record", number);
        put(object, fields);
        put(object.putObject("headers"), headers);
        return object.toString();
    }

    private static void put(ObjectNode into, RecordDifference difference) {
        into.putObject("added").setAll(difference.added);
        ObjectNode changed = into.putObject("changed");
        difference.changed.forEach((path, change) -> {
            ObjectNode both = changed.putObject(path);
            both.set("before", change.before());
            both.set("after", change.after());
        });
        into.putObject("removed").setAll(difference.removed);
    }

    private ObjectNode tree(Headers headers) {
        ObjectNode tree = json.createObjectNode();
        for (Header header : headers) {
            tree.set(header.key(), tree(header.schema(), header.value()));
        }
        return tree;
    }

    private JsonNode tree(Schema schema, Object value) {
        if (value == null) {
            return NullNode.getInstance();
        }
        if (value instanceof String text) {
            return parsed(text);
        }
        if (value instanceof byte[] bytes) {
            return parsed(new String(bytes, StandardCharsets.UTF_8));
        }
        if (value instanceof ByteBuffer bytes) {
            return parsed(StandardCharsets.UTF_8.decode(bytes.duplicate()).toString());
        }
        try {
            return json.readTree(converter.fromConnectData("mojo", schema, value));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A text that is no JSON is one value. */
    private JsonNode parsed(String text) {
        try {
            JsonNode tree = json.readTree(text);
            return tree.isContainerNode() ? tree : TextNode.valueOf(text);
        } catch (JsonProcessingException noJson) {
            return TextNode.valueOf(text);
        }
    }

    @Override
    public boolean isBroken() {
        return out.checkError();
    }
}

package io.connectmojo.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.header.Headers;
import org.apache.kafka.connect.json.JsonConverter;

/**
 * Prints enriched records, one per line: as Kafka's file sink writes them, or as JSON. Headers are shown as JSON only, as
 * {@code {"value": …, "headers": {…}}} when there are any.
 */
final class ScoredOutput implements RecordOutput {
    private static final JsonFactory JSON = new JsonFactory();

    private final PrintStream out;
    private final JsonConverter json;

    ScoredOutput(PrintStream out, boolean asJson) {
        this.out = out;
        json = asJson ? new JsonConverter() : null;
        if (asJson) {
            json.configure(Map.of("schemas.enable", "false"), false);
        }
    }

    @Override
    public void print(long number, Schema schema, Object payload, Headers headers) {
        String text = json == null ? asFileSink(payload) : asJson(schema, payload);
        if (json == null || headers.isEmpty()) {
            out.print(text);
        } else {
            StringBuilder line = new StringBuilder("{\"value\":").append(quoted(payload, text));
            char separator = '{';
            line.append(",\"headers\":");
            for (Header header : headers) {
                line.append(separator).append(TextNode.valueOf(header.key())).append(':');
                line.append(quoted(header.value(), asJson(header.schema(), header.value())));
                separator = ',';
            }
            out.append(line.append('}'));
            out.print('}');
        }
        out.print('\n');
    }

    @Override
    public boolean isBroken() {
        return out.checkError();
    }

    /** A text as it stands when it is a JSON object itself, else between quotes. */
    private static String quoted(Object value, String text) {
        return isText(value) && !isObject(text) ? TextNode.valueOf(text).toString() : text;
    }

    private static boolean isText(Object payload) {
        return payload instanceof String || payload instanceof byte[] || payload instanceof ByteBuffer;
    }

    /** A record that failed may begin like one. */
    private static boolean isObject(String text) {
        if (!text.startsWith("{")) {
            return false;
        }
        try (JsonParser parser = JSON.createParser(text)) {
            parser.nextToken();
            parser.skipChildren();
            return parser.nextToken() == null;
        } catch (IOException e) {
            return false;
        }
    }

    private static String asFileSink(Object payload) {
        if (payload instanceof byte[] bytes) {
            return new String(bytes, StandardCharsets.UTF_8);
        }
        return payload instanceof ByteBuffer bytes
                ? StandardCharsets.UTF_8.decode(bytes.duplicate()).toString()
                : String.valueOf(payload);
    }

    private String asJson(Schema schema, Object payload) {
        if (isText(payload)) {
            return asFileSink(payload); // text that holds JSON, or a delimited line
        }
        byte[] text = json.fromConnectData("mojo", schema, payload);
        return text == null ? "null" : new String(text, StandardCharsets.UTF_8);
    }
}

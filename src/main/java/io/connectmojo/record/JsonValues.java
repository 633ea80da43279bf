package io.connectmojo.record;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.core.io.NumberOutput;
import java.util.List;
import java.util.Map;

/**
 * Writes values as JSON text, numbers as the shortest decimals that stand for them, the same on every Java. JSON has no infinity: it is written as the text
 * {@code "Infinity"}, as Kafka's JsonConverter does.
 */
final class JsonValues {
    private static final JsonStringEncoder ENCODER = JsonStringEncoder.getInstance();

    private JsonValues() {}

    static void write(Object value, StringBuilder out) {
        if (value == null) {
            out.append("null");
        } else if (value instanceof Double number && Double.isFinite(number)) {
            // Double.toString writes more digits than it needs before Java 19
            out.append(NumberOutput.toString(number, true));
        } else if (value instanceof Boolean
                || value instanceof Number number && Double.isFinite(number.doubleValue())) {
            out.append(value);
        } else if (value instanceof List<?> list) {
            char separator = '[';
            for (Object element : list) {
                out.append(separator);
                write(element, out);
                separator = ',';
            }
            out.append(separator == '[' ? "[]" : "]");
        } else if (value instanceof Map<?, ?> map) {
            char separator = '{';
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                out.append(separator);
                write(entry.getKey(), out);
                out.append(':');
                write(entry.getValue(), out);
                separator = ',';
            }
            out.append(separator == '{' ? "{}" : "}");
        } else {
            out.append('"');
            ENCODER.quoteAsString(value.toString(), out);
            out.append('"');
        }
    }
}

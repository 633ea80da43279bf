package io.connectmojo.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.header.Headers;

/**
 * Prints why each record has its prediction: a line with the prediction and one for each reason, or one JSON object. The
 * transform tells them in headers, so that the payload still is what came.
 */
final class ExplainedOutput implements RecordOutput {
    private final PrintStream out;
    private final boolean asJson;
    private final int reasons;
    private final String prefix;
    private final ColumnValues values;
    private final UnaryOperator<String> heading;
    private final ObjectMapper json = new ObjectMapper();

    /**
     * @param reasons how many at most
     * @param field the setting output.field
     * @param heading how a line that heads others looks
     */
    ExplainedOutput(
            PrintStream out,
            boolean asJson,
            int reasons,
            String field,
            ColumnValues values,
            UnaryOperator<String> heading) {
        this.out = out;
        this.asJson = asJson;
        this.reasons = reasons;
        this.prefix = "mojo." + field;
        this.values = values;
        this.heading = heading;
    }

    @Override
    public void print(long number, Schema schema, Object payload, Headers headers) {
        if (headers.lastWithName(prefix) == null) {
            return; // it passed untouched
        }
        values.of(payload);
        String text = asJson ? inJson(number, headers) : inWords(number, headers);
        out.print(text);
        out.print('\n');
    }

    private String inWords(long number, Headers headers) {
        StringBuilder text = new StringBuilder(heading.apply("record " + number + ": " + value(headers, "")));
        for (int i = 1; i <= reasons && value(headers, "_reason_" + i) != null; i++) {
            String column = (String) value(headers, "_reason_" + i);
            text.append("\n  ").append(column).append(values.text(column));
            text.append(effect("s", (Double) value(headers, "_reason_" + i + "_value")));
        }
        Double rest = (Double) value(headers, "_reason_rest");
        if (rest != null && rest != 0) {
            text.append("\n  all other columns").append(effect("", rest));
        }
        Double bias = (Double) value(headers, "_contribution_bias");
        return bias == null
                ? text.toString()
                : text.append("\n  bias: ").append(number(bias)).toString();
    }

    private static String effect(String ending, Double contribution) {
        if (contribution == null) {
            return ": no contribution";
        }
        return (contribution < 0 ? " lower" : " raise") + ending + " the raw score by "
                + number(Math.abs(contribution));
    }

    private static String number(double number) {
        return String.format(Locale.ROOT, "%.6g", number);
    }

    private String inJson(long number, Headers headers) {
        ObjectNode object = json.createObjectNode().put("record", number);
        object.set("prediction", json.valueToTree(value(headers, "")));
        ArrayNode list = object.putArray("reasons");
        for (int i = 1; i <= reasons && value(headers, "_reason_" + i) != null; i++) {
            String column = (String) value(headers, "_reason_" + i);
            ObjectNode reason = list.addObject().put("column", column);
            reason.set("value", json.valueToTree(values.json(column)));
            reason.put("contribution", (Double) value(headers, "_reason_" + i + "_value"));
        }
        object.put("rest", (Double) value(headers, "_reason_rest"));
        object.put("bias", (Double) value(headers, "_contribution_bias"));
        try {
            return json.writeValueAsString(object);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private Object value(Headers headers, String suffix) {
        Header header = headers.lastWithName(prefix + suffix);
        return header == null ? null : header.value();
    }

    @Override
    public boolean isBroken() {
        return out.checkError();
    }
}

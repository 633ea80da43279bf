package io.connectmojo.cli.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Numbers for people: six digits that count, whatever the machine's locale. */
final class Figures {
    private static final MathContext DIGITS = new MathContext(6);

    private Figures() {}

    static String of(double value) {
        if (!Double.isFinite(value)) {
            return "";
        }
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            return String.format(Locale.ROOT, "%d", (long) value);
        }
        BigDecimal rounded = new BigDecimal(value).round(DIGITS).stripTrailingZeros();
        return Math.abs(value) >= 1e-4 && Math.abs(value) < 1e15
                ? rounded.toPlainString()
                : String.format(Locale.ROOT, "%.5e", value);
    }

    static String percent(double share) {
        return Double.isFinite(share) ? of(Math.round(share * 10000) / 100.0) + " %" : "";
    }

    /** H2O writes what is no number as a text, such as NaN. */
    static String of(JsonNode node) {
        if (node.isNumber()) {
            return of(node.asDouble());
        }
        if (node.isTextual()) {
            return node.asText().equals("NaN") ? "" : node.asText();
        }
        if (node.isObject()) {
            return node.has("column_name")
                    ? node.get("column_name").asText()
                    : node.path("name").asText();
        }
        return node.isNull() || node.isMissingNode() ? "" : node.toString();
    }
}

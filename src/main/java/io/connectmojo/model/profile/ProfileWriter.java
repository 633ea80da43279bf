package io.connectmojo.model.profile;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes a profile as people read it: a line for each column and golden row. Equal profiles give equal text, on every platform
 * and release of Java.
 */
public final class ProfileWriter {
    private final StringBuilder text = new StringBuilder();

    private ProfileWriter() {}

    /** JSON, ended by a line feed; to be encoded in UTF-8. */
    public static String write(Profile profile) {
        ProfileWriter writer = new ProfileWriter();
        writer.profile(profile);
        return writer.text.toString();
    }

    private void profile(Profile profile) {
        text.append("{\n  \"format\": ").append(ProfileReader.FORMAT);
        member("model").append("{\"sha256\": \"").append(profile.modelSha256()).append("\"}");
        profile.created().ifPresent(time -> string(member("created"), time.toString()));
        member("rows").append(profile.rows());
        lines("columns", profile.columns(), this::column);
        profile.prediction().ifPresent(prediction -> {
            member("prediction").append("{\"missing\": ");
            number(prediction.missing());
            prediction.score().ifPresent(this::bins);
            if (!prediction.classes().isEmpty()) {
                shares("classes", prediction.classes());
            }
            text.append('}');
        });
        if (!profile.golden().isEmpty()) {
            lines("golden", profile.golden(), this::golden);
        }
        profile.calibration().ifPresent(this::calibration);
        profile.quality().ifPresent(quality -> {
            member("quality").append("{\"rows\": ").append(quality.rows());
            quality.metrics().forEach((name, value) -> {
                string(text.append(", "), name).append(": ");
                number(value);
            });
            text.append('}');
        });
        text.append("\n}\n");
    }

    private void column(ColumnProfile column) {
        string(text.append("{\"name\": "), column.name());
        text.append(", \"type\": \"").append(column.type()).append("\", \"missing\": ");
        number(column.missing());
        if (column instanceof ColumnProfile.Numeric numeric) {
            numeric.bins().ifPresent(this::bins);
        } else if (column instanceof ColumnProfile.Categorical categorical) {
            shares("levels", categorical.levels());
            text.append(", \"other\": ");
            number(categorical.other());
        }
        text.append('}');
    }

    private void bins(QuantileBins bins) {
        text.append(", \"min\": ");
        number(bins.min());
        text.append(", \"max\": ");
        number(bins.max());
        text.append(", \"edges\": [");
        for (int i = 0; i < bins.size(); i++) {
            text.append(i == 0 ? "" : ", ");
            number(bins.edge(i));
        }
        text.append("], \"counts\": [");
        for (int i = 0; i < bins.size(); i++) {
            text.append(i == 0 ? "" : ", ").append(bins.count(i));
        }
        text.append(']');
    }

    private void shares(String name, Map<String, Double> shares) {
        text.append(", \"").append(name).append("\": {");
        Iterator<Map.Entry<String, Double>> entries = shares.entrySet().iterator();
        while (entries.hasNext()) {
            Map.Entry<String, Double> entry = entries.next();
            string(text, entry.getKey()).append(": ");
            number(entry.getValue());
            text.append(entries.hasNext() ? ", " : "");
        }
        text.append('}');
    }

    private void golden(GoldenRow row) {
        text.append("{\"cells\": [");
        for (int i = 0; i < row.cells().size(); i++) {
            text.append(i == 0 ? "" : ", ");
            cell(row.cells().get(i));
        }
        text.append(']');
        if (row.offset() != 0) {
            text.append(", \"offset\": ");
            number(row.offset());
        }
        row.answer().label().ifPresent(label -> string(text.append(", \"label\": "), label));
        text.append(", \"numbers\": [");
        for (int i = 0; i < row.answer().numbers().size(); i++) {
            text.append(i == 0 ? "\"" : ", \"")
                    .append(Double.toHexString(row.answer().numbers().get(i)))
                    .append('"');
        }
        text.append("]}");
    }

    private void cell(@Nullable Object cell) {
        if (cell instanceof Double number) {
            number(number);
        } else if (cell == null) {
            text.append("null");
        } else {
            string(text, cell.toString());
        }
    }

    private void calibration(Calibration calibration) {
        member("calibration").append("{\"n\": ").append(calibration.n()).append(", \"scores\": [");
        for (int i = 0; i < calibration.size(); i++) {
            text.append(i == 0 ? "" : ", ");
            number(calibration.score(i));
        }
        text.append("]}");
    }

    private StringBuilder member(String name) {
        return text.append(",\n  \"").append(name).append("\": ");
    }

    private <T> void lines(String name, List<T> items, Consumer<T> item) {
        member(name).append('[');
        for (int i = 0; i < items.size(); i++) {
            text.append(i == 0 ? "\n    " : ",\n    ");
            item.accept(items.get(i));
        }
        text.append("\n  ]");
    }

    private void number(double number) {
        text.append(Decimals.text(number));
    }

    private static StringBuilder string(StringBuilder into, String value) {
        into.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                into.append('\\').append(c);
            } else if (c < ' ' || c == '\u2028' || c == '\u2029' || Character.isSurrogate(c)) {
                into.append("\\u").append(Character.forDigit(c >> 12, 16));
                into.append(Character.forDigit(c >> 8 & 15, 16));
                into.append(Character.forDigit(c >> 4 & 15, 16)).append(Character.forDigit(c & 15, 16));
            } else {
                into.append(c);
            }
        }
        return into.append('"');
    }
}

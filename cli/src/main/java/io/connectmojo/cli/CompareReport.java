package io.connectmojo.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A comparison of two models for a person. */
final class CompareReport {
    private static final int MAX_MATRIX = 12;
    private static final int MAX_NAMES = 10;

    private final Terminal terminal;
    private final List<String> lines = new ArrayList<>();

    CompareReport(Terminal terminal) {
        this.terminal = terminal;
    }

    List<String> lines(JsonNode facts) {
        lines.add(terminal.bold(
                facts.get("may_take_over").asBoolean()
                        ? "The new model may take over."
                        : "The new model may not take over:"));
        facts.get("because").forEach(why -> lines.add("  " + why.asText()));
        model("old", facts.get("old"));
        model("new", facts.get("new"));
        if (facts.has("columns")) {
            columns(facts.get("columns"));
        }
        if (facts.has("agreement")) {
            predictions(facts);
        }
        if (facts.has("quality")) {
            quality(facts.get("quality"));
        }
        if (facts.has("most_different") && !facts.get("most_different").isEmpty()) {
            mostDifferent(facts.get("most_different"));
        }
        return lines;
    }

    private void heading(String text) {
        lines.add("");
        lines.add(terminal.bold(text));
    }

    private void model(String name, JsonNode model) {
        heading(name + ": " + model.get("algorithm").asText() + ", "
                + model.get("category").asText());
        lines.add("  " + model.get("file").asText() + "@"
                + model.get("sha256").asText().substring(0, 12));
        String speed = model.has("nanoseconds_per_row")
                ? String.format(
                        Locale.ROOT,
                        "%.2f µs a row, ",
                        model.get("nanoseconds_per_row").asLong() / 1000.0)
                : "";
        lines.add("  " + speed
                + String.format(
                        Locale.ROOT,
                        "about %.2f MB in memory",
                        model.get("heap_bytes").asLong() / 1048576.0));
        lines.add("  engine: " + model.get("engine").asText());
    }

    private void columns(JsonNode columns) {
        int before = lines.size();
        names("gained", columns.get("gained"));
        names("lost", columns.get("lost"));
        for (JsonNode kind : columns.get("other_kind")) {
            lines.add("  " + kind.get("column").asText() + ": was "
                    + kind.get("old").asText() + ", is " + kind.get("new").asText());
        }
        for (JsonNode level : columns.get("levels")) {
            names("levels gained by " + level.get("column").asText(), level.get("gained"));
            names("levels lost by " + level.get("column").asText(), level.get("lost"));
        }
        List<String> found = new ArrayList<>(lines.subList(before, lines.size()));
        lines.subList(before, lines.size()).clear();
        heading("Columns");
        lines.addAll(found.isEmpty() ? List.of("  the same, with the same levels") : found);
    }

    private void names(String what, JsonNode names) {
        if (names.isEmpty()) {
            return;
        }
        List<String> some = new ArrayList<>();
        for (int i = 0; i < Math.min(MAX_NAMES, names.size()); i++) {
            some.add(names.get(i).asText());
        }
        lines.add("  " + what + ": " + String.join(", ", some)
                + (names.size() > MAX_NAMES ? ", … (" + names.size() + ")" : ""));
    }

    private void predictions(JsonNode facts) {
        JsonNode records = facts.get("records");
        heading("Predictions, " + ScoreSummary.count(records.get("compared").asLong(), "record"));
        lines.add(String.format(
                Locale.ROOT, "  agreement   %.4f", facts.get("agreement").asDouble()));
        if (facts.has("psi")) {
            lines.add(String.format(
                    Locale.ROOT, "  PSI         %.4f", facts.get("psi").asDouble()));
        }
        if (facts.has("difference")) {
            JsonNode difference = facts.get("difference");
            lines.add("  difference  mean " + number(difference.get("mean").asDouble()) + "; quantiles "
                    + quantiles(difference.get("quantiles")));
        }
        JsonNode labels = facts.at("/matrix/labels");
        if (!labels.isMissingNode() && labels.size() <= MAX_MATRIX) {
            matrix(labels, facts.at("/matrix/counts"));
        }
    }

    private String quantiles(JsonNode quantiles) {
        List<String> parts = new ArrayList<>();
        quantiles
                .properties()
                .forEach(entry -> parts.add(
                        entry.getKey() + ": " + number(entry.getValue().asDouble())));
        return String.join(", ", parts);
    }

    private void matrix(JsonNode labels, JsonNode counts) {
        int width = 8;
        for (JsonNode label : labels) {
            width = Math.max(width, Math.min(16, label.asText().length()));
        }
        String cell = "  %" + width + "s";
        StringBuilder head = new StringBuilder(String.format(Locale.ROOT, cell, "old\\new"));
        labels.forEach(label -> head.append(String.format(Locale.ROOT, cell, cut(label.asText()))));
        lines.add(head.toString());
        for (int i = 0; i < labels.size(); i++) {
            StringBuilder row = new StringBuilder(
                    String.format(Locale.ROOT, cell, cut(labels.get(i).asText())));
            counts.get(i).forEach(count -> row.append(String.format(Locale.ROOT, cell, count.asText())));
            lines.add(row.toString());
        }
    }

    private static String cut(String text) {
        return text.length() <= 16 ? text : text.substring(0, 15) + "…";
    }

    private void quality(JsonNode quality) {
        heading("Quality on " + ScoreSummary.count(quality.get("rows").asLong(), "outcome") + ", with 95 % bounds");
        for (JsonNode metric : quality.get("metrics")) {
            String line = "  " + metric.get("name").asText() + ": old " + bounded(metric.get("old")) + ", new "
                    + bounded(metric.get("new"));
            JsonNode difference = metric.get("difference");
            lines.add(
                    difference == null
                            ? line
                            : line + "; difference of " + difference.get("of").asText() + " " + bounded(difference));
        }
    }

    private static String bounded(JsonNode node) {
        return (node.has("value") ? number(node.get("value").asDouble()) : "unknown")
                + (node.has("low") && node.has("high")
                        ? " [" + number(node.get("low").asDouble()) + ", "
                                + number(node.get("high").asDouble()) + "]"
                        : "");
    }

    private void mostDifferent(JsonNode rows) {
        heading("Records that differ most");
        for (JsonNode row : rows) {
            lines.add("  record " + row.get("record").asLong() + ": "
                    + row.get("old").asText() + " → " + row.get("new").asText());
            reasons("old", row.get("old_reasons"), row.get("cells"));
            reasons("new", row.get("new_reasons"), row.get("cells"));
        }
    }

    private void reasons(String side, JsonNode reasons, JsonNode cells) {
        List<String> parts = new ArrayList<>();
        for (JsonNode reason : reasons) {
            String column = reason.get("column").asText();
            JsonNode value = cells.get(column);
            parts.add(column + (value == null ? "" : value.isNull() ? " missing" : " = " + value.asText()) + " ("
                    + (reason.get("contribution").asDouble() < 0 ? "" : "+")
                    + number(reason.get("contribution").asDouble()) + ")");
        }
        if (!parts.isEmpty()) {
            lines.add("    " + side + ": " + String.join(", ", parts));
        }
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.6g", value);
    }
}

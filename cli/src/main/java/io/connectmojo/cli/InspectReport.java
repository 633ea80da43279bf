package io.connectmojo.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The facts of a model for a person: long lists are cut, importances are bars. */
final class InspectReport {
    private static final int MAX_LINES = 40;
    private static final int MAX_BARS = 10;
    private static final int BAR = 30;

    private final Terminal terminal;
    private final PrintStream out;

    InspectReport(Terminal terminal) {
        this.terminal = terminal;
        this.out = terminal.out();
    }

    void print(JsonNode facts) {
        out.println(terminal.bold(
                facts.get("algorithm").asText() + ", " + facts.get("category").asText()));
        line("file", facts.get("file").asText() + ", " + size(facts.get("bytes").asLong()));
        line("sha256", facts.get("sha256").asText());
        if (facts.has("h2o_version")) {
            line(
                    "made by",
                    "H2O " + facts.get("h2o_version").asText() + ", MOJO "
                            + facts.get("mojo_version").asText());
        }
        line("engine", facts.get("engine").asText());
        line("in memory", "about " + size(facts.get("heap_bytes").asLong()));
        if (facts.has("response")) {
            line("response", facts.get("response").asText());
        }
        if (facts.has("classes")) {
            line("classes", some(facts.get("classes"), 10));
        }
        if (facts.has("threshold")) {
            line("threshold", facts.get("threshold").asText());
        }
        if (facts.has("offset_column")) {
            line("offset", facts.get("offset_column").asText());
        }
        columns(facts.get("columns"));
        if (facts.has("thresholds")) {
            heading("Thresholds by criterion, for output.threshold");
            facts.get("thresholds")
                    .properties()
                    .forEach(criterion ->
                            line(criterion.getKey(), number(criterion.getValue().asDouble())));
        }
        if (facts.has("training_metrics")) {
            heading("Training metrics");
            facts.get("training_metrics")
                    .properties()
                    .forEach(metric ->
                            line(metric.getKey(), number(metric.getValue().asDouble())));
        }
        if (facts.has("importances")) {
            importances(facts.get("importances"));
        }
        outputs(facts.get("outputs"));
    }

    private void columns(JsonNode columns) {
        heading(columns.size() + " columns");
        int width = width(columns, "name");
        for (int i = 0; i < columns.size(); i++) {
            if (i == MAX_LINES) {
                out.println("  … and " + (columns.size() - i) + " more (--json shows all)");
                break;
            }
            JsonNode column = columns.get(i);
            String levels = column.has("level_count")
                    ? ", " + ScoreSummary.count(column.get("level_count").asLong(), "level") + ": "
                            + some(column.get("first_levels"), 5)
                            + (column.get("level_count").asInt()
                                            > column.get("first_levels").size()
                                    ? ", …"
                                    : "")
                    : "";
            out.println("  " + padded(column.get("name").asText(), width) + "  "
                    + column.get("kind").asText() + levels);
        }
    }

    private void importances(JsonNode importances) {
        heading("Importances");
        int width = width(importances, "column");
        double most =
                importances.isEmpty() ? 1 : importances.get(0).get("share").asDouble();
        for (int i = 0; i < Math.min(MAX_BARS, importances.size()); i++) {
            double share = importances.get(i).get("share").asDouble();
            int length = most > 0 ? (int) Math.round(BAR * share / most) : 0;
            out.println("  " + padded(importances.get(i).get("column").asText(), width)
                    + String.format(Locale.ROOT, "  %5.1f %%", 100 * share)
                    + (terminal.outIsTerminal() ? "  " + "█".repeat(length) : ""));
        }
    }

    private void outputs(JsonNode outputs) {
        heading("Outputs, under output.field=prediction");
        outputs.properties().forEach(part -> {
            List<String> fields = new ArrayList<>();
            for (JsonNode field : part.getValue()) {
                if (fields.size() == 5) {
                    fields.add("… and " + (part.getValue().size() - 5) + " more");
                    break;
                }
                fields.add(field.get("name").asText() + " " + field.get("type").asText());
            }
            line(part.getKey(), String.join(", ", fields));
        });
    }

    private void heading(String text) {
        out.println();
        out.println(terminal.bold(text));
    }

    private void line(String name, String value) {
        out.println("  " + padded(name, 24) + "  " + value);
    }

    private static String some(JsonNode names, int most) {
        List<String> shown = new ArrayList<>();
        for (int i = 0; i < Math.min(most, names.size()); i++) {
            shown.add(names.get(i).asText());
        }
        return String.join(", ", shown) + (names.size() > most ? ", … (" + names.size() + ")" : "");
    }

    private static int width(JsonNode rows, String name) {
        int width = 0;
        for (JsonNode row : rows) {
            width = Math.max(width, Math.min(40, row.get(name).asText().length()));
        }
        return width;
    }

    private static String padded(String text, int width) {
        return text.length() >= width ? text : text + " ".repeat(width - text.length());
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.6g", value);
    }

    private static String size(long bytes) {
        return bytes < 1 << 20
                ? String.format(Locale.ROOT, "%.1f kB", bytes / 1024.0)
                : String.format(Locale.ROOT, "%.1f MB", bytes / 1048576.0);
    }
}

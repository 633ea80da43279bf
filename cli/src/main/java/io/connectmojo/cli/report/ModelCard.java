package io.connectmojo.cli.report;

import io.connectmojo.model.ModelColumn;
import io.connectmojo.model.load.ModelDetails;
import java.util.ArrayList;
import java.util.List;

/** A model as a page of Markdown, for a repository or a catalogue. The same model and rows give the same bytes. */
public final class ModelCard {
    private static final int MAX_ROWS = 50;

    private final StringBuilder card = new StringBuilder();

    private ModelCard() {}

    /** The whole page. */
    public static String of(ModelPaper paper) {
        ModelCard made = new ModelCard();
        made.card.append("# ").append(escaped(Html.cut(paper.name()))).append("\n\n");
        made.card
                .append(escaped(paper.model().algorithm() + ", " + paper.shape().category()))
                .append(".\n");
        made.table("Model", List.of("fact", "value"), paper.origin());
        made.table("Parameters", List.of("parameter", "value", "default"), paper.parameters());
        Measurements measurements = Measurements.of(paper);
        if (!measurements.isEmpty()) {
            made.table("Metrics", measurements.heads(), measurements.rows());
        }
        List<List<String>> importances = new ArrayList<>();
        for (ModelDetails.Importance importance : paper.importances()) {
            importances.add(List.of(importance.column(), Figures.percent(importance.share())));
        }
        made.table("Importances", List.of("variable", "share"), importances);
        List<List<String>> columns = new ArrayList<>();
        for (ModelColumn column : paper.model().columns()) {
            columns.add(List.of(
                    column.name(),
                    column.kind().toString(),
                    column.levels().isEmpty()
                            ? ""
                            : Integer.toString(column.levels().size())));
        }
        made.table("Columns", List.of("column", "kind", "levels"), columns);
        return made.card.toString();
    }

    private void table(String title, List<String> heads, List<List<String>> rows) {
        if (rows.isEmpty()) {
            return;
        }
        card.append("\n## ").append(title).append("\n\n");
        row(heads);
        card.append('|').append("---|".repeat(heads.size())).append('\n');
        rows.stream().limit(MAX_ROWS).forEach(this::row);
        if (rows.size() > MAX_ROWS) {
            card.append("\nThe first ")
                    .append(MAX_ROWS)
                    .append(" of ")
                    .append(rows.size())
                    .append(".\n");
        }
    }

    private void row(List<String> cells) {
        card.append('|');
        cells.forEach(cell -> card.append(' ').append(escaped(Html.cut(cell))).append(" |"));
        card.append('\n');
    }

    /** No markup, neither Markdown nor HTML. An underscore between letters is none. */
    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        String line = text.replaceAll("\\s+", " ");
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            boolean inside = i > 0 && i + 1 < line.length() && isWord(line.charAt(i - 1)) && isWord(line.charAt(i + 1));
            switch (c) {
                case '<' -> escaped.append("&lt;");
                case '&' -> escaped.append("&amp;");
                case '\\', '`', '*', '[', ']', '|', '~' -> escaped.append('\\').append(c);
                case '_' -> escaped.append(inside ? "_" : "\\_");
                default -> escaped.append(c < ' ' ? ' ' : c);
            }
        }
        return escaped.toString();
    }

    private static boolean isWord(char c) {
        return Character.isLetterOrDigit(c);
    }
}

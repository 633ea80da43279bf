package io.connectmojo.cli.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** A comparison of two models as one HTML file, from the facts that {@code mojo compare --json} prints. Speed and memory, which no two runs measure alike, are left out. */
public final class CompareHtml {
    private final Html page = new Html();
    private final JsonNode facts;

    private CompareHtml(JsonNode facts) {
        this.facts = facts;
    }

    /** The whole page. */
    public static String of(JsonNode facts) {
        CompareHtml made = new CompareHtml(facts);
        made.verdict();
        made.columns();
        if (facts.has("agreement")) {
            made.predictions();
        }
        if (facts.has("quality")) {
            made.quality();
        }
        if (!facts.path("most_different").isEmpty()) {
            made.mostDifferent();
        }
        return HtmlReport.page("Comparison of two models", made.title(), made.page.toString());
    }

    private String title() {
        return facts.at("/old/algorithm").asText() + " and "
                + facts.at("/new/algorithm").asText();
    }

    private void verdict() {
        page.section("verdict", "Verdict");
        boolean may = facts.get("may_take_over").asBoolean();
        page.raw("<p><strong>")
                .text(may ? "The new model may take over." : "The new model may not take over.")
                .raw("</strong></p>\n");
        if (!may) {
            page.raw("<ul>");
            facts.get("because")
                    .forEach(why -> page.raw("<li>").name(why.asText()).raw("</li>"));
            page.raw("</ul>\n");
        }
        List<List<String>> rows = new ArrayList<>();
        for (String fact : List.of("algorithm", "category", "sha256", "engine")) {
            rows.add(List.of(
                    fact,
                    facts.get("old").path(fact).asText(),
                    facts.get("new").path(fact).asText()));
        }
        page.table("The models", List.of("fact", "old", "new"), rows).end();
    }

    private void columns() {
        JsonNode columns = facts.path("columns");
        List<List<String>> rows = new ArrayList<>();
        columns.path("gained").forEach(name -> rows.add(List.of(name.asText(), "gained", "")));
        columns.path("lost").forEach(name -> rows.add(List.of(name.asText(), "lost", "")));
        columns.path("other_kind")
                .forEach(kind -> rows.add(List.of(
                        kind.get("column").asText(),
                        "another kind",
                        kind.get("old").asText() + ", then " + kind.get("new").asText())));
        for (JsonNode levels : columns.path("levels")) {
            for (String change : List.of("gained", "lost")) {
                if (!levels.get(change).isEmpty()) {
                    rows.add(List.of(levels.get("column").asText(), "levels " + change, list(levels.get(change))));
                }
            }
        }
        page.section("columns", "Columns");
        if (rows.isEmpty()) {
            page.paragraph("Both models have the same columns with the same levels.");
        } else {
            page.table("Changes of columns and levels", List.of("column", "change", "which"), rows);
        }
        page.end();
    }

    private static String list(JsonNode names) {
        List<String> texts = new ArrayList<>();
        names.forEach(name -> texts.add(name.asText()));
        return String.join(", ", texts);
    }

    private void predictions() {
        page.section("predictions", "Predictions");
        List<List<String>> rows = new ArrayList<>();
        facts.get("records")
                .properties()
                .forEach(entry -> rows.add(List.of(
                        "records " + entry.getKey().replace('_', ' '),
                        entry.getValue().asText())));
        rows.add(List.of("agreement", Figures.percent(facts.get("agreement").asDouble())));
        if (facts.has("psi")) {
            rows.add(List.of("population stability index", Figures.of(facts.get("psi"))));
        }
        page.table("How near the predictions are", List.of("fact", "value"), rows);
        JsonNode difference = facts.path("difference");
        if (difference.has("edges")
                && difference.at("/quantiles/1.0").asDouble()
                        > difference.at("/quantiles/0.0").asDouble()) {
            difference(difference);
        }
        matrix(facts.path("matrix"));
        page.end();
    }

    private void difference(JsonNode difference) {
        int bars = difference.get("counts").size();
        double[] edges = new double[bars + 1];
        double[] counts = new double[bars];
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i <= bars; i++) {
            edges[i] = difference.get("edges").get(i).asDouble();
        }
        for (int i = 0; i < bars; i++) {
            counts[i] = difference.get("counts").get(i).asDouble();
            rows.add(List.of(Figures.of(edges[i]), Figures.of(edges[i + 1]), Figures.of(counts[i])));
        }
        page.chart(
                "Score of the new model minus that of the old one",
                "Differences from " + Figures.of(edges[0]) + " to " + Figures.of(edges[bars]) + ", mean "
                        + Figures.of(difference.get("mean")),
                Charts.histogram(edges, counts, "new minus old", "records", false),
                List.of("from", "to", "records"),
                rows);
    }

    private void matrix(JsonNode matrix) {
        if (!matrix.has("labels")) {
            return;
        }
        List<String> heads = new ArrayList<>(List.of("old / new"));
        matrix.get("labels").forEach(label -> heads.add(label.asText()));
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < matrix.get("labels").size(); i++) {
            List<String> row = new ArrayList<>(List.of(heads.get(i + 1)));
            matrix.get("counts").get(i).forEach(count -> row.add(count.asText()));
            rows.add(row);
        }
        page.table("Records by prediction of the old and of the new model", heads, rows);
    }

    private void quality() {
        JsonNode quality = facts.get("quality");
        page.section("quality", "Quality");
        page.paragraph("On " + quality.get("rows").asText()
                + " records with an outcome. Bounds are 95 % confidence intervals.");
        List<List<String>> rows = new ArrayList<>();
        for (JsonNode metric : quality.get("metrics")) {
            JsonNode difference = metric.path("difference");
            rows.add(List.of(
                    metric.get("name").asText(),
                    bounded(metric.get("old")),
                    bounded(metric.get("new")),
                    difference.isMissingNode() ? "" : difference.get("of").asText() + ": " + bounded(difference)));
        }
        page.table("Quality of both models", List.of("metric", "old", "new", "new minus old, record by record"), rows)
                .end();
    }

    private static String bounded(JsonNode node) {
        return Figures.of(node.path("value"))
                + (node.has("low")
                        ? " (" + Figures.of(node.get("low")) + " to " + Figures.of(node.path("high")) + ")"
                        : "");
    }

    private void mostDifferent() {
        page.section("records", "Records that differ most");
        List<List<String>> rows = new ArrayList<>();
        for (JsonNode row : facts.get("most_different")) {
            rows.add(List.of(
                    "record " + row.get("record").asText(),
                    row.get("old").asText(),
                    row.get("new").asText(),
                    reasons(row.get("old_reasons"), row.get("cells")),
                    reasons(row.get("new_reasons"), row.get("cells"))));
        }
        page.table(
                        "Predictions with their main reasons: value and contribution to the raw score",
                        List.of("record", "old", "new", "reasons of the old model", "reasons of the new model"),
                        rows)
                .end();
    }

    private static String reasons(JsonNode reasons, JsonNode cells) {
        List<String> texts = new ArrayList<>();
        for (JsonNode reason : reasons) {
            JsonNode cell = cells.get(reason.get("column").asText());
            String value = cell == null ? "" : cell.isNull() ? " missing" : " = " + Html.cut(Figures.of(cell));
            texts.add(Html.cut(reason.get("column").asText()) + value + " (" + Figures.of(reason.get("contribution"))
                    + ")");
        }
        return String.join("; ", texts);
    }
}

package io.connectmojo.cli.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.connectmojo.cli.report.Charts.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** For models of two classes: ROC and precision-recall curves, and the confusion matrix at a threshold that the reader moves. */
final class ThresholdSection {
    private static final List<String> CRITERIA = List.of(
            "max f1",
            "max f2",
            "max f0point5",
            "max accuracy",
            "max precision",
            "max recall",
            "max specificity",
            "max absolute_mcc",
            "max min_per_class_accuracy",
            "max mean_per_class_accuracy");
    private static final List<String> SHOWN =
            List.of("accuracy", "precision", "recall", "specificity", "f1", "absolute_mcc");
    private static final List<String> COUNTS = List.of("tns", "fps", "fns", "tps");

    private final Html page;
    private final ModelPaper paper;

    ThresholdSection(Html page, ModelPaper paper) {
        this.page = page;
        this.paper = paper;
    }

    private static Optional<H2OTable> thresholds(JsonNode metrics) {
        return H2OTable.of(metrics.path("thresholds_and_metric_scores"))
                .filter(table -> table.has("threshold") && table.has("fpr") && table.has("tps"));
    }

    void write() {
        Map<String, JsonNode> frames = paper.metrics();
        String frame = paper.decidingFrame().orElse("");
        Optional<H2OTable> deciding = frames.containsKey(frame) ? thresholds(frames.get(frame)) : Optional.empty();
        if (deciding.isEmpty() || !paper.shape().category().thresholdDecidesLabel()) {
            return;
        }
        page.section("thresholds", "Thresholds");
        List<Point> roc = new ArrayList<>();
        List<Point> recall = new ArrayList<>();
        frames.forEach((name, metrics) -> thresholds(metrics).ifPresent(table -> {
            roc.add(new Point(name, 0, 0));
            for (int i = 0; i < table.rows(); i++) {
                roc.add(new Point(name, table.number(i, "fpr"), table.number(i, "tpr")));
                recall.add(new Point(name, table.number(i, "recall"), table.number(i, "precision")));
            }
        }));
        H2OTable table = deciding.get();
        List<List<String>> criteria = criteria(frames.get(frame));
        List<Point> rocMarks = new ArrayList<>();
        List<Point> recallMarks = new ArrayList<>();
        for (List<String> criterion : criteria) {
            int row = Integer.parseInt(criterion.get(3));
            rocMarks.add(new Point(criterion.get(0), table.number(row, "fpr"), table.number(row, "tpr")));
            recallMarks.add(new Point(criterion.get(0), table.number(row, "recall"), table.number(row, "precision")));
        }
        List<List<String>> marks = criteria.stream()
                .map(criterion -> List.of(criterion.get(0), criterion.get(1), criterion.get(2)))
                .toList();
        List<String> heads = List.of("criterion", "threshold", "value");
        page.raw("<div class=\"pair\">");
        page.chart(
                "ROC curve",
                "ROC curve of the " + String.join(" and the ", frames.keySet()) + " frame; area under it on the "
                        + frame + " frame " + Figures.of(frames.get(frame).path("AUC")),
                Charts.lines(roc, rocMarks, "false positive rate", "true positive rate", true),
                heads,
                marks);
        page.chart(
                "Precision and recall",
                "Precision by recall; area under the curve on the " + frame + " frame "
                        + Figures.of(frames.get(frame).path("pr_auc")),
                Charts.lines(recall, recallMarks, "recall", "precision", true),
                heads,
                marks);
        page.raw("</div>\n");
        matrix(table, frame, criteria);
        page.end();
    }

    /** Name, threshold, value, and the row of the table of thresholds. */
    private static List<List<String>> criteria(JsonNode metrics) {
        List<List<String>> rows = new ArrayList<>();
        H2OTable.of(metrics.path("max_criteria_and_metric_scores")).ifPresent(table -> {
            for (int i = 0; i < table.rows(); i++) {
                double row = table.number(i, "idx");
                if (CRITERIA.contains(table.text(i, "metric")) && row >= 0) {
                    rows.add(List.of(
                            table.text(i, "metric"),
                            table.text(i, "threshold"),
                            table.text(i, "value"),
                            Integer.toString((int) row)));
                }
            }
        });
        return rows;
    }

    private void matrix(H2OTable table, String frame, List<List<String>> criteria) {
        int chosen = nearest(table, paper.shape().labelThreshold());
        int last = table.rows() - 1;
        page.raw("<h3>Confusion matrix at a threshold</h3>\n");
        page.paragraph("On the " + frame + " frame. A row is predicted as the second class from the threshold on.");
        page.raw(
                "<div class=\"controls\"><label for=\"threshold\">Threshold</label> <input id=\"threshold\" type=\"range\" min=\"0\""
                        + " max=\"" + last + "\" step=\"1\" value=\"" + (last - chosen) + "\" aria-valuetext=\"");
        page.text(table.text(chosen, "threshold")).raw("\"> <output id=\"threshold-value\" for=\"threshold\">");
        page.text(table.text(chosen, "threshold")).raw("</output>\n");
        page.raw(
                "<label for=\"criterion\">Criterion</label> <select id=\"criterion\"><option value=\"\">by hand</option>");
        for (List<String> criterion : criteria) {
            page.raw("<option value=\"" + (last - Integer.parseInt(criterion.get(3))) + "\">")
                    .text(criterion.get(0))
                    .raw("</option>");
        }
        page.raw("</select></div>\n");
        List<String> classes = paper.shape().classes();
        page.raw("<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"Confusion matrix\">")
                .raw(
                        "<table id=\"matrix\"><caption>Rows: actual class. Columns: predicted class.</caption><thead><tr><th scope=\"col\">actual"
                                + " / predicted</th>");
        for (String name : classes) {
            page.raw("<th scope=\"col\">").name(name).raw("</th>");
        }
        page.raw("</tr></thead><tbody>");
        for (int actual = 0; actual < 2; actual++) {
            page.raw("<tr><th scope=\"row\">").name(classes.get(actual)).raw("</th>");
            for (int predicted = 0; predicted < 2; predicted++) {
                String count = COUNTS.get(2 * actual + predicted);
                page.raw("<td class=\"n\" id=\"" + count + "\">")
                        .text(table.text(chosen, count))
                        .raw("</td>");
            }
            page.raw("</tr>");
        }
        page.raw("</tbody></table></div>\n<dl class=\"measures\">");
        for (String measure : SHOWN) {
            page.raw("<div><dt>").text(measure).raw("</dt><dd id=\"at-" + measure + "\">");
            page.text(table.text(chosen, measure)).raw("</dd></div>");
        }
        page.raw("</dl>\n<div id=\"threshold-data\" hidden>");
        page.json(data(table)).raw("</div>\n");
    }

    /** The largest threshold that is not above the model's own. */
    private static int nearest(H2OTable table, double threshold) {
        for (int i = 0; i < table.rows(); i++) {
            if (table.number(i, "threshold") <= threshold) {
                return i;
            }
        }
        return table.rows() - 1;
    }

    /** Every figure of the table, the smallest threshold first. */
    private static ObjectNode data(H2OTable table) {
        ObjectNode data = Charts.json().createObjectNode();
        List<String> names = new ArrayList<>(List.of("threshold"));
        names.addAll(COUNTS);
        names.addAll(SHOWN);
        for (String name : names) {
            ArrayNode column = data.putArray(name);
            for (int i = table.rows() - 1; i >= 0; i--) {
                column.add(table.text(i, name));
            }
        }
        return data;
    }
}

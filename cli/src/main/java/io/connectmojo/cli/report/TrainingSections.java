package io.connectmojo.cli.report;

import io.connectmojo.cli.report.Charts.Point;
import io.connectmojo.model.load.ModelDetails;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What H2O wrote into the model about its training. */
final class TrainingSections {
    private static final int MAX_BARS = 30;
    private static final int MAX_SERIES = 4;
    private static final List<String> STEPS =
            List.of("number_of_trees", "iterations", "iteration", "epochs", "number_of_internal_trees");

    private final Html page;
    private final ModelPaper paper;

    TrainingSections(Html page, ModelPaper paper) {
        this.page = page;
        this.paper = paper;
    }

    void importances() {
        List<ModelDetails.Importance> all = paper.importances();
        if (all.isEmpty()) {
            return;
        }
        List<ModelDetails.Importance> shown = all.subList(0, Math.min(MAX_BARS, all.size()));
        page.section("importances", "Importances");
        page.chart(
                "Share of each variable"
                        + (all.size() > MAX_BARS ? ", the " + MAX_BARS + " largest of " + all.size() : ""),
                "The most important variable is " + Html.cut(all.get(0).column()) + " with "
                        + Figures.percent(all.get(0).share()),
                Charts.bars(
                        shown.stream().map(ModelDetails.Importance::column).toList(),
                        shown.stream().map(ModelDetails.Importance::share).toList(),
                        "share"),
                List.of("variable", "relative importance", "share"),
                all.stream()
                        .map(one -> List.of(one.column(), Figures.of(one.relative()), Figures.percent(one.share())))
                        .toList());
        page.end();
    }

    void metrics() {
        Measurements measurements = Measurements.of(paper);
        if (measurements.isEmpty()) {
            return;
        }
        page.section("metrics", "Metrics");
        page.table("Metrics by frame", measurements.heads(), measurements.rows());
        paper.metrics().forEach((frame, metrics) -> {
            if (!paper.shape().category().thresholdDecidesLabel()) {
                H2OTable.of(metrics.path("cm"))
                        .ifPresent(table -> confusion("Confusion matrix of the " + frame + " frame", table));
            }
            H2OTable.of(metrics.path("hit_ratio_table"))
                    .ifPresent(table ->
                            page.table("Hit ratios of the " + frame + " frame", table.names(), table.allRows()));
        });
        page.end();
    }

    /** H2O's table has a row for each actual class, and one for all. */
    private void confusion(String caption, H2OTable table) {
        List<String> heads = new ArrayList<>(List.of("actual / predicted"));
        heads.addAll(table.names());
        List<List<String>> rows = new ArrayList<>();
        List<String> classes = paper.shape().classes();
        for (int i = 0; i < table.rows(); i++) {
            List<String> row = new ArrayList<>(List.of(i < classes.size() ? classes.get(i) : "all"));
            row.addAll(table.row(i));
            rows.add(row);
        }
        page.table(caption, heads, rows);
    }

    void gains() {
        String frame = paper.decidingFrame().orElse("");
        Optional<H2OTable> found = H2OTable.of(
                paper.metrics().getOrDefault(frame, Charts.json().nullNode()).path("gains_lift_table"));
        if (found.isEmpty() || !found.get().has("cumulative_capture_rate")) {
            return;
        }
        H2OTable table = found.get();
        List<Point> gains = new ArrayList<>(List.of(new Point("captured", 0, 0)));
        List<Point> lift = new ArrayList<>();
        List<Point> calibration = new ArrayList<>();
        for (int i = 0; i < table.rows(); i++) {
            double share = table.number(i, "cumulative_data_fraction");
            gains.add(new Point("captured", share, table.number(i, "cumulative_capture_rate")));
            lift.add(new Point("lift", share, table.number(i, "lift")));
            lift.add(new Point("cumulative lift", share, table.number(i, "cumulative_lift")));
            calibration.add(new Point("rows", table.number(i, "score"), table.number(i, "response_rate")));
        }
        page.section("gains", "Gains, lift and calibration");
        page.paragraph("On the " + frame + " frame, rows with the highest scores first.");
        page.raw("<div class=\"pair\">");
        page.chart(
                "Gains",
                "Share of the second class that is captured by a share of the rows",
                Charts.lines(gains, List.of(), "share of the rows", "share captured", true),
                table.names(),
                table.allRows());
        page.chart(
                "Lift",
                "Lift by share of the rows, at most " + table.text(0, "lift"),
                Charts.lines(lift, List.of(), "share of the rows", "lift", false),
                List.of("share of the rows", "lift", "cumulative lift"),
                three(table, "cumulative_data_fraction", "lift", "cumulative_lift"));
        page.raw("</div>\n");
        List<Point> diagonal = List.of(new Point("as predicted", 0, 0), new Point("as predicted", 1, 1));
        page.chart(
                "Calibration on the " + frame + " frame",
                "What share of rows of a mean score were of the second class",
                Charts.lines(diagonal, calibration, "mean score", "share of the second class", true),
                List.of("mean score", "share of the second class", "share of the rows up to here"),
                three(table, "score", "response_rate", "cumulative_data_fraction"));
        page.end();
    }

    private static List<List<String>> three(H2OTable table, String first, String second, String third) {
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < table.rows(); i++) {
            rows.add(List.of(table.text(i, first), table.text(i, second), table.text(i, third)));
        }
        return rows;
    }

    void history() {
        Optional<H2OTable> found = H2OTable.of(paper.output().path("scoring_history"));
        Optional<String> step =
                found.flatMap(table -> STEPS.stream().filter(table::has).findFirst());
        if (step.isEmpty()) {
            return;
        }
        H2OTable table = found.get();
        page.section("history", "Scoring history");
        List<String> measured = table.names().stream()
                .filter(name ->
                        name.startsWith("training_") || name.startsWith("deviance_train") || name.equals("objective"))
                .limit(MAX_SERIES)
                .toList();
        page.raw("<div class=\"pair\">");
        for (String name : measured) {
            String measure = name.replaceFirst("^training_", "");
            List<Point> points = new ArrayList<>();
            List<String> frames = new ArrayList<>(List.of(name));
            for (String other :
                    List.of("validation_" + measure, "cross_validation_" + measure, "deviance_test", "deviance_xval")) {
                if (table.has(other) && (other.endsWith(measure) || name.startsWith("deviance"))) {
                    frames.add(other);
                }
            }
            for (String frame : frames) {
                for (int i = 0; i < table.rows(); i++) {
                    points.add(new Point(frame, table.number(i, step.get()), table.number(i, frame)));
                }
            }
            if (points.stream().noneMatch(point -> Double.isFinite(point.y()))) {
                continue;
            }
            page.chart(
                    measure + " by " + step.get(),
                    measure + " at each of " + table.rows() + " steps of the training",
                    Charts.lines(points, List.of(), step.get(), measure, false),
                    heads(step.get(), frames),
                    rows(table, step.get(), frames));
        }
        page.raw("</div>\n").end();
    }

    private static List<String> heads(String step, List<String> frames) {
        List<String> heads = new ArrayList<>(List.of(step));
        heads.addAll(frames);
        return heads;
    }

    private static List<List<String>> rows(H2OTable table, String step, List<String> frames) {
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < table.rows(); i++) {
            List<String> row = new ArrayList<>(List.of(table.text(i, step)));
            for (String frame : frames) {
                row.add(table.text(i, frame));
            }
            rows.add(row);
        }
        return rows;
    }
}

package io.connectmojo.cli.report;

import io.connectmojo.model.ModelColumn;
import io.connectmojo.model.profile.ColumnProfile;
import io.connectmojo.model.profile.PredictionProfile;
import io.connectmojo.model.profile.Profile;
import io.connectmojo.model.profile.QuantileBins;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The columns of the model, and what its profile says of each. */
final class ColumnSection {
    private static final int MAX_CHARTS = 40;
    private static final int MAX_ROWS = 1000;
    private static final int MAX_LEVELS = 15;

    private final Html page;
    private final ModelPaper paper;

    ColumnSection(Html page, ModelPaper paper) {
        this.page = page;
        this.paper = paper;
    }

    void write() {
        List<ModelColumn> columns = paper.model().columns();
        page.section("columns", "Columns");
        List<List<String>> rows = new ArrayList<>();
        for (ModelColumn column : columns.subList(0, Math.min(MAX_ROWS, columns.size()))) {
            rows.add(row(column, paper.profile().flatMap(profile -> profile.column(column.name()))));
        }
        if (columns.size() > MAX_ROWS) {
            page.paragraph("The first " + MAX_ROWS + " of " + columns.size() + ".");
        }
        page.table(
                "Columns that the model takes",
                List.of(
                        "column",
                        "kind",
                        "levels",
                        "missing",
                        "smallest",
                        "quarter",
                        "middle",
                        "three quarters",
                        "largest"),
                rows);
        paper.profile().ifPresent(this::charts);
        page.end();
    }

    private static List<String> row(ModelColumn column, Optional<ColumnProfile> seen) {
        List<String> row = new ArrayList<>(List.of(column.name(), column.kind().toString()));
        row.add(
                column.levels().isEmpty()
                        ? ""
                        : Integer.toString(column.levels().size()));
        row.add(seen.map(known -> Figures.percent(known.missing())).orElse(""));
        Optional<QuantileBins> bins = seen.flatMap(
                known -> known instanceof ColumnProfile.Numeric numeric ? numeric.bins() : Optional.empty());
        row.add(bins.map(known -> Figures.of(known.min())).orElse(""));
        for (double share : new double[] {0.25, 0.5, 0.75}) {
            row.add(bins.map(known -> Figures.of(quantile(known, share))).orElse(""));
        }
        row.add(bins.map(known -> Figures.of(known.max())).orElse(""));
        return row;
    }

    /** The end of the bin in which it is. */
    private static double quantile(QuantileBins bins, double share) {
        long below = 0;
        for (int i = 0; i < bins.size(); i++) {
            below += bins.count(i);
            if (below >= share * bins.total()) {
                return bins.edge(i);
            }
        }
        return bins.max();
    }

    private void charts(Profile profile) {
        page.raw("<h3>Profile</h3>\n");
        page.paragraph("Of " + profile.rows() + " rows"
                + profile.created().map(time -> ", " + time).orElse("") + ".");
        page.raw("<div class=\"pair\">");
        profile.prediction().ifPresent(this::predictions);
        for (ColumnProfile column : profile.columns()
                .subList(0, Math.min(MAX_CHARTS, profile.columns().size()))) {
            if (column instanceof ColumnProfile.Numeric numeric) {
                numeric.bins().ifPresent(bins -> bins(column.name(), bins, numeric.time()));
            } else if (column instanceof ColumnProfile.Categorical levels
                    && !levels.levels().isEmpty()) {
                levels(levels);
            }
        }
        page.raw("</div>\n");
        if (profile.columns().size() > MAX_CHARTS) {
            page.paragraph("Charts of the first " + MAX_CHARTS + " columns.");
        }
    }

    private void predictions(PredictionProfile predictions) {
        predictions.score().ifPresent(bins -> bins("Predictions", bins, false));
        if (!predictions.classes().isEmpty()) {
            List<String> names = List.copyOf(predictions.classes().keySet())
                    .subList(0, Math.min(MAX_LEVELS, predictions.classes().size()));
            shares(
                    "Predicted labels",
                    names,
                    names.stream().map(predictions.classes()::get).toList());
        }
    }

    private void levels(ColumnProfile.Categorical column) {
        List<String> names = new ArrayList<>(List.copyOf(column.levels().keySet())
                .subList(0, Math.min(MAX_LEVELS, column.levels().size())));
        List<Double> shares =
                new ArrayList<>(names.stream().map(column.levels()::get).toList());
        double rest = Math.max(
                0,
                1
                        - column.missing()
                        - shares.stream().mapToDouble(Double::doubleValue).sum());
        if (rest > 1e-9) {
            names.add("all others");
            shares.add(rest);
        }
        if (column.missing() > 0) {
            names.add("missing");
            shares.add(column.missing());
        }
        shares(column.name(), names, shares);
    }

    private void shares(String title, List<String> names, List<Double> shares) {
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            rows.add(List.of(names.get(i), Figures.percent(shares.get(i))));
        }
        page.chart(
                title,
                "Shares in " + title + "; the first is " + Html.cut(names.get(0)),
                Charts.bars(names, shares, "share of the rows"),
                List.of("level", "share"),
                rows);
    }

    /** Heights are shares for each unit of the column, so that areas are shares of rows. A value that fills a bin alone has a narrow bar. */
    private void bins(String title, QuantileBins bins, boolean time) {
        double span = bins.max() - bins.min();
        double least = span == 0 ? 1 : span / 200;
        // a smallest value that fills a bin alone stands for all down to the one that would come before it
        double begin = bins.size() > 1 && bins.edge(0) == bins.min() ? 2 * bins.min() - bins.edge(1) : bins.min();
        List<Double> edges = new ArrayList<>(List.of(begin));
        List<Double> heights = new ArrayList<>();
        List<List<String>> rows = new ArrayList<>();
        double from = begin;
        for (int i = 0; i < bins.size(); i++) {
            double to = Math.max(bins.edge(i), from + least);
            heights.add(bins.count(i) / (double) bins.total() / (to - from));
            edges.add(to);
            rows.add(List.of("to " + Figures.of(bins.edge(i)), Figures.percent(bins.count(i) / (double) bins.total())));
            from = to;
        }
        page.chart(
                title,
                "Distribution of " + title + " from " + Figures.of(bins.min()) + " to " + Figures.of(bins.max()),
                Charts.histogram(
                        edges.stream().mapToDouble(Double::doubleValue).toArray(),
                        heights.stream().mapToDouble(Double::doubleValue).toArray(),
                        Html.cut(title),
                        "density",
                        time),
                List.of("bin", "share of the values"),
                rows);
    }
}

package io.connectmojo.cli.report;

import io.connectmojo.cli.report.Charts.Point;
import io.connectmojo.model.ModelColumn;
import io.connectmojo.model.load.ModelDetails;
import io.connectmojo.model.profile.Profile;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What rows tell: partial dependence and reasons from those of the profile, errors from rows whose outcomes were given. */
final class DataSections {
    private static final int TOP = 5;
    private static final int MAX_SERIES = 6;
    private static final int MAX_BARS = 30;
    private static final int RESIDUAL_BARS = 30;

    private final Html page;
    private final ModelPaper paper;
    private final Optional<SampleRows> sample;

    DataSections(Html page, ModelPaper paper) {
        this.page = page;
        this.paper = paper;
        this.sample = paper.profile()
                .map(Profile::golden)
                .filter(golden -> !golden.isEmpty())
                .map(golden -> new SampleRows(paper.model(), golden));
    }

    void dependence() {
        if (sample.isEmpty() || !paper.shape().category().hasOnePrediction()) {
            return;
        }
        List<Integer> columns = mostImportant();
        if (columns.isEmpty()) {
            return;
        }
        page.section("dependence", "Partial dependence");
        page.paragraph("Mean prediction when every one of " + sample.get().size()
                + " rows has the same value in a column, and keeps the others.");
        page.raw("<div class=\"pair\">");
        columns.forEach(this::dependence);
        page.raw("</div>\n").end();
    }

    /** Of the columns that H2O calls important, or else the first ones. */
    private List<Integer> mostImportant() {
        List<String> names =
                paper.model().columns().stream().map(ModelColumn::name).toList();
        Set<Integer> columns = new LinkedHashSet<>();
        for (ModelDetails.Importance importance : paper.importances()) {
            String name = importance.column();
            int at = names.indexOf(name);
            // a GLM tells the importance of each level: column.level
            for (int dot = name.lastIndexOf('.'); at < 0 && dot > 0; dot = name.lastIndexOf('.', dot - 1)) {
                at = names.indexOf(name.substring(0, dot));
            }
            if (at >= 0 && columns.size() < TOP) {
                columns.add(at);
            }
        }
        for (int i = 0; i < names.size() && paper.importances().isEmpty() && i < TOP; i++) {
            columns.add(i);
        }
        return List.copyOf(columns);
    }

    private void dependence(int column) {
        List<SampleRows.Step> steps = sample.orElseThrow().dependence(column);
        if (steps.isEmpty()) {
            return;
        }
        ModelColumn about = paper.model().columns().get(column);
        List<String> series =
                steps.get(0).means().keySet().stream().limit(MAX_SERIES).toList();
        if (series.isEmpty()) {
            return;
        }
        List<String> heads = new ArrayList<>(List.of(about.name()));
        heads.addAll(series);
        List<List<String>> rows = new ArrayList<>();
        for (SampleRows.Step step : steps) {
            List<String> row = new ArrayList<>(List.of(step.level() == null ? Figures.of(step.value()) : step.level()));
            series.forEach(name -> row.add(Figures.of(step.means().get(name))));
            rows.add(row);
        }
        String alternative = "Mean prediction by " + about.name();
        if (steps.get(0).level() != null) {
            String first = series.get(series.size() == 1 ? 0 : series.size() - 1);
            page.chart(
                    series.size() == 1 ? about.name() : about.name() + ", probability of " + first,
                    alternative,
                    Charts.bars(
                            steps.stream().map(SampleRows.Step::level).toList(),
                            steps.stream().map(step -> step.means().get(first)).toList(),
                            "mean prediction"),
                    heads,
                    rows);
            return;
        }
        List<Point> points = new ArrayList<>();
        series.forEach(name -> steps.forEach(
                step -> points.add(new Point(name, step.value(), step.means().get(name)))));
        page.chart(
                about.name(),
                alternative,
                Charts.lines(points, List.of(), Html.cut(about.name()), "mean prediction", false),
                heads,
                rows);
    }

    void reasons() {
        Map<String, Double> reasons = sample.map(SampleRows::reasons).orElse(Map.of());
        if (reasons.isEmpty()) {
            return;
        }
        List<String> names = List.copyOf(reasons.keySet());
        page.section("reasons", "Reasons");
        page.chart(
                "Mean magnitude of contributions to the raw score",
                "The largest mean contribution is that of " + Html.cut(names.get(0)),
                Charts.bars(
                        names.subList(0, Math.min(MAX_BARS, names.size())),
                        List.copyOf(reasons.values()).subList(0, Math.min(MAX_BARS, names.size())),
                        "mean |contribution|"),
                List.of("variable", "mean |contribution|"),
                names.stream()
                        .map(name -> List.of(name, Figures.of(reasons.get(name))))
                        .toList());
        page.end();
    }

    void outcomes() {
        FreshRows fresh = paper.fresh().orElse(null);
        if (fresh == null || fresh.isEmpty()) {
            return;
        }
        page.section("outcomes", "Given rows");
        page.paragraph("On " + fresh.rows() + " rows whose outcomes were given with --outcome.");
        if (fresh.isNumber()) {
            residuals(fresh);
        } else {
            matrix(fresh);
        }
        if (fresh.isNumber() || fresh.isBinomial()) {
            calibration(fresh);
        }
        page.end();
    }

    private void matrix(FreshRows fresh) {
        List<String> classes = paper.shape().classes();
        List<String> heads = new ArrayList<>(List.of("actual / predicted"));
        heads.addAll(classes);
        List<List<String>> rows = new ArrayList<>();
        for (int actual = 0; actual < classes.size(); actual++) {
            List<String> row = new ArrayList<>(List.of(classes.get(actual)));
            for (long count : fresh.matrix()[actual]) {
                row.add(Long.toString(count));
            }
            rows.add(row);
        }
        page.table("Confusion matrix of the given rows", heads, rows);
    }

    private void residuals(FreshRows fresh) {
        double[] residuals = fresh.residuals();
        double least = residuals[0];
        double width = (residuals[residuals.length - 1] - least) / RESIDUAL_BARS;
        if (width == 0) {
            page.paragraph("Every residual is " + Figures.of(least) + ".");
            return;
        }
        double[] edges = new double[RESIDUAL_BARS + 1];
        double[] counts = new double[RESIDUAL_BARS];
        for (int i = 0; i <= RESIDUAL_BARS; i++) {
            edges[i] = least + i * width;
        }
        for (double residual : residuals) {
            counts[(int) Math.min(RESIDUAL_BARS - 1, (residual - least) / width)]++;
        }
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < RESIDUAL_BARS; i++) {
            rows.add(List.of(Figures.of(edges[i]), Figures.of(edges[i + 1]), Figures.of(counts[i])));
        }
        page.chart(
                "Residuals",
                "Predicted minus actual, from " + Figures.of(least) + " to "
                        + Figures.of(residuals[residuals.length - 1]),
                Charts.histogram(edges, counts, "predicted minus actual", "rows", false),
                List.of("from", "to", "rows"),
                rows);
    }

    private void calibration(FreshRows fresh) {
        List<Point> points = new ArrayList<>();
        List<List<String>> rows = new ArrayList<>();
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (double[] group : fresh.groups()) {
            points.add(new Point("groups of rows", group[0], group[1]));
            rows.add(List.of(Figures.of(group[0]), Figures.of(group[1]), Figures.of(group[2])));
            least = Math.min(least, group[0]);
            most = Math.max(most, group[0]);
        }
        page.chart(
                "Calibration on the given rows",
                "Mean outcome of ten groups of rows by their mean prediction",
                Charts.lines(
                        List.of(new Point("as predicted", least, least), new Point("as predicted", most, most)),
                        points,
                        "mean prediction",
                        "mean outcome",
                        false),
                List.of("mean prediction", "mean outcome", "rows"),
                rows);
    }
}

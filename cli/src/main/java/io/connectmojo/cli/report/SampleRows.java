package io.connectmojo.cli.report;

import io.connectmojo.model.Model;
import io.connectmojo.model.ModelColumn;
import io.connectmojo.model.profile.GoldenRow;
import io.connectmojo.score.ContributionOptions;
import io.connectmojo.score.OutputPart;
import io.connectmojo.score.Prediction;
import io.connectmojo.score.PredictionShape;
import io.connectmojo.score.Row;
import io.connectmojo.score.Scorer;
import io.connectmojo.score.compiled.Scorers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What a model makes of the rows of its profile: how a column moves its predictions, and which columns decide. Not thread-safe. */
final class SampleRows {
    private static final int GRID = 20;

    private final Model model;
    private final PredictionShape shape;
    private final List<Row> rows = new ArrayList<>();

    SampleRows(Model model, List<GoldenRow> golden) {
        this.model = model;
        this.shape = Scorers.shapeOf(model);
        golden.forEach(each -> rows.add(row(each)));
    }

    private Row row(GoldenRow golden) {
        Row row = new Row(model.columns().size());
        row.clear();
        row.offset = golden.offset();
        for (int i = 0; i < row.values.length; i++) {
            Object cell = golden.cells().get(i);
            if (cell instanceof Double number) {
                row.values[i] = number;
            } else if (cell instanceof String level) {
                row.values[i] = model.columns().get(i).levels().indexOf(level);
            }
        }
        return row;
    }

    int size() {
        return rows.size();
    }

    /** What the mean prediction is when every row has that value in a column. */
    record Step(double value, String level, Map<String, Double> means) {}

    /** Partial dependence on a column; empty when it has fewer than two values. */
    List<Step> dependence(int column) {
        ModelColumn kind = model.columns().get(column);
        List<Double> grid = grid(column);
        List<Step> steps = new ArrayList<>();
        if (grid.size() < 2) {
            return steps;
        }
        Scorer scorer = Scorers.best(model, Set.of(), false).scorer();
        Prediction prediction = scorer.newPrediction();
        Row row = new Row(model.columns().size());
        for (double value : grid) {
            Map<String, Double> sums = new LinkedHashMap<>();
            for (Row each : rows) {
                System.arraycopy(each.values, 0, row.values, 0, row.values.length);
                row.offset = each.offset;
                row.values[column] = value;
                scorer.score(row, prediction);
                add(sums, prediction);
            }
            sums.replaceAll((name, sum) -> sum / rows.size());
            boolean level = kind.kind() == ModelColumn.Kind.CATEGORICAL;
            steps.add(new Step(value, level ? kind.levels().get((int) value) : null, sums));
        }
        return steps;
    }

    /** The score; of several classes each probability. */
    private void add(Map<String, Double> sums, Prediction prediction) {
        if (shape.category().hasScore()) {
            String name =
                    shape.category().thresholdDecidesLabel() ? shape.classes().get(1) : "prediction";
            sums.merge(name, shape.score(prediction), Double::sum);
        } else {
            for (int i = 0; i < prediction.probabilities.length; i++) {
                sums.merge(shape.probabilityNames().get(i), prediction.probabilities[i], Double::sum);
            }
        }
    }

    /** Values that the rows have, at most so many, evenly chosen by rank. */
    private List<Double> grid(int column) {
        TreeSet<Double> seen = new TreeSet<>();
        for (Row row : rows) {
            if (!Double.isNaN(row.values[column])) {
                seen.add(row.values[column]);
            }
        }
        List<Double> all = List.copyOf(seen);
        if (all.size() <= GRID) {
            return all;
        }
        List<Double> grid = new ArrayList<>();
        for (int i = 0; i < GRID; i++) {
            grid.add(all.get(Math.round(i * (all.size() - 1) / (GRID - 1f))));
        }
        return grid;
    }

    /** By contribution, its mean magnitude over the rows, the largest first; empty when the model has none. */
    Map<String, Double> reasons() {
        if (rows.isEmpty() || !shape.gives(OutputPart.CONTRIBUTIONS)) {
            return Map.of();
        }
        Scorer scorer = Scorers.best(model, Set.of(OutputPart.CONTRIBUTIONS), ContributionOptions.DEFAULT, false)
                .scorer();
        Prediction prediction = scorer.newPrediction();
        List<String> names = shape.contributions();
        double[] sums = new double[names.size()];
        Row row = new Row(model.columns().size());
        for (Row each : rows) {
            System.arraycopy(each.values, 0, row.values, 0, row.values.length);
            row.offset = each.offset;
            scorer.score(row, prediction);
            for (int i = 0; i < sums.length; i++) {
                sums[i] += Math.abs(prediction.contributions[i]);
            }
        }
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < sums.length; i++) {
            order.add(i);
        }
        order.sort((a, b) -> Double.compare(sums[b], sums[a]));
        Map<String, Double> means = new LinkedHashMap<>();
        order.forEach(i -> means.put(names.get(i), sums[i] / rows.size()));
        return means;
    }
}

package io.connectmojo.cli.report;

import io.connectmojo.score.Category;
import io.connectmojo.score.Prediction;
import io.connectmojo.score.PredictionShape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Predictions of rows whose outcomes are known, and how good they are. Memory: a few numbers for each row. Not thread-safe. */
public final class FreshRows {
    /** H2O's own bound of a probability in the log loss. */
    private static final double LEAST = 1e-15;

    private static final int GROUPS = 10;

    private final PredictionShape shape;
    private final List<double[]> pairs = new ArrayList<>();
    private final long[][] matrix;
    private double logLoss;
    private long correct;

    /** @param shape of a model whose category compares outcomes */
    public FreshRows(PredictionShape shape) {
        this.shape = shape;
        int classes = shape.classes().size();
        this.matrix = new long[classes][classes];
    }

    /** @param outcome the number, or the index of the class; NaN when it is not known */
    public void add(double outcome, Prediction prediction) {
        double score = shape.score(prediction);
        if (Double.isNaN(outcome)) {
            return;
        }
        if (shape.category().hasClasses()) {
            int actual = (int) outcome;
            if (prediction.label < 0) {
                return;
            }
            matrix[actual][prediction.label]++;
            correct += actual == prediction.label ? 1 : 0;
            logLoss -= Math.log(Math.max(LEAST, Math.min(1 - LEAST, prediction.probabilities[actual])));
        } else if (Double.isNaN(score)) {
            return;
        }
        pairs.add(new double[] {outcome, score});
    }

    public boolean isEmpty() {
        return pairs.isEmpty();
    }

    int rows() {
        return pairs.size();
    }

    /** By actual class and predicted class. */
    long[][] matrix() {
        return matrix;
    }

    boolean isNumber() {
        return shape.category() == Category.Regression || !shape.category().hasClasses();
    }

    boolean isBinomial() {
        return shape.category().thresholdDecidesLabel();
    }

    /** By H2O's names. */
    Map<String, Double> metrics() {
        Map<String, Double> metrics = new LinkedHashMap<>();
        if (isNumber()) {
            numbers(metrics);
            return metrics;
        }
        metrics.put("nobs", (double) rows());
        metrics.put("logloss", logLoss / rows());
        metrics.put("accuracy", (double) correct / rows());
        double classErrors = 0;
        int seen = 0;
        for (int actual = 0; actual < matrix.length; actual++) {
            long all = Arrays.stream(matrix[actual]).sum();
            classErrors += all == 0 ? 0 : 1 - (double) matrix[actual][actual] / all;
            seen += all == 0 ? 0 : 1;
        }
        metrics.put("mean_per_class_error", classErrors / seen);
        if (isBinomial()) {
            metrics.put("AUC", auc());
        }
        return metrics;
    }

    private void numbers(Map<String, Double> metrics) {
        double squares = 0;
        double distances = 0;
        double mean = pairs.stream().mapToDouble(pair -> pair[0]).average().orElse(0);
        double spread = 0;
        for (double[] pair : pairs) {
            squares += (pair[1] - pair[0]) * (pair[1] - pair[0]);
            distances += Math.abs(pair[1] - pair[0]);
            spread += (pair[0] - mean) * (pair[0] - mean);
        }
        metrics.put("nobs", (double) rows());
        metrics.put("MSE", squares / rows());
        metrics.put("RMSE", Math.sqrt(squares / rows()));
        metrics.put("mae", distances / rows());
        metrics.put("r2", 1 - squares / spread);
    }

    /** How often a row of the second class has the higher probability; ties count half. */
    private double auc() {
        List<double[]> sorted = sorted();
        double won = 0;
        double below = 0;
        double all = 0;
        for (int i = 0; i < sorted.size(); ) {
            int end = i;
            double first = 0;
            double second = 0;
            while (end < sorted.size() && sorted.get(end)[1] == sorted.get(i)[1]) {
                if (sorted.get(end)[0] == 1) {
                    second++;
                } else {
                    first++;
                }
                end++;
            }
            won += second * (below + first / 2);
            below += first;
            all += second;
            i = end;
        }
        return won / (below * all);
    }

    /** By score, the smallest first. */
    private List<double[]> sorted() {
        List<double[]> sorted = new ArrayList<>(pairs);
        sorted.sort((a, b) -> Double.compare(a[1], b[1]));
        return sorted;
    }

    /** Ten groups of about equally many rows, by score: mean score, mean outcome, rows. */
    List<double[]> groups() {
        List<double[]> sorted = sorted();
        List<double[]> groups = new ArrayList<>();
        for (int group = 0; group < GROUPS; group++) {
            int from = (int) ((long) group * sorted.size() / GROUPS);
            int to = (int) ((long) (group + 1) * sorted.size() / GROUPS);
            if (to > from) {
                double score = 0;
                double outcome = 0;
                for (double[] pair : sorted.subList(from, to)) {
                    outcome += pair[0];
                    score += pair[1];
                }
                groups.add(new double[] {score / (to - from), outcome / (to - from), to - from});
            }
        }
        return groups;
    }

    /** Predicted minus actual, ascending. */
    double[] residuals() {
        return pairs.stream().mapToDouble(pair -> pair[1] - pair[0]).sorted().toArray();
    }
}

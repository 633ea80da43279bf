package io.connectmojo.outcomes.figures;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** The figures of one window and group, by name; those that its records do not give are missing. */
public final class Figures {
    private final GroupSums group;
    private final Map<String, Double> values = new LinkedHashMap<>();
    private final Map<String, Map<String, Double>> classes = new TreeMap<>();
    private final Map<String, Double> bounds = new LinkedHashMap<>();

    public Figures(GroupSums group) {
        this.group = group;
        Sums sums = group.sums;
        if (sums.pairs > 0) {
            values.put("accuracy", (double) sums.correct / sums.pairs);
            precisionAndRecall();
        }
        if (sums.withProbabilities > 0) {
            values.put("logLoss", sums.logLoss / sums.withProbabilities);
            values.put("brier", sums.brier / sums.withProbabilities);
            ranks();
        }
        if (group.calibration.count() > 0) {
            values.put("calibrationError", group.calibration.error());
        }
        if (sums.numbers > 0) {
            values.put("rmse", Math.sqrt(sums.squares / sums.numbers));
            values.put("mae", sums.distances / sums.numbers);
            values.put("bias", sums.misses / sums.numbers);
            if (sums.deviations > 0) {
                values.put("r2", 1 - sums.squares / sums.deviations);
            }
            if (sums.withInterval > 0) {
                values.put("inside", (double) sums.inside / sums.withInterval);
            }
        }
    }

    private void precisionAndRecall() {
        Map<String, long[]> counts = new TreeMap<>();
        group.pairs.forEach((actual, row) -> row.forEach((predicted, count) -> {
            if (!actual.equals(GroupSums.OTHER)) {
                counts.computeIfAbsent(actual, any -> new long[3])[0] += count;
                counts.computeIfAbsent(predicted, any -> new long[3])[1] += count;
                counts.get(actual)[2] += actual.equals(predicted) ? count : 0;
            }
        }));
        if (counts.size() > OpenWindows.MAX_CLASSES) {
            return;
        }
        counts.forEach((name, count) -> {
            Map<String, Double> one = classes.computeIfAbsent(name, any -> new LinkedHashMap<>());
            if (count[1] > 0) {
                one.put("precision", (double) count[2] / count[1]);
            }
            if (count[0] > 0) {
                one.put("recall", (double) count[2] / count[0]);
            }
        });
    }

    /** Of more than two classes, the mean over each against the others. */
    private void ranks() {
        double auc = 0;
        double aucBound = 0;
        double prAuc = 0;
        double prAucBound = 0;
        int ranked = 0;
        for (Histogram histogram : group.histograms.values()) {
            if (histogram.hasBoth()) {
                auc += histogram.auc().value();
                aucBound += histogram.auc().bound();
                prAuc += histogram.prAuc().value();
                prAucBound += histogram.prAuc().bound();
                ranked++;
            }
        }
        if (ranked > 0) {
            values.put("auc", auc / ranked);
            bounds.put("auc", aucBound / ranked);
            values.put("prAuc", prAuc / ranked);
            bounds.put("prAuc", prAucBound / ranked);
        }
    }

    /** Name and value of those that are single numbers. */
    public Map<String, Double> values() {
        return values;
    }

    /** A figure by the name that rules use, in lower case; NaN without one. */
    public double value(String name, String ofClass) {
        if (ofClass != null) {
            return classes.getOrDefault(ofClass, Map.of()).getOrDefault(name, Double.NaN);
        }
        return switch (name) {
            case "records" -> records();
            case "logloss" -> values.getOrDefault("logLoss", Double.NaN);
            case "prauc" -> values.getOrDefault("prAuc", Double.NaN);
            case "calibration" -> values.getOrDefault("calibrationError", Double.NaN);
            default -> values.getOrDefault(name, Double.NaN);
        };
    }

    /** The figure with how sure it is; null without one, and for figures that have no bound. */
    public Evidence evidence(String name, String ofClass) {
        Sums sums = group.sums;
        if (Double.isNaN(value(name, ofClass))) {
            return null;
        }
        return switch (name) {
            case "accuracy" -> Evidence.proportion(sums.correct, sums.pairs);
            case "precision", "recall" -> ofClass(name, ofClass);
            case "inside" -> Evidence.proportion(sums.inside, sums.withInterval);
            case "logloss" ->
                Evidence.mean(Evidence.Kind.MEAN, sums.withProbabilities, sums.logLoss, sums.logLossSquares);
            case "brier" -> Evidence.mean(Evidence.Kind.MEAN, sums.withProbabilities, sums.brier, sums.brierSquares);
            case "mae" -> Evidence.mean(Evidence.Kind.MEAN, sums.numbers, sums.distances, sums.squares);
            case "bias" -> Evidence.mean(Evidence.Kind.MEAN, sums.numbers, sums.misses, sums.squares);
            case "rmse" -> Evidence.mean(Evidence.Kind.SQUARES, sums.numbers, sums.squares, sums.fourths);
            case "auc" -> auc();
            default -> null;
        };
    }

    private Evidence ofClass(String name, String ofClass) {
        long right = group.pairs.getOrDefault(ofClass, Map.of()).getOrDefault(ofClass, 0L);
        long all = name.equals("recall")
                ? group.pairs.getOrDefault(ofClass, Map.of()).values().stream()
                        .mapToLong(Long::longValue)
                        .sum()
                : group.pairs.values().stream()
                        .mapToLong(row -> row.getOrDefault(ofClass, 0L))
                        .sum();
        return Evidence.proportion(right, all);
    }

    /** The variance of Hanley and McNeil; of more than two classes none is known. */
    private Evidence auc() {
        if (group.histograms.size() != 1) {
            return null;
        }
        Histogram histogram = group.histograms.values().iterator().next();
        double area = histogram.auc().value();
        double of = histogram.of();
        double others = histogram.others();
        double twoOf = area / (2 - area) - area * area;
        double twoOthers = 2 * area * area / (1 + area) - area * area;
        double variance = (area * (1 - area) + (of - 1) * twoOf + (others - 1) * twoOthers) / (of * others);
        return new Evidence(Evidence.Kind.MEAN, of + others, area, variance);
    }

    public long records() {
        return group.records();
    }

    /** Adds all of them to a record. */
    void write(ObjectNode json) {
        json.put("total", group.records());
        if (group.sums.pairs > 0) {
            json.put("correct", group.sums.correct);
        }
        values.forEach((name, value) -> {
            json.put(name, value);
            if (bounds.containsKey(name)) {
                json.put(name + "Bound", bounds.get(name));
            }
        });
        if (!classes.isEmpty()) {
            ObjectNode all = json.putObject("classes");
            classes.forEach((name, figures) -> {
                ObjectNode one = all.putObject(name);
                figures.forEach(one::put);
            });
        }
        Calibration calibration = group.calibration;
        if (calibration.count() > 0) {
            ArrayNode bins = json.putArray("calibration");
            for (int bin = 0; bin < Calibration.BINS; bin++) {
                if (calibration.records[bin] > 0) {
                    bins.addObject()
                            .put("from", (double) bin / Calibration.BINS)
                            .put("to", (bin + 1.0) / Calibration.BINS)
                            .put("total", calibration.records[bin])
                            .put("probability", calibration.probabilities[bin] / calibration.records[bin])
                            .put("share", (double) calibration.happened[bin] / calibration.records[bin]);
                }
            }
        }
    }
}

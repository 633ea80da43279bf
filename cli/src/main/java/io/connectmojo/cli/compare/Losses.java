package io.connectmojo.cli.compare;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** How wrong two models are about the same outcomes, with 95 % bounds; the bounds of a difference are those of paired rows. */
final class Losses {
    /** H2O's own bound of a probability in the log loss. */
    private static final double LEAST = 1e-15;

    /** Of one measure: of the old model, the new one, and their difference row by row. */
    private record Measure(Mean old, Mean now, Mean difference) {
        Measure() {
            this(new Mean(), new Mean(), new Mean());
        }
    }

    private final Map<String, Measure> measures = new LinkedHashMap<>();
    private final DoubleList oldScores = new DoubleList();
    private final DoubleList newScores = new DoubleList();
    private final DoubleList outcomes = new DoubleList();
    private boolean ranked;

    void add(Side old, Side now) {
        double outcome = old.outcome();
        if (Double.isNaN(outcome) || Double.isNaN(now.outcome())) {
            return;
        }
        if (old.shape().category().isNumber()) {
            double before = old.value() - outcome;
            double after = now.value() - now.outcome();
            add("rmse", before * before, after * after);
            add("mae", Math.abs(before), Math.abs(after));
            return;
        }
        int oldClass = (int) outcome;
        int newClass = (int) now.outcome();
        add("logloss", logLoss(old, oldClass), logLoss(now, newClass));
        add("accuracy", old.labelIndex() == oldClass ? 1 : 0, now.labelIndex() == newClass ? 1 : 0);
        if (old.shape().category().thresholdDecidesLabel()) {
            ranked = true;
            oldScores.add(old.value());
            newScores.add(now.value());
            outcomes.add(outcome);
        }
    }

    private static double logLoss(Side side, int actual) {
        return -Math.log(Math.max(LEAST, Math.min(1 - LEAST, side.probabilities()[actual])));
    }

    private void add(String name, double old, double now) {
        Measure measure = measures.computeIfAbsent(name, any -> new Measure());
        measure.old.add(old);
        measure.now.add(now);
        measure.difference.add(now - old);
    }

    boolean isEmpty() {
        return measures.isEmpty();
    }

    void write(ObjectNode into) {
        into.put("rows", measures.values().iterator().next().old.count());
        ArrayNode all = into.putArray("metrics");
        measures.forEach((name, measure) -> {
            ObjectNode node = all.addObject().put("name", name);
            boolean root = name.equals("rmse");
            put(node.putObject("old"), measure.old, root);
            put(node.putObject("new"), measure.now, root);
            // of squares, whose mean is what can be compared row by row
            ObjectNode difference = node.putObject("difference");
            difference.put("of", root ? "mse" : name);
            put(difference, measure.difference, false);
        });
        if (ranked) {
            ObjectNode node = all.addObject().put("name", "auc");
            auc(node.putObject("old"), oldScores);
            auc(node.putObject("new"), newScores);
        }
    }

    private static void put(ObjectNode into, Mean mean, boolean root) {
        double low = mean.mean() - mean.bound();
        double high = mean.mean() + mean.bound();
        number(into, "value", root ? Math.sqrt(mean.mean()) : mean.mean());
        number(into, "low", root ? Math.sqrt(Math.max(0, low)) : low);
        number(into, "high", root ? Math.sqrt(high) : high);
    }

    /** With the standard error of Hanley and McNeil. */
    private void auc(ObjectNode into, DoubleList scores) {
        long positives = 0;
        Integer[] order = new Integer[scores.size()];
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
            positives += outcomes.get(i) == 1 ? 1 : 0;
        }
        Arrays.sort(order, (a, b) -> Double.compare(scores.get(a), scores.get(b)));
        double ranks = 0;
        for (int i = 0; i < order.length; ) {
            int end = i;
            while (end < order.length && scores.get(order[end]) == scores.get(order[i])) {
                end++;
            }
            for (int j = i; j < end; j++) {
                ranks += outcomes.get(order[j]) == 1 ? (i + 1 + end) / 2.0 : 0;
            }
            i = end;
        }
        double negatives = order.length - (double) positives;
        double auc = (ranks - positives * (positives + 1.0) / 2) / (positives * negatives);
        double q1 = auc / (2 - auc) - auc * auc;
        double q2 = 2 * auc * auc / (1 + auc) - auc * auc;
        double error =
                Math.sqrt((auc * (1 - auc) + (positives - 1) * q1 + (negatives - 1) * q2) / (positives * negatives));
        number(into, "value", auc);
        number(into, "low", Math.max(0, auc - Mean.Z * error));
        number(into, "high", Math.min(1, auc + Mean.Z * error));
    }

    private static void number(ObjectNode into, String name, double value) {
        if (Double.isFinite(value)) {
            into.put(name, value);
        }
    }
}

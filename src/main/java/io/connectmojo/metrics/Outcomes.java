package io.connectmojo.metrics;

import io.connectmojo.metrics.stats.MinuteRing;
import io.connectmojo.metrics.stats.OutcomeSums;
import io.connectmojo.metrics.stats.Window;
import io.connectmojo.score.Prediction;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Compares predictions with what really happened: over the last full minute, the last 60 full minutes
 * and in total, in a ring of minutes. Thread-safe.
 */
final class Outcomes {
    /** Beyond, pairs of actual and predicted class are not counted. */
    static final int MAX_PAIRED_CLASSES = 20;

    private final List<String> classes;
    private final MinuteRing<OutcomeSums> sums;
    private long invalid;

    /**
     * Made for one model.
     *
     * @param classes of the model; empty when it predicts numbers
     * @param clock milliseconds of the epoch
     */
    Outcomes(List<String> classes, LongSupplier clock) {
        this.classes = classes;
        this.sums = new MinuteRing<>(() -> new OutcomeSums(classes.size(), countsPairs()), clock);
    }

    List<String> classes() {
        return classes;
    }

    boolean countsPairs() {
        return !classes.isEmpty() && classes.size() <= MAX_PAIRED_CLASSES;
    }

    /**
     * Takes the outcome of a scored record.
     *
     * @param outcome index of the class that happened, or the number
     * @param label index of the predicted class, -1 for none
     */
    void record(double outcome, Prediction prediction, int label) {
        if (classes.isEmpty()) {
            if (!Double.isFinite(outcome)) {
                refuse();
            } else if (Double.isFinite(prediction.value)) {
                add(outcome, prediction.value);
            }
        } else if (label >= 0) {
            add((int) outcome, label, prediction.probabilities);
        }
    }

    private synchronized void add(int actual, int predicted, double[] probabilities) {
        sums.total().add(actual, predicted, probabilities);
        sums.current().add(actual, predicted, probabilities);
    }

    private synchronized void add(double actual, double predicted) {
        sums.total().add(actual, predicted);
        sums.current().add(actual, predicted);
    }

    /** Counts an outcome that cannot be compared. */
    synchronized void refuse() {
        invalid++;
    }

    /** Outcomes that are no class of the model, or no number. */
    synchronized long invalid() {
        return invalid;
    }

    synchronized OutcomeSums over(Window window) {
        OutcomeSums all = new OutcomeSums(classes.size(), false);
        sums.in(window).forEach(all::addAll);
        return all;
    }

    /** How often the one class was predicted and the other happened. */
    synchronized long pairs(Window window, String actual, String predicted) {
        int a = classes.indexOf(actual);
        int p = classes.indexOf(predicted);
        if (a < 0 || p < 0 || !countsPairs()) {
            return 0;
        }
        int pair = a * classes.size() + p;
        return sums.in(window).stream().mapToLong(each -> each.pairs[pair]).sum();
    }
}

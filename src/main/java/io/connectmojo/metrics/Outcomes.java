package io.connectmojo.metrics;

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

    private static final int HOUR = 60;
    private static final long MINUTE_MILLIS = 60_000;

    private final List<String> classes;
    private final LongSupplier clock;
    private final OutcomeSums total;
    private final OutcomeSums[] ring = new OutcomeSums[HOUR + 1];
    private final long[] minutes = new long[HOUR + 1];
    private long invalid;

    /**
     * Made for one model.
     *
     * @param classes of the model; empty when it predicts numbers
     * @param clock milliseconds of the epoch
     */
    Outcomes(List<String> classes, LongSupplier clock) {
        this.classes = classes;
        this.clock = clock;
        this.total = newSums();
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
        total.add(actual, predicted, probabilities);
        current().add(actual, predicted, probabilities);
    }

    private synchronized void add(double actual, double predicted) {
        total.add(actual, predicted);
        current().add(actual, predicted);
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
        OutcomeSums sums = new OutcomeSums(classes.size(), false);
        if (window == Window.TOTAL) {
            sums.addAll(total);
            return sums;
        }
        for (int slot = 0; slot < ring.length; slot++) {
            if (isIn(window, slot)) {
                sums.addAll(ring[slot]);
            }
        }
        return sums;
    }

    /** How often the one class was predicted and the other happened. */
    synchronized long pairs(Window window, String actual, String predicted) {
        int a = classes.indexOf(actual);
        int p = classes.indexOf(predicted);
        if (a < 0 || p < 0 || !countsPairs()) {
            return 0;
        }
        int pair = a * classes.size() + p;
        if (window == Window.TOTAL) {
            return total.pairs[pair];
        }
        long sum = 0;
        for (int slot = 0; slot < ring.length; slot++) {
            sum += isIn(window, slot) ? ring[slot].pairs[pair] : 0;
        }
        return sum;
    }

    private boolean isIn(Window window, int slot) {
        long age = minute() - minutes[slot];
        return ring[slot] != null && age >= 1 && age <= (window == Window.MINUTE ? 1 : HOUR);
    }

    private OutcomeSums current() {
        long minute = minute();
        int slot = (int) (minute % ring.length);
        if (ring[slot] == null || minutes[slot] != minute) {
            ring[slot] = newSums();
            minutes[slot] = minute;
        }
        return ring[slot];
    }

    private long minute() {
        return clock.getAsLong() / MINUTE_MILLIS;
    }

    private OutcomeSums newSums() {
        return new OutcomeSums(classes.size(), countsPairs());
    }
}

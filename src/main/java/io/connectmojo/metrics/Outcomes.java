package io.connectmojo.metrics;

import io.connectmojo.metrics.stats.OutcomeSums;
import io.connectmojo.metrics.stats.Window;
import io.connectmojo.model.ModelColumn;
import io.connectmojo.row.OptionalFieldReader;
import io.connectmojo.row.match.ColumnSpec;
import io.connectmojo.row.match.FieldPath;
import io.connectmojo.score.Prediction;
import io.connectmojo.score.PredictionShape;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Compares predictions with what really happened, where a record says it: over the last full minute, the last 60 full minutes
 * and in total, in a ring of minutes. Thread-safe.
 */
final class Outcomes {
    /** Beyond, pairs of actual and predicted class are not counted. */
    static final int MAX_PAIRED_CLASSES = 20;

    private static final int HOUR = 60;
    private static final long MINUTE_MILLIS = 60_000;

    private final OptionalFieldReader field;
    private final List<String> classes;
    private final LongSupplier clock;
    private final OutcomeSums total;
    private final OutcomeSums[] ring = new OutcomeSums[HOUR + 1];
    private final long[] minutes = new long[HOUR + 1];
    private long invalid;

    private Outcomes(OptionalFieldReader field, List<String> classes, LongSupplier clock) {
        this.field = field;
        this.classes = classes;
        this.clock = clock;
        this.total = newSums();
    }

    /**
     * Made for one model.
     *
     * @param clock milliseconds of the epoch
     * @return empty when the model predicts neither classes nor a number that could be compared
     */
    static Optional<Outcomes> of(FieldPath path, PredictionShape shape, LongSupplier clock) {
        if (!shape.category().comparesOutcomes()) {
            return Optional.empty();
        }
        boolean number = shape.category().isNumber();
        ColumnSpec column = ColumnSpec.of(
                        path.toString(),
                        number ? ModelColumn.Kind.NUMERIC : ModelColumn.Kind.CATEGORICAL,
                        shape.classes())
                .withField(path);
        return Optional.of(new Outcomes(new OptionalFieldReader(column), number ? List.of() : shape.classes(), clock));
    }

    List<String> classes() {
        return classes;
    }

    boolean countsPairs() {
        return !classes.isEmpty() && classes.size() <= MAX_PAIRED_CLASSES;
    }

    /**
     * Takes a scored record.
     *
     * @param fields Struct or Map
     * @param label index of the predicted class, -1 for none
     */
    void record(Object fields, Prediction prediction, int label) {
        double actual = field.read(fields);
        if (actual != actual) {
            if (field.refused()) {
                refuse();
            }
        } else if (classes.isEmpty()) {
            if (!Double.isFinite(actual)) {
                refuse();
            } else if (Double.isFinite(prediction.value)) {
                add(actual, prediction.value);
            }
        } else if (label >= 0) {
            add((int) actual, label, prediction.probabilities);
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

package io.connectmojo.metrics.drift;

import io.connectmojo.metrics.stats.Shift;
import io.connectmojo.model.Model;
import io.connectmojo.model.profile.PredictionProfile;
import io.connectmojo.model.profile.Profile;
import io.connectmojo.score.Prediction;
import io.connectmojo.score.PredictionShape;
import io.connectmojo.score.Row;
import io.connectmojo.score.RowObserver;
import io.connectmojo.score.ScoringResult;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Counts the cells and predictions of one model into the bins of its profile, and tells at the end of each window how far they have
 * moved. While fewer than {@value #FAST} records come per second every row is counted, else about one in 32. One task's thread
 * counts; any thread reads the report. Nothing survives a restart or a reload.
 */
public final class Drift implements RowObserver {
    /** Records per second from which on a sample is counted: counting all would cost more than 1 % of a processor. */
    static final int FAST = 50_000;

    /** One record in so many, on average, is counted in a fast stream. */
    private static final int MEAN_STEP = 32;

    /** Columns whose figures are shown from the start, at most: those of more would take more of the heap than all the rest. */
    static final int MAX_FROM_START = 50;

    /** The population stability index from which on one of many columns has moved, as for the alert. */
    static final double MOVED_PSI = 0.1;

    /** So many times its noise: what 99 of 100 windows without drift stay below in all of 500 columns of about 20 bins. */
    static final double MOVED_NOISE = 1.6;

    /** In a fast stream the clock is read once for so many rows: it takes as long as counting some columns. */
    private static final int CLOCK_ROWS = 8;

    /** Rows that a window is to have, if its records are enough. */
    private static final int ENOUGH_ROWS = 300;

    private final DriftWindow window;
    private final LongSupplier nanoClock;
    private final LongSupplier milliClock;
    private final ProfileBins columns;
    private final @Nullable CellBins predictions;
    private final ToDoubleFunction<Prediction> predicted;

    /**
     * Of all bins of the columns, one after another; a window has no more rows than an int can count. Empty before the first row: a
     * worker may have many tasks that get none.
     */
    private int[] counts = {};

    private final long[] predictionCounts;

    private final int maxStep;
    private int step = 1;
    private int skip = 1;
    private boolean fast;
    private int random = 0x9E3779B9;
    private long records;
    private long rows;
    private long begunAt;

    private volatile DriftReport report = DriftReport.none();

    /** The columns that have moved in any window, by their position in the model; read after {@link #movedColumns}. */
    private final boolean[] moved;

    private volatile int movedColumns;

    private Drift(
            Model model,
            PredictionShape shape,
            Profile profile,
            DriftWindow window,
            LongSupplier nanoClock,
            LongSupplier milliClock) {
        this.window = window;
        this.nanoClock = nanoClock;
        this.milliClock = milliClock;
        columns = ProfileBins.of(model);
        moved = new boolean[columns.columns.length];
        Optional<PredictionProfile> prediction = profile.prediction();
        predictions =
                prediction.map(known -> bins(known, profile.rows(), shape)).orElse(null);
        predictionCounts = new long[predictions == null ? 0 : predictions.size()];
        boolean isScore = prediction.isPresent() && prediction.get().score().isPresent();
        predicted = isScore
                ? shape::score
                : shape.category().isCluster() ? answer -> answer.cluster : answer -> answer.label;
        maxStep = 2 * Math.max(1, Math.min(MEAN_STEP, window.records() / ENOUGH_ROWS)) - 1;
        begunAt = nanoClock.getAsLong();
    }

    /**
     * Counts for a model; empty without a profile, and when it is switched off.
     *
     * @param model whose profile was found to be its own
     * @param nanoClock nanoseconds since any time
     * @param milliClock milliseconds of the epoch
     */
    public static Optional<Drift> of(
            Model model, PredictionShape shape, DriftWindow window, LongSupplier nanoClock, LongSupplier milliClock) {
        return window.records() == 0
                ? Optional.empty()
                : model.profile().map(profile -> new Drift(model, shape, profile, window, nanoClock, milliClock));
    }

    private static @Nullable CellBins bins(PredictionProfile prediction, long rows, PredictionShape shape) {
        if (prediction.score().isPresent()) {
            return CellBins.ofNumbers(prediction.score(), prediction.missing(), rows);
        }
        if (prediction.classes().isEmpty()) {
            return null;
        }
        List<String> names =
                shape.category().isCluster() ? List.copyOf(prediction.classes().keySet()) : shape.classes();
        return CellBins.ofClasses(prediction.classes(), prediction.missing(), rows, names);
    }

    @Override
    public boolean wantsNext() {
        return --skip <= 0;
    }

    @Override
    public void observe(Row row, ScoringResult result) {
        rows++;
        records += step;
        double[] values = row.values;
        if (counts.length == 0) {
            counts = new int[columns.bins];
        }
        @Nullable CellBins[] all = columns.columns;
        int[] places = columns.places;
        for (int i = 0; i < all.length; i++) {
            CellBins bins = all[i];
            if (bins != null) {
                counts[places[i] + bins.of(values[i])]++;
            }
        }
        if (predictions != null && result instanceof ScoringResult.Scored scored) {
            predictionCounts[predictions.of(predicted.applyAsDouble(scored.prediction()))]++;
        }
        if (!fast || (rows & CLOCK_ROWS - 1) == 0 || records >= window.records()) {
            long nanos = nanoClock.getAsLong() - begunAt;
            fast = records * (1_000_000_000L / FAST) > nanos;
            if (records >= window.records() || nanos >= window.millis() * 1_000_000) {
                end();
            }
        }
        step = fast ? nextStep() : 1;
        skip = step;
    }

    /** At random: a fixed step could fall in with a rhythm of the records. */
    private int nextStep() {
        random = random * 1_664_525 + 1_013_904_223;
        return 1 + (random >>> 8) % maxStep;
    }

    private void end() {
        Shift[] shifts = new Shift[columns.columns.length];
        double[] outOfRange = new double[shifts.length];
        int newlyMoved = 0;
        for (int i = 0; i < shifts.length; i++) {
            CellBins bins = columns.columns[i];
            long[] actual = bins == null ? new long[0] : counted(columns.places[i], bins.size());
            shifts[i] = bins == null ? Shift.UNKNOWN : Shift.of(bins.expected(), actual);
            outOfRange[i] = bins == null || rows < Shift.MIN_TOTAL ? Double.NaN : outside(bins, actual);
            if (!moved[i] && hasMoved(shifts[i])) {
                moved[i] = true;
                newlyMoved++;
            }
        }
        Arrays.fill(counts, 0);
        Shift prediction = predictions == null ? Shift.UNKNOWN : Shift.of(predictions.expected(), predictionCounts);
        Arrays.fill(predictionCounts, 0);
        report = new DriftReport(rows, milliClock.getAsLong(), shifts, outOfRange, prediction);
        movedColumns = movedColumns() + newlyMoved;
        records = 0;
        rows = 0;
        begunAt = nanoClock.getAsLong();
    }

    private long[] counted(int place, int bins) {
        long[] actual = new long[bins];
        for (int bin = 0; bin < bins; bin++) {
            actual[bin] = counts[place + bin];
        }
        return actual;
    }

    private static boolean hasMoved(Shift shift) {
        return shift.psi() > MOVED_PSI && shift.psi() > MOVED_NOISE * shift.noise();
    }

    private static double outside(CellBins bins, long[] counts) {
        long outside = 0;
        long all = 0;
        for (int bin = 0; bin < counts.length; bin++) {
            all += counts[bin];
            outside += bins.isOutOfRange(bin) ? counts[bin] : 0;
        }
        return (double) outside / all;
    }

    /** The columns whose figures are shown, in the model's order: of many those that have moved in any window so far. */
    public List<String> shown() {
        if (columns.names.size() <= MAX_FROM_START) {
            return columns.names;
        }
        return movedColumns() == 0
                ? List.of()
                : columns.names.stream()
                        .filter(name -> moved[columns.position(name)])
                        .toList();
    }

    /** How many columns have moved in any window so far. */
    public int movedColumns() {
        return movedColumns;
    }

    /** Whether the profile describes the predictions. */
    public boolean hasPrediction() {
        return predictions != null;
    }

    /** How far a column has moved in the last whole window. */
    public Shift column(String name) {
        return report.column(columns.position(name));
    }

    /** Share of the column's cells, in the last whole window, that the profile's data never had; NaN when that is not known. */
    public double outOfRange(String name) {
        return report.outOfRange(columns.position(name));
    }

    /** How far the predictions have moved in the last whole window. */
    public Shift prediction() {
        return report.prediction();
    }

    /** How many records of the last whole window were counted; 0 before the first has ended. */
    public long rows() {
        return report.rows();
    }

    /** When the last whole window ended, in milliseconds of the epoch; 0 before. */
    public long endedAt() {
        return report.endedAt();
    }

    /** Rows that were counted since. On the task's thread. */
    int pendingRows() {
        return (int) rows;
    }
}

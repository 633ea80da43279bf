package io.connectmojo.metrics;

import io.connectmojo.metrics.drift.Drift;
import io.connectmojo.metrics.drift.DriftWindow;
import io.connectmojo.metrics.stats.Counters;
import io.connectmojo.metrics.stats.LatencyHistogram;
import io.connectmojo.metrics.stats.MissingRate;
import io.connectmojo.model.Model;
import io.connectmojo.model.library.ModelStatus;
import io.connectmojo.problem.ErrorCode;
import io.connectmojo.row.ColumnCounts;
import io.connectmojo.score.Prediction;
import io.connectmojo.score.PredictionShape;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * What one transform has done and how its model fares. The task's thread tells what happens, through the public methods; any
 * thread reads. Costs a few nanoseconds per record: plain counters, and a look at the clock for one record in 16.
 */
public class ScoringMetrics implements ArmEvents {
    static final int SCORED = 0;
    static final int FAILED = 1;
    static final int PASSED = 2;
    static final int WITHOUT_ANSWER = 3;
    static final int ANSWERED = 4;

    private static final long MINUTE_NANOS = 60_000_000_000L;

    /**
     * What the configuration says.
     *
     * @param id tells transforms of one task apart where the worker does not
     * @param unknownLevels how many unknown levels are kept for each column
     * @param driftWindow over which drift is told
     * @param arm what the model is to its transform, as a tag of all metrics; empty when it is the only one
     */
    public record Options(String modelName, String id, int unknownLevels, DriftWindow driftWindow, String arm) {
        /** Of a transform with one model. */
        public Options(String modelName, String id, int unknownLevels, DriftWindow driftWindow) {
            this(modelName, id, unknownLevels, driftWindow, "");
        }
    }

    private final Options options;
    private final Supplier<ModelStatus> status;
    private final LongSupplier nanoClock;
    private final LongSupplier milliClock;
    private final Counters records = new Counters(5);
    private final ErrorCounts errors = new ErrorCounts();
    private final LatencyHistogram times = new LatencyHistogram();
    private final PredictionTotals predictions = new PredictionTotals();
    private final MissingRate missingRate = new MissingRate();
    private final UnknownLevels unknownLevels;

    /** Null while no model has served, as is the engine. */
    private volatile @Nullable ColumnTotals columns;

    /** Null without outcomes. */
    private volatile @Nullable Outcomes outcomes;

    /** Null when nothing is compared with a profile. */
    private volatile @Nullable Drift drift;

    private volatile @Nullable String engine;

    /** Null unless the model is compared with another. */
    private volatile @Nullable Comparison comparison;

    private int untilTimed = 1;
    private int random = 0x9E3779B9;
    private @Nullable Runnable atFirstRecord = () -> {};

    public ScoringMetrics(Options options, Supplier<ModelStatus> status) {
        this(options, status, System::nanoTime, System::currentTimeMillis);
    }

    /** With clocks of nanoseconds since any time, and of milliseconds of the epoch. */
    public ScoringMetrics(
            Options options, Supplier<ModelStatus> status, LongSupplier nanoClock, LongSupplier milliClock) {
        this.options = options;
        this.unknownLevels = new UnknownLevels(options.unknownLevels);
        this.status = status;
        this.nanoClock = nanoClock;
        this.milliClock = milliClock;
    }

    /** @param status what has happened to the model, now */
    public static ScoringMetrics of(Options options, Supplier<ModelStatus> status) {
        return new ScoringMetrics(options, status);
    }

    /** Runs an action when the first record comes. */
    public final void atFirstRecord(Runnable action) {
        atFirstRecord = action;
    }

    @Override
    public final boolean serve(
            PredictionShape shape,
            String engineName,
            ColumnCounts counts,
            ToIntFunction<Prediction> label,
            boolean withOutcomes) {
        predictions.serve(shape, label);
        ColumnTotals before = columns;
        columns = before == null ? new ColumnTotals(counts) : before.withNext(counts);
        engine = engineName;
        serveAlso(shape, counts, withOutcomes);
        return true;
    }

    /** What each of several models that serve does, too. */
    final void serveAlso(PredictionShape shape, ColumnCounts counts, boolean withOutcomes) {
        unknownLevels.listenTo(counts);
        if (withOutcomes && (outcomes == null || !outcomes.classes().equals(shape.classes()))) {
            outcomes = new Outcomes(shape.classes(), milliClock);
        }
    }

    @Override
    public final void compare(Model model, PredictionShape shape) {
        drift = Drift.of(model, shape, options.driftWindow, nanoClock, milliClock)
                .orElse(null);
    }

    @Override
    public final Optional<Drift> drift() {
        return Optional.ofNullable(drift);
    }

    @Override
    public final void compare(Comparison next) {
        comparison = next;
    }

    @Override
    public long begin() {
        return --untilTimed > 0 ? 0 : beginTimed();
    }

    private long beginTimed() {
        if (atFirstRecord != null) {
            atFirstRecord.run();
            atFirstRecord = null;
        }
        // 1 to 31 at random: a fixed step could fall in with a rhythm of the records
        random = random * 1_664_525 + 1_013_904_223;
        untilTimed = 1 + (random >>> 8) % 31;
        long now = nanoClock.getAsLong();
        begun(now);
        return now == 0 ? 1 : now;
    }

    @Override
    public long begin(long begun) {
        if (begun != 0) {
            begun(begun);
        }
        return begun;
    }

    private void begun(long now) {
        ColumnTotals totals = columns;
        if (totals != null && missingRate.isDue(minute(now))) {
            missingRate.record(minute(now), totals.cells(), totals.nas());
        }
    }

    @Override
    public final void answered() {
        records.increment(ANSWERED);
    }

    @Override
    public void scored(Prediction prediction, long begin) {
        records.increment(SCORED);
        if (!predictions.record(prediction, begin != 0)) {
            records.increment(WITHOUT_ANSWER);
        }
        if (begin != 0) {
            long now = nanoClock.getAsLong();
            times.add(now - begin, minute(now));
        }
    }

    @Override
    public void passed() {
        records.increment(PASSED);
    }

    @Override
    public void failed(ErrorCode code) {
        records.increment(FAILED);
        errors.increment(code);
    }

    @Override
    public final void outcome(double outcome, Prediction prediction) {
        told().record(outcome, prediction, predictions.label(prediction));
    }

    @Override
    public final void refuseOutcome() {
        told().refuse();
    }

    private Outcomes told() {
        return Objects.requireNonNull(outcomes, "served without outcomes");
    }

    long records(int kind) {
        return records.get(kind);
    }

    ErrorCounts errors() {
        return errors;
    }

    /** Empty while no model has served. */
    public final Optional<ColumnTotals> columns() {
        return Optional.ofNullable(columns);
    }

    final void serving(ColumnTotals totals, String engineName) {
        columns = totals;
        engine = engineName;
    }

    /** Whether columns are shown with their first count alone. */
    public final boolean hasManyColumns() {
        ColumnTotals totals = columns;
        return totals != null && totals.areMany();
    }

    /** Nanoseconds since any time. */
    final long now() {
        return nanoClock.getAsLong();
    }

    UnknownLevels unknownLevels() {
        return unknownLevels;
    }

    /** In microseconds. */
    double scoreTime(double share) {
        return times.quantile(share, minute(nanoClock.getAsLong())) / 1000;
    }

    double maxScoreTime() {
        return times.maximum(minute(nanoClock.getAsLong())) / 1000;
    }

    double missingRate() {
        return columns()
                .map(all -> missingRate.share(minute(nanoClock.getAsLong()), all.cells(), all.nas()))
                .orElse(Double.NaN);
    }

    PredictionTotals predictions() {
        return predictions;
    }

    public final String id() {
        return options.id;
    }

    Options options() {
        return options;
    }

    /** Empty while no model has served. */
    String engine() {
        return Objects.requireNonNullElse(engine, "");
    }

    Optional<Comparison> comparison() {
        return Optional.ofNullable(comparison);
    }

    ModelStatus status() {
        return status.get();
    }

    long secondsSince(long millis) {
        return Math.max(0, milliClock.getAsLong() - millis) / 1000;
    }

    Optional<Outcomes> outcomes() {
        return Optional.ofNullable(outcomes);
    }

    private static long minute(long nanos) {
        return Math.floorDiv(nanos, MINUTE_NANOS);
    }
}

package io.connectmojo.metrics;

import io.connectmojo.metrics.drift.Drift;
import io.connectmojo.metrics.drift.DriftWindow;
import io.connectmojo.metrics.stats.Counters;
import io.connectmojo.metrics.stats.LatencyHistogram;
import io.connectmojo.metrics.stats.MissingRate;
import io.connectmojo.metrics.stats.OutcomeSums;
import io.connectmojo.metrics.stats.Window;
import io.connectmojo.model.Model;
import io.connectmojo.model.library.ModelFeed.News;
import io.connectmojo.model.library.ModelStatus;
import io.connectmojo.problem.ErrorCode;
import io.connectmojo.problem.RecordError;
import io.connectmojo.row.ColumnCounts;
import io.connectmojo.score.Prediction;
import io.connectmojo.score.PredictionShape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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

    /** Columns that are shown, at most. */
    static final int MAX_COLUMNS = 500;

    private static final String OTHER = "other";
    private static final long MINUTE_NANOS = 60_000_000_000L;
    private static final List<String> CODES =
            Arrays.stream(RecordError.values()).map(RecordError::id).toList();

    /**
     * What the configuration says.
     *
     * @param id tells transforms of one task apart where the worker does not
     * @param unknownLevels how many unknown levels are kept for each column
     * @param driftWindow over which drift is told
     */
    public record Options(String modelName, String id, int unknownLevels, DriftWindow driftWindow) {}

    private final Options options;
    private final Supplier<ModelStatus> status;
    private final LongSupplier nanoClock;
    private final LongSupplier milliClock;
    private final Counters records = new Counters(4);
    private final Counters errors = new Counters(CODES.size() + 1);
    private final LatencyHistogram times = new LatencyHistogram();
    private final PredictionTotals predictions = new PredictionTotals();
    private final MissingRate missingRate = new MissingRate();
    private final UnknownLevels unknownLevels;
    /** Set by {@link #serve}, as is the engine. */
    @SuppressWarnings("NullAway.Init")
    private volatile ColumnTotals columns;

    /** Null without outcomes. */
    private volatile @Nullable Outcomes outcomes;

    /** Null when nothing is compared with a profile. */
    private volatile @Nullable Drift drift;

    @SuppressWarnings("NullAway.Init")
    private volatile String engine;

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
        unknownLevels = new UnknownLevels(options.unknownLevels);
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
        columns = columns == null ? new ColumnTotals(counts) : columns.withNext(counts);
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
        missingRate.record(minute(now), columns.cells(), columns.nas());
        return now == 0 ? 1 : now;
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
        errors.increment(code instanceof RecordError error ? error.ordinal() : CODES.size());
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

    List<String> errorCodes() {
        List<String> codes = new ArrayList<>(CODES);
        codes.add(OTHER);
        return codes;
    }

    long errors(String code) {
        return errors.get(code.equals(OTHER) ? CODES.size() : CODES.indexOf(code));
    }

    ColumnTotals columns() {
        return columns;
    }

    final void columns(ColumnTotals totals) {
        columns = totals;
    }

    /** How several models fare among which records choose; empty when there is one. */
    Optional<FleetStatus> fleet() {
        return Optional.empty();
    }

    List<String> shownColumns() {
        return columns.names().stream().limit(MAX_COLUMNS).toList();
    }

    boolean keepsUnknownLevels() {
        return unknownLevels.areKept();
    }

    String unknownLevels(String column) {
        return unknownLevels.text(column);
    }

    /** In microseconds. */
    double scoreTime(double share) {
        return times.quantile(share, minute(nanoClock.getAsLong())) / 1000;
    }

    double maxScoreTime() {
        return times.maximum(minute(nanoClock.getAsLong())) / 1000;
    }

    double missingRate() {
        ColumnTotals totals = columns;
        return missingRate.share(minute(nanoClock.getAsLong()), totals.cells(), totals.nas());
    }

    PredictionTotals predictions() {
        return predictions;
    }

    public final String id() {
        return options.id;
    }

    String modelName() {
        return options.modelName;
    }

    String engine() {
        return engine;
    }

    final void engine(String name) {
        engine = name;
    }

    ModelStatus status() {
        return status.get();
    }

    /** What the model's place has told; nothing at all where it tells nothing. */
    News news() {
        return status().news().orElse(new News(0, 0, 0, 0));
    }

    long secondsSince(long millis) {
        return Math.max(0, milliClock.getAsLong() - millis) / 1000;
    }

    Optional<Outcomes> outcomes() {
        return Optional.ofNullable(outcomes);
    }

    OutcomeSums outcomes(Window window) {
        Outcomes all = outcomes;
        return all == null ? new OutcomeSums(0, false) : all.over(window);
    }

    private static long minute(long nanos) {
        return Math.floorDiv(nanos, MINUTE_NANOS);
    }
}

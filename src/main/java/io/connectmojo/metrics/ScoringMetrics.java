package io.connectmojo.metrics;

import io.connectmojo.metrics.export.MetricsRegistration;
import io.connectmojo.metrics.stats.Counters;
import io.connectmojo.metrics.stats.HeavyHitters;
import io.connectmojo.metrics.stats.LatencyHistogram;
import io.connectmojo.metrics.stats.MissingRate;
import io.connectmojo.metrics.stats.OutcomeSums;
import io.connectmojo.metrics.stats.Window;
import io.connectmojo.model.library.ModelStatus;
import io.connectmojo.problem.ErrorCode;
import io.connectmojo.problem.RecordError;
import io.connectmojo.row.ColumnCounts;
import io.connectmojo.row.match.FieldPath;
import io.connectmojo.score.Prediction;
import io.connectmojo.score.PredictionShape;
import java.lang.ref.Cleaner;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import org.apache.kafka.common.metrics.PluginMetrics;

/**
 * What one transform has done and how its model fares. The task's thread tells what happens, through the public methods; any
 * thread reads. Costs a few nanoseconds per record: plain counters, and a look at the clock for one record in 16.
 *
 * <p>What it shows to the world goes with {@link #close}, or when it is garbage itself.
 */
public class ScoringMetrics implements AutoCloseable {
    static final int SCORED = 0;
    static final int FAILED = 1;
    static final int PASSED = 2;
    static final int WITHOUT_ANSWER = 3;

    /** Columns that are shown, at most. */
    static final int MAX_COLUMNS = 500;

    private static final String OTHER = "other";
    private static final long MINUTE_NANOS = 60_000_000_000L;
    private static final Cleaner CLEANER = Cleaner.create();
    private static final List<String> CODES =
            Arrays.stream(RecordError.values()).map(RecordError::id).toList();

    /**
     * What the configuration says.
     *
     * @param id tells transforms of one task apart where the worker does not
     * @param unknownLevels how many unknown levels are kept for each column
     * @param outcome where the record says what really happened; null for nowhere
     */
    public record Options(String modelName, String id, int unknownLevels, FieldPath outcome) {}

    private final Options options;
    private final Supplier<ModelStatus> life;
    private final LongSupplier nanoClock;
    private final LongSupplier milliClock;
    private final Counters records = new Counters(4);
    private final Counters errors = new Counters(CODES.size() + 1);
    private final LatencyHistogram times = new LatencyHistogram();
    private final PredictionTotals predictions = new PredictionTotals();
    private final MissingRate naShare = new MissingRate();
    private final Map<String, HeavyHitters> unknownLevels = new ConcurrentHashMap<>();
    private final MetricsRegistration registration;
    private final Cleaner.Cleanable end;
    private volatile ColumnTotals columns;
    private volatile Outcomes outcomes;
    private volatile String engine;
    private int untilTimed = 1;
    private int random = 0x9E3779B9;
    private boolean begun;

    /** @param life what has happened to the model, now */
    public ScoringMetrics(Options options, Supplier<ModelStatus> life) {
        this(options, life, System::nanoTime, System::currentTimeMillis);
    }

    /** With clocks of nanoseconds since any time, and of milliseconds of the epoch. */
    ScoringMetrics(Options options, Supplier<ModelStatus> life, LongSupplier nanoClock, LongSupplier milliClock) {
        this.options = options;
        this.life = life;
        this.nanoClock = nanoClock;
        this.milliClock = milliClock;
        this.registration = new MetricsRegistration(options.id);
        this.end = CLEANER.register(this, registration);
    }

    /** Whether an outcome can be compared with what a model of that shape predicts. */
    public static boolean comparesOutcomes(PredictionShape shape) {
        return Outcomes.of(FieldPath.ofName("outcome"), shape, () -> 0).isPresent();
    }

    /**
     * Goes on with a model: the first, or the next.
     *
     * @param counts of the model's columns
     * @param label the class that a prediction tells, -1 for none; not asked for other models
     */
    public final void serve(
            PredictionShape shape, String engineName, ColumnCounts counts, ToIntFunction<Prediction> label) {
        predictions.serve(shape, label);
        columns = columns == null ? new ColumnTotals(counts) : columns.withNext(counts);
        engine = engineName;
        if (options.unknownLevels > 0) {
            HeavyHitters[] tops = counts.names().stream().map(this::topLevels).toArray(HeavyHitters[]::new);
            counts.listen((column, level) -> tops[column].record(level));
        }
        if (options.outcome != null && (outcomes == null || !outcomes.classes().equals(shape.classes()))) {
            outcomes = Outcomes.of(options.outcome, shape, milliClock).orElse(null);
        }
        registration.add(MetricInstance.all(this));
    }

    private HeavyHitters topLevels(String column) {
        return unknownLevels.computeIfAbsent(column, name -> new HeavyHitters(options.unknownLevels));
    }

    /** Shows the metrics where the worker does not ask for them. Called at the end of the configuration. */
    public final void publish() {
        registration.begin(MetricInstance.all(this));
    }

    /** Shows the metrics among the worker's own. */
    public final void publish(PluginMetrics worker) {
        registration.bindTo(worker, MetricInstance.all(this));
    }

    /** A record comes; returns what {@link #scored} is to be given. */
    public long begin() {
        return --untilTimed > 0 ? 0 : beginTimed();
    }

    private long beginTimed() {
        if (!begun) {
            begun = true;
            registration.orBeans(MetricInstance.all(this));
        }
        // 1 to 31 at random: a fixed step could fall in with a rhythm of the records
        random = random * 1_664_525 + 1_013_904_223;
        untilTimed = 1 + (random >>> 8) % 31;
        long now = nanoClock.getAsLong();
        naShare.record(minute(now), columns);
        return now == 0 ? 1 : now;
    }

    /** The record has its prediction. */
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

    /** The record passes untouched. */
    public void passed() {
        records.increment(PASSED);
    }

    /** The record cannot be scored. */
    public void failed(ErrorCode code) {
        records.increment(FAILED);
        errors.increment(code instanceof RecordError error ? error.ordinal() : CODES.size());
    }

    /** Whether {@link #outcome} is to be told. */
    public final boolean wantsOutcomes() {
        return outcomes != null;
    }

    /**
     * The scored record may say what really happened.
     *
     * @param fields Struct or Map
     */
    public final void outcome(Object fields, Prediction prediction) {
        try {
            outcomes.record(fields, prediction, predictions.label(prediction));
        } catch (RuntimeException e) {
            // the record is scored already
            outcomes.refuse();
        }
    }

    /** Takes away what is shown. Idempotent. */
    @Override
    public final void close() {
        end.clean();
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

    List<String> shownColumns() {
        return columns.names().stream().limit(MAX_COLUMNS).toList();
    }

    boolean keepsUnknownLevels() {
        return options.unknownLevels > 0;
    }

    String unknownLevels(String column) {
        return topLevels(column).text();
    }

    /** In microseconds. */
    double scoreTime(double share) {
        return times.quantile(share, minute(nanoClock.getAsLong())) / 1000;
    }

    double longestScoreTime() {
        return times.maximum(minute(nanoClock.getAsLong())) / 1000;
    }

    double naShare() {
        return naShare.share(minute(nanoClock.getAsLong()), columns);
    }

    PredictionTotals predictions() {
        return predictions;
    }

    String modelName() {
        return options.modelName;
    }

    String engine() {
        return engine;
    }

    ModelStatus life() {
        return life.get();
    }

    long secondsSince(long millis) {
        return Math.max(0, milliClock.getAsLong() - millis) / 1000;
    }

    Optional<Outcomes> outcomes() {
        return Optional.ofNullable(outcomes);
    }

    OutcomeSums outcomes(Map<String, String> tags) {
        Outcomes all = outcomes;
        return all == null ? new OutcomeSums(0, false) : all.over(Window.of(tags.get("window")));
    }

    private static long minute(long nanos) {
        return Math.floorDiv(nanos, MINUTE_NANOS);
    }
}

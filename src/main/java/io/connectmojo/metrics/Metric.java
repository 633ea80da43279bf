package io.connectmojo.metrics;

import io.connectmojo.metrics.drift.Drift;
import io.connectmojo.metrics.stats.AgreementSums;
import io.connectmojo.metrics.stats.OutcomeSums;
import io.connectmojo.metrics.stats.RecentValues;
import io.connectmojo.metrics.stats.Shift;
import io.connectmojo.metrics.stats.Window;
import io.connectmojo.model.library.ModelContent.Release;
import io.connectmojo.model.library.ModelFeed.News;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** Every metric, with what the documentation says about it and how it is read. */
public enum Metric {
    RECORDS_SCORED(
            "records-scored-total",
            Type.COUNTER,
            "records",
            TagSets.TRANSFORM,
            "Records that were scored. A record that Connect tries again counts again.",
            "It does not grow while the connector reads records.",
            (m, tags) -> m.records(ScoringMetrics.SCORED)),
    RECORDS_FAILED(
            "records-failed-total",
            Type.COUNTER,
            "records",
            TagSets.TRANSFORM,
            "Records that could not be scored, with any value of `on.error`.",
            "It grows; `errors-total` shows the reason.",
            (m, tags) -> m.records(ScoringMetrics.FAILED)),
    RECORDS_PASSED(
            "records-passed-total",
            Type.COUNTER,
            "records",
            TagSets.TRANSFORM,
            "Records that passed unchanged: without a key or value, blank texts, with null at the root, the parent of the outputs or the parent of all fields, or control records of Debezium.",
            "It grows faster than the number of tombstones and deletes.",
            (m, tags) -> m.records(ScoringMetrics.PASSED)),
    ERRORS(
            "errors-total",
            Type.COUNTER,
            "records",
            TagSets.ERROR_CODE,
            "Failed records by [error code](errors.md); `other` counts codes that are not D codes.",
            "The count of any code grows.",
            (m, tags) -> m.errors().of(tag(tags, "code"))),
    SCORE_TIME_P50(
            "score-time-p50-us",
            Type.GAUGE,
            "microseconds",
            TagSets.TRANSFORM,
            "Median time to score a record, with reading and writing. About one record in 16 is measured; the value covers the"
                    + " current and the previous minute.",
            "It leaves its usual range.",
            (m, tags) -> m.scoreTime(0.5)),
    SCORE_TIME_P95(
            "score-time-p95-us",
            Type.GAUGE,
            "microseconds",
            TagSets.TRANSFORM,
            "95th percentile of these times.",
            "It leaves its usual range.",
            (m, tags) -> m.scoreTime(0.95)),
    SCORE_TIME_P99(
            "score-time-p99-us",
            Type.GAUGE,
            "microseconds",
            TagSets.TRANSFORM,
            "99th percentile of these times.",
            "It leaves its usual range, or is near the time limit of your pipeline for a record.",
            (m, tags) -> m.scoreTime(0.99)),
    SCORE_TIME_MAX(
            "score-time-max-us",
            Type.GAUGE,
            "microseconds",
            TagSets.TRANSFORM,
            "Maximum of these times.",
            "It stays high. Single peaks are pauses of the garbage collector.",
            (m, tags) -> m.maxScoreTime()),
    NA_SHARE(
            "na-share",
            Type.GAUGE,
            "share, 0 to 1",
            TagSets.TRANSFORM,
            "Share of the model's cells that were scored as NA (missing, unknown or invalid), over the current and the previous minute.",
            "It rises: a field is absent or has changed. The counts per column show which one.",
            (m, tags) -> m.missingRate()),
    MISSING(
            "missing-total",
            Type.COUNTER,
            "values",
            TagSets.COLUMN,
            "Missing values of the column: no field, null, NaN, empty text, or a text that counts as missing.",
            "Its share of the records is higher than in the training data.",
            (m, tags) -> count(m, tags, ColumnTotals.MISSING)),
    UNKNOWN(
            "unknown-total",
            Type.COUNTER,
            "values",
            TagSets.COLUMN,
            "Values of the column that are not a level of it.",
            "It grows: there are new levels, or another spelling of known levels.",
            (m, tags) -> count(m, tags, ColumnTotals.UNKNOWN)),
    INVALID(
            "invalid-total",
            Type.COUNTER,
            "values",
            TagSets.COLUMN,
            "Values whose type or text the column cannot take.",
            "It grows: the type or format of the field has changed.",
            (m, tags) -> count(m, tags, ColumnTotals.INVALID)),
    UNKNOWN_LEVELS(
            "unknown-levels",
            Type.TEXT,
            "text",
            TagSets.UNKNOWN_LEVELS,
            "The most frequent unknown levels of the column with their counts, each cut at 64 characters. Only with"
                    + " `metrics.unknown.levels`, because levels are values of records.",
            "It shows a level that the training data should contain.",
            (m, tags) -> m.unknownLevels().text(tag(tags, "column"))),
    PREDICTIONS(
            "predictions-total",
            Type.COUNTER,
            "records",
            TagSets.CLASS,
            "Records for which the model predicted the class or the cluster.",
            "The shares of the classes differ from those in training.",
            (m, tags) -> m.predictions().count(tag(tags, "class"))),
    PREDICTIONS_NULL(
            "predictions-null-total",
            Type.COUNTER,
            "records",
            TagSets.TRANSFORM,
            "Scored records for which the model gives no prediction; the prediction field is null.",
            "It grows, and the model should give a prediction for every record.",
            (m, tags) -> m.records(ScoringMetrics.WITHOUT_ANSWER)),
    P10("prediction-p10", 0.1),
    P20("prediction-p20", 0.2),
    P30("prediction-p30", 0.3),
    P40("prediction-p40", 0.4),
    P50("prediction-p50", 0.5),
    P60("prediction-p60", 0.6),
    P70("prediction-p70", 0.7),
    P80("prediction-p80", 0.8),
    P90("prediction-p90", 0.9),
    MODEL_NAME(
            "model-name",
            Type.TEXT,
            "text",
            TagSets.TRANSFORM,
            "The value of `model.name`, or the name of the file.",
            "It is not the name you expect.",
            (m, tags) -> m.options().modelName()),
    MODEL_DIGEST(
            "model-digest",
            Type.TEXT,
            "SHA-256 in hex",
            TagSets.TRANSFORM,
            "SHA-256 of the serving model.",
            "Tasks of one connector show different values for longer than a reload takes.",
            (m, tags) -> m.status().digest()),
    MODEL_ENGINE(
            "model-engine",
            Type.TEXT,
            "text",
            TagSets.TRANSFORM,
            "`compiled`, or `reference` (H2O's scoring library, which is slower). The log shows the reason.",
            "It is `reference`, and you need the throughput of the compiled engine.",
            (m, tags) -> m.engine()),
    MODEL_AGE(
            "model-age-seconds",
            Type.GAUGE,
            "seconds",
            TagSets.TRANSFORM,
            "Time since this model started to serve in this task.",
            "The model is older than your schedule for training allows.",
            (m, tags) -> m.status().serves() ? m.secondsSince(m.status().servingSince()) : 0L),
    MODEL_LOADS(
            "model-loads-total",
            Type.COUNTER,
            "models",
            TagSets.TRANSFORM,
            "Models that have served in this task, including the first one.",
            "It does not grow after you replaced the file.",
            (m, tags) -> m.status().loads()),
    MODEL_LOADS_REFUSED(
            "model-loads-refused-total",
            Type.COUNTER,
            "checks",
            TagSets.TRANSFORM,
            "Checks of the model file after which the old model kept serving, because the file was refused or missing.",
            "It grows; `model-problem` shows the reason.",
            (m, tags) -> m.status().failures()),
    MODEL_STALE(
            "model-stale",
            Type.GAUGE,
            "0 or 1",
            TagSets.TRANSFORM,
            "1 while the model file is refused or missing and the old model keeps serving; else 0.",
            "It is 1 for longer than copying a model takes.",
            (m, tags) -> m.status().isStale() ? 1L : 0L),
    MODEL_STALE_SECONDS(
            "model-stale-seconds",
            Type.GAUGE,
            "seconds",
            TagSets.TRANSFORM,
            "Time since `model-stale` became 1; 0 when it is 0.",
            "It is longer than copying a model takes.",
            (m, tags) -> m.status().isStale() ? m.secondsSince(m.status().staleSince()) : 0L),
    MODEL_PROBLEM(
            "model-problem",
            Type.TEXT,
            "error code",
            TagSets.TRANSFORM,
            "Error code of the model file that is refused or missing; empty when there is no problem.",
            "It is not empty.",
            (m, tags) -> m.status().problem().orElse("")),
    DRIFT_PSI(
            "drift-psi",
            TagSets.DRIFT_COLUMN,
            "index, 0 and more",
            "Population stability index of the column in the last whole window, against the profile of the model: the sum of"
                    + " (q − p) · ln(q / p) over the bins. NaN before the first window ends, and when fewer than 200 records were"
                    + " counted.",
            "It is above 0.1 and above `drift-psi-noise`.",
            (m, tags) -> shift(m, tags).psi()),
    DRIFT_PSI_NOISE(
            "drift-psi-noise",
            TagSets.DRIFT_COLUMN,
            "index, 0 and more",
            "What `drift-psi` stays below in 99 of 100 windows without drift, from the number of records and bins alone.",
            "It is above 0.1: the window is too short.",
            (m, tags) -> shift(m, tags).noise()),
    DRIFT_TVD(
            "drift-tvd",
            TagSets.DRIFT_COLUMN,
            "share, 0 to 1",
            "Total variation distance of the column in that window: half the sum of the differences of the shares.",
            "It leaves its usual range.",
            (m, tags) -> shift(m, tags).distance()),
    DRIFT_OUT_OF_RANGE(
            "drift-out-of-range",
            TagSets.DRIFT_COLUMN,
            "share, 0 to 1",
            "Share of the column's cells in that window that the data of the profile never had: below their smallest or above their"
                    + " largest number, or another level.",
            "It is more than a few percent.",
            (m, tags) -> m.drift().map(d -> d.outOfRange(tag(tags, "column"))).orElse(Double.NaN)),
    PREDICTION_DRIFT_PSI(
            "prediction-drift-psi",
            TagSets.DRIFT_PREDICTION,
            "index, 0 and more",
            "The same index of the predictions: of the score, or of the shares of the classes or clusters.",
            "It is above 0.1 and above `prediction-drift-psi-noise`.",
            (m, tags) -> predictionShift(m).psi()),
    PREDICTION_DRIFT_PSI_NOISE(
            "prediction-drift-psi-noise",
            TagSets.DRIFT_PREDICTION,
            "index, 0 and more",
            "What `prediction-drift-psi` stays below in 99 of 100 windows without drift.",
            "It is above 0.1: the window is too short.",
            (m, tags) -> predictionShift(m).noise()),
    PREDICTION_DRIFT_TVD(
            "prediction-drift-tvd",
            TagSets.DRIFT_PREDICTION,
            "share, 0 to 1",
            "Total variation distance of the predictions in that window.",
            "It leaves its usual range.",
            (m, tags) -> predictionShift(m).distance()),
    DRIFT_WINDOW_ROWS(
            "drift-window-rows",
            TagSets.DRIFT,
            "records",
            "Records of the last whole window that were counted; 0 before the first window ends.",
            "It is below 200: `drift.window.records` or `drift.window.ms` is too small.",
            (m, tags) -> m.drift().map(Drift::rows).orElse(0L)),
    DRIFT_WINDOW_AGE(
            "drift-window-age-seconds",
            TagSets.DRIFT,
            "seconds",
            "Time since that window ended; 0 before.",
            "It is much longer than a window: no record comes.",
            (m, tags) -> m.drift()
                    .map(Drift::endedAt)
                    .filter(at -> at > 0)
                    .map(m::secondsSince)
                    .orElse(0L)),
    MODEL_VERSION(
            "model-version",
            Type.GAUGE,
            "version",
            TagSets.VERSIONED,
            "Version that serves: as announced, or the number of its folder. Only with `model.kafka.topic`, as the five metrics below,"
                    + " and with a folder of versions.",
            "Tasks of one connector show different values for longer than a minute.",
            (m, tags) -> m.status().release().map(Release::version).orElse(0L)),
    MODEL_VERSION_ANNOUNCED(
            "model-version-announced",
            Type.GAUGE,
            "version",
            TagSets.FOLLOWED,
            "Version that was announced last; 0 when the model is withdrawn.",
            "`model-version` is another one for longer than a minute: `model-problem` shows the reason.",
            (m, tags) -> news(m).version()),
    MODEL_ROLLOUT(
            "model-rollout-seconds",
            Type.GAUGE,
            "seconds",
            TagSets.FOLLOWED,
            "Time from the announcement of the serving version until it served in this task; 0 for the version that the task"
                    + " started with. It needs clocks that agree.",
            "It is longer than loading the model takes.",
            (m, tags) -> m.status().releaseDelay() / 1000.0),
    MODELS_ANNOUNCED(
            "models-announced-total",
            Type.COUNTER,
            "announcements",
            TagSets.FOLLOWED,
            "Announcements of the model that this worker has read, including the first one. All tasks of the worker show the same.",
            "It does not grow after you published a model.",
            (m, tags) -> news(m).announced()),
    MODELS_FETCHED(
            "models-fetched-total",
            Type.COUNTER,
            "models",
            TagSets.FOLLOWED,
            "Times that this worker has read the pieces of the model. A model that is in its memory is not read again.",
            "It grows without new announcements: the model is refused and read again; `model-problem` shows the reason.",
            (m, tags) -> news(m).fetched()),
    MODELS_REFUSED(
            "models-refused-total",
            Type.COUNTER,
            "announcements",
            TagSets.FOLLOWED,
            "Announcements that are malformed, or whose pieces are missing or are not those that were announced.",
            "It grows; `model-problem` shows the reason.",
            (m, tags) -> news(m).refused()),
    FLEET_MODELS(
            "fleet-models",
            TagSets.FLEET,
            "models",
            "Models for single records that are in the worker's memory. Only with placeholders in `model.path` or"
                    + " `model.kafka.name`, as the six metrics below. All tasks of the worker show the same.",
            "It is at its limit, and `fleet-evictions-total` grows.",
            (m, tags) -> fleet(m).models()),
    FLEET_BYTES(
            "fleet-bytes",
            TagSets.FLEET,
            "bytes",
            "Memory that these models are counted with; at most `io.connectmojo.fleet.max.bytes`, but for models in use. All tasks"
                    + " of the worker show the same.",
            "It is near its limit, and `fleet-evictions-total` grows.",
            (m, tags) -> fleet(m).bytes()),
    FLEET_EVICTIONS(
            "fleet-evictions-total",
            Type.COUNTER,
            "models",
            TagSets.FLEET,
            "Models that the worker has given up to make room for others. All tasks of the worker show the same.",
            "It grows steadily: the models in use do not fit.",
            (m, tags) -> fleet(m).evictions()),
    FLEET_LOADS(
            "fleet-loads-total",
            Type.COUNTER,
            "loads",
            TagSets.FLEET,
            "Models that were loaded for records of this task.",
            "It grows steadily, and records wait.",
            (m, tags) -> fleet(m).loads()),
    FLEET_LOAD_FAILURES(
            "fleet-load-failures-total",
            Type.COUNTER,
            "loads",
            TagSets.FLEET,
            "Loads for records of this task after which there was no model: there is none, or it is refused.",
            "It grows, and each record should have a model.",
            (m, tags) -> fleet(m).failures()),
    FLEET_WAIT(
            "fleet-wait-ms-total",
            Type.COUNTER,
            "milliseconds",
            TagSets.FLEET,
            "Time that records of this task have waited for their models.",
            "It grows by more than a few percent of the time.",
            (m, tags) -> fleet(m).waitMillis()),
    FLEET_FALLBACKS(
            "fleet-fallbacks-total",
            Type.COUNTER,
            "records",
            TagSets.FLEET,
            "Records of this task that the model of `model.fallback.path` has scored.",
            "It grows faster than expected: models are missing.",
            (m, tags) -> fleet(m).fallbacks()),
    OUTCOMES(
            "outcomes",
            Type.GAUGE,
            "records",
            TagSets.OUTCOME_WINDOW,
            "Scored records with an outcome in `outcome.field`.",
            "It is too small for the metrics below.",
            (m, tags) -> outcomes(m, tags).count()),
    OUTCOMES_INVALID(
            "outcomes-invalid-total",
            Type.COUNTER,
            "records",
            TagSets.OUTCOME,
            "Outcomes that are not a class of the model, or not a number. No other metric counts them.",
            "It grows: the field is not the right one, or there is a new class.",
            (m, tags) -> m.outcomes().map(Outcomes::invalid).orElse(0L)),
    OUTCOME_PAIRS(
            "outcome-pairs",
            Type.GAUGE,
            "records",
            TagSets.OUTCOME_PAIR,
            "Records for which the model predicted `predicted` and the outcome is `actual`; for models with at most "
                    + Outcomes.MAX_PAIRED_CLASSES + " classes.",
            "One kind of error grows.",
            (m, tags) -> m.outcomes()
                    .map(o -> o.pairs(window(tags), tag(tags, "actual"), tag(tags, "predicted")))
                    .orElse(0L)),
    ACCURACY(
            "accuracy",
            TagSets.CLASS_OUTCOME,
            "share, 0 to 1",
            "Share of these records whose predicted class equals the outcome.",
            "It is lower than in validation.",
            OutcomeSums::accuracy),
    LOG_LOSS(
            "log-loss",
            TagSets.CLASS_OUTCOME,
            "nats",
            "Mean of −ln(p), where p is the predicted probability of the outcome, at least 10⁻¹⁵.",
            "It is higher than in validation.",
            OutcomeSums::logLoss),
    BRIER(
            "brier-score",
            TagSets.CLASS_OUTCOME,
            "0 to 1; 0 to 2 with more than two classes",
            "Mean squared error of the probabilities. With two classes of one class, with more classes the sum over all of them.",
            "It is higher than in validation.",
            OutcomeSums::brier),
    RMSE(
            "rmse",
            TagSets.NUMBER_OUTCOME,
            "unit of the prediction",
            "Root mean squared error: square root of the mean squared difference between prediction and outcome.",
            "It is higher than in validation.",
            OutcomeSums::rmse),
    MAE(
            "mae",
            TagSets.NUMBER_OUTCOME,
            "unit of the prediction",
            "Mean absolute error: mean absolute difference between prediction and outcome.",
            "It is higher than in validation.",
            OutcomeSums::mae),
    RECORDS_ANSWERED(
            "records-answered-total",
            Type.COUNTER,
            "records",
            TagSets.ARM,
            "Records whose outputs come from this model. Only with a challenger, as the metrics below. `records-scored-total` counts"
                    + " what the model scored besides, too.",
            "The share of the arm `challenger` is not `challenger.share`.",
            (m, tags) -> m.records(ScoringMetrics.ANSWERED)),
    COMPARED(
            "challenger-compared",
            TagSets.COMPARED,
            "records",
            "Records for which both models had a prediction, since both of them serve.",
            "It is too small for the metrics below.",
            AgreementSums::count),
    AGREEMENT(
            "challenger-agreement",
            TagSets.COMPARED_LABELS,
            "share, 0 to 1",
            "Share of these records for which both models predict the same class or cluster.",
            "It falls.",
            AgreementSums::agreement),
    DIFFERENCE_MEAN(
            "challenger-difference-mean",
            TagSets.COMPARED_SCORES,
            "unit of the score",
            "Mean absolute difference between the scores of both models. The score is the probability of the second class of a"
                    + " binomial model, and the prediction of models that predict a number.",
            "It is larger than you accept.",
            AgreementSums::meanDifference),
    DIFFERENCE_MAX(
            "challenger-difference-max",
            TagSets.COMPARED_SCORES,
            "unit of the score",
            "Largest absolute difference between these scores.",
            "It is larger than you accept.",
            AgreementSums::maxDifference),
    CHALLENGER_PSI(
            "challenger-psi",
            TagSets.COMPARED_SHIFT,
            "index, 0 and more",
            "Population stability index between the predictions of both models, over the last " + RecentValues.SIZE
                    + " compared records: of the scores in ten bins that hold equally many of the champion's, or of the classes. NaN"
                    + " for fewer than 200.",
            "It is above 0.1 and above `challenger-psi-noise`.",
            (m, tags) -> comparedShift(m).psi()),
    CHALLENGER_PSI_NOISE(
            "challenger-psi-noise",
            TagSets.COMPARED_SHIFT,
            "index, 0 and more",
            "What `challenger-psi` stays below in 99 of 100 cases when the models predict alike.",
            "It is above 0.1: too few records were compared.",
            (m, tags) -> comparedShift(m).noise());

    /** How a value is to be understood. */
    public enum Type {
        /** Only grows while the task lives; starts at 0 with it. */
        COUNTER,
        GAUGE,
        TEXT
    }

    /** Takes a value from the metrics; called by any thread. */
    @FunctionalInterface
    interface Reader {
        Object read(ScoringMetrics metrics, Map<String, String> tags);
    }

    public final String title;
    public final Type type;
    final String unit;
    final TagSets tagSets;
    public final String meaning;
    final String alertWhen;
    private final Reader reader;

    Metric(String title, Type type, String unit, TagSets tagSets, String meaning, String alertWhen, Reader reader) {
        this.title = title;
        this.type = type;
        this.unit = unit;
        this.tagSets = tagSets;
        this.meaning = meaning;
        this.alertWhen = alertWhen;
        this.reader = reader;
    }

    /** A gauge. */
    Metric(String title, TagSets tagSets, String unit, String meaning, String alertWhen, Reader reader) {
        this(title, Type.GAUGE, unit, tagSets, meaning, alertWhen, reader);
    }

    /** A decile of the predictions. */
    Metric(String title, double share) {
        this(
                title,
                Type.GAUGE,
                "unit of the prediction",
                TagSets.NUMBER,
                Math.round(share * 100) + "th percentile of the predictions: at first of the first "
                        + RecentValues.SIZE + " of the task, later of the last " + RecentValues.SIZE
                        + " of a sample of about one in 16.",
                "It differs from the percentile in training.",
                (m, tags) -> m.predictions().quantile(share));
    }

    /** A statistic of outcomes, for each window. */
    Metric(
            String title,
            TagSets tagSets,
            String unit,
            String meaning,
            String alertWhen,
            ToDoubleFunction<OutcomeSums> value) {
        this(title, Type.GAUGE, unit, tagSets, meaning, alertWhen, (m, tags) -> value.applyAsDouble(outcomes(m, tags)));
    }

    /** A statistic of the comparison of two models, for each window. */
    Metric(
            String title,
            TagSets tagSets,
            String unit,
            String meaning,
            String alertWhen,
            Function<AgreementSums, Object> value) {
        this(
                title,
                Type.GAUGE,
                unit,
                tagSets,
                meaning,
                alertWhen,
                (m, tags) -> value.apply(
                        m.comparison().map(all -> all.over(window(tags))).orElseGet(AgreementSums::new)));
    }

    private static OutcomeSums outcomes(ScoringMetrics metrics, Map<String, String> tags) {
        return metrics.outcomes().map(all -> all.over(window(tags))).orElseGet(() -> new OutcomeSums(0, false));
    }

    /** What the model's place has told; nothing at all where it tells nothing. */
    private static News news(ScoringMetrics metrics) {
        return metrics.status().news().orElse(new News(0, 0, 0, 0));
    }

    private static Shift comparedShift(ScoringMetrics metrics) {
        return metrics.comparison().map(Comparison::shift).orElse(Shift.UNKNOWN);
    }

    private static Window window(Map<String, String> tags) {
        return Window.of(tag(tags, "window"));
    }

    private static FleetStatus fleet(ScoringMetrics metrics) {
        return ((FleetMetrics) metrics).fleet();
    }

    private static long count(ScoringMetrics metrics, Map<String, String> tags, int kind) {
        return metrics.columns().map(all -> all.of(tag(tags, "column"), kind)).orElse(0L);
    }

    private static Shift shift(ScoringMetrics metrics, Map<String, String> tags) {
        return metrics.drift().map(drift -> drift.column(tag(tags, "column"))).orElse(Shift.UNKNOWN);
    }

    private static Shift predictionShift(ScoringMetrics metrics) {
        return metrics.drift().map(Drift::prediction).orElse(Shift.UNKNOWN);
    }

    /** The value of a tag that the metric's {@link #tagSets} give. */
    private static String tag(Map<String, String> tags, String name) {
        return Objects.requireNonNull(tags.get(name), name);
    }

    Object read(ScoringMetrics metrics, Map<String, String> tags) {
        return reader.read(metrics, tags);
    }
}

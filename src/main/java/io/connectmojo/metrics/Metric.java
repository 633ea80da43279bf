package io.connectmojo.metrics;

import io.connectmojo.metrics.stats.OutcomeSums;
import io.connectmojo.metrics.stats.RecentValues;
import io.connectmojo.metrics.stats.Window;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Every metric, with what the documentation says about it and how it is read. */
public enum Metric {
    RECORDS_SCORED(
            "records-scored-total",
            Type.COUNTER,
            "records",
            TagSets.TRANSFORM,
            "Records that got a prediction. A record that Connect tries again counts again.",
            "It stands still while the connector has records.",
            (m, tags) -> m.records(ScoringMetrics.SCORED)),
    RECORDS_FAILED(
            "records-failed-total",
            Type.COUNTER,
            "records",
            TagSets.TRANSFORM,
            "Records that could not be scored, whatever `on.error` then did with them.",
            "It grows: `errors-total` says why.",
            (m, tags) -> m.records(ScoringMetrics.FAILED)),
    RECORDS_PASSED(
            "records-passed-total",
            Type.COUNTER,
            "records",
            TagSets.TRANSFORM,
            "Records that passed untouched: the key or value, or the parent of all fields, is null.",
            "More than there are tombstones and deletes.",
            (m, tags) -> m.records(ScoringMetrics.PASSED)),
    ERRORS(
            "errors-total",
            Type.COUNTER,
            "records",
            TagSets.ERROR_CODE,
            "Failed records by their [error code](errors.md); `other` for a code that is not of a record.",
            "Any code grows.",
            (m, tags) -> m.errors(tags.get("code"))),
    SCORE_TIME_P50(
            "score-time-p50-us",
            Type.GAUGE,
            "microseconds",
            TagSets.TRANSFORM,
            "Median time that the transform took for a scored record, reading and writing included: of about one record"
                    + " in 16, over the current and the previous minute.",
            "It leaves its usual range.",
            (m, tags) -> m.scoreTime(0.5)),
    SCORE_TIME_P95(
            "score-time-p95-us",
            Type.GAUGE,
            "microseconds",
            TagSets.TRANSFORM,
            "95 % of these times are not longer.",
            "It leaves its usual range.",
            (m, tags) -> m.scoreTime(0.95)),
    SCORE_TIME_P99(
            "score-time-p99-us",
            Type.GAUGE,
            "microseconds",
            TagSets.TRANSFORM,
            "99 % of these times are not longer.",
            "It leaves its usual range, or nears the time that your pipeline has for a record.",
            (m, tags) -> m.scoreTime(0.99)),
    SCORE_TIME_MAX(
            "score-time-max-us",
            Type.GAUGE,
            "microseconds",
            TagSets.TRANSFORM,
            "The longest of these times.",
            "Single peaks are the garbage collector's; alertWhen when they stay.",
            (m, tags) -> m.maxScoreTime()),
    NA_SHARE(
            "na-share",
            Type.GAUGE,
            "share, 0 to 1",
            TagSets.TRANSFORM,
            "Share of the model's cells that were missing, unknown or invalid, over the current and the previous minute.",
            "It rises: a field is gone or has changed; the columns' counts say which.",
            (m, tags) -> m.missingRate()),
    MISSING(
            "missing-total",
            Type.COUNTER,
            "values",
            TagSets.COLUMN,
            "Values of the column that the record did not have.",
            "It grows faster than in training.",
            (m, tags) -> m.columns().of(tags.get("column"), ColumnTotals.MISSING)),
    UNKNOWN(
            "unknown-total",
            Type.COUNTER,
            "values",
            TagSets.COLUMN,
            "Values of the column that are no level of it.",
            "It grows: new levels came up, or the field is spelled otherwise.",
            (m, tags) -> m.columns().of(tags.get("column"), ColumnTotals.UNKNOWN)),
    INVALID(
            "invalid-total",
            Type.COUNTER,
            "values",
            TagSets.COLUMN,
            "Values of a type or text that the column cannot take.",
            "It grows: the field's type has changed.",
            (m, tags) -> m.columns().of(tags.get("column"), ColumnTotals.INVALID)),
    UNKNOWN_LEVELS(
            "unknown-levels",
            Type.TEXT,
            "text",
            TagSets.UNKNOWN_LEVELS,
            "The most frequent unknown levels of the column with their counts, cut at 64 characters; only with"
                    + " `metrics.unknown.levels`, for they are values of records.",
            "It names a level that training should have had.",
            (m, tags) -> m.unknownLevels(tags.get("column"))),
    PREDICTIONS(
            "predictions-total",
            Type.COUNTER,
            "records",
            TagSets.CLASS,
            "Records that were predicted to be of the class, or of the cluster.",
            "The shares of the classes move away from those of training.",
            (m, tags) -> m.predictions().count(tags.get("class"))),
    PREDICTIONS_NULL(
            "predictions-null-total",
            Type.COUNTER,
            "records",
            TagSets.TRANSFORM,
            "Scored records for which the model has no answer; their prediction is null.",
            "It grows, and the model should always answer.",
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
            "What `model.name` says, or the name of the file.",
            "It is not the one you expect.",
            (m, tags) -> m.modelName()),
    MODEL_DIGEST(
            "model-digest",
            Type.TEXT,
            "SHA-256 in hex",
            TagSets.TRANSFORM,
            "Which model serves.",
            "Tasks of one connector differ for longer than a reload takes.",
            (m, tags) -> m.status().digest()),
    MODEL_ENGINE(
            "model-engine",
            Type.TEXT,
            "text",
            TagSets.TRANSFORM,
            "`compiled`, or `reference`: H2O's own scoring, which is slower. The log says why.",
            "`reference`, where throughput matters.",
            (m, tags) -> m.engine()),
    MODEL_AGE(
            "model-age-seconds",
            Type.GAUGE,
            "seconds",
            TagSets.TRANSFORM,
            "How long this model has been serving in this task.",
            "It is older than your plan to retrain.",
            (m, tags) -> m.secondsSince(m.status().servingSince())),
    MODEL_LOADS(
            "model-loads-total",
            Type.COUNTER,
            "models",
            TagSets.TRANSFORM,
            "Models that have served in this task, the first one included.",
            "It does not grow after you replaced the file.",
            (m, tags) -> m.status().reloads() + 1),
    MODEL_LOADS_REFUSED(
            "model-loads-refused-total",
            Type.COUNTER,
            "looks",
            TagSets.TRANSFORM,
            "Looks at the file that found a model which could not take over.",
            "It grows: `model-problem` says why.",
            (m, tags) -> m.status().failures()),
    MODEL_STALE(
            "model-stale",
            Type.GAUGE,
            "0 or 1",
            TagSets.TRANSFORM,
            "1 while the file holds something else than the serving model, which could not take over.",
            "It is 1.",
            (m, tags) -> m.status().isStale() ? 1L : 0L),
    MODEL_STALE_SECONDS(
            "model-stale-seconds",
            Type.GAUGE,
            "seconds",
            TagSets.TRANSFORM,
            "How long that has been so; 0 when it is not.",
            "It is longer than copying a model takes.",
            (m, tags) -> m.status().isStale() ? m.secondsSince(m.status().staleSince()) : 0L),
    MODEL_PROBLEM(
            "model-problem",
            Type.TEXT,
            "error code",
            TagSets.TRANSFORM,
            "Why the file could not take over; empty when nothing is wrong.",
            "It is not empty.",
            (m, tags) -> m.status().problem().orElse("")),
    OUTCOMES(
            "outcomes",
            Type.GAUGE,
            "records",
            TagSets.OUTCOME_WINDOW,
            "Scored records whose `outcome.field` says what really happened.",
            "There are too few to tell anything.",
            (m, tags) -> m.outcomes(tags).count()),
    OUTCOMES_INVALID(
            "outcomes-invalid-total",
            Type.COUNTER,
            "records",
            TagSets.OUTCOME,
            "Outcomes that are no class of the model, or no number; they count nowhere else.",
            "It grows: the field is not what you think, or there is a new class.",
            (m, tags) -> m.outcomes().map(Outcomes::invalid).orElse(0L)),
    OUTCOME_PAIRS(
            "outcome-pairs",
            Type.GAUGE,
            "records",
            TagSets.OUTCOME_PAIR,
            "How often the class was predicted when the other one happened; for models of at most "
                    + Outcomes.MAX_PAIRED_CLASSES + " classes.",
            "One kind of mistake grows.",
            (m, tags) -> m.outcomes()
                    .map(o -> o.pairs(Window.of(tags.get("window")), tags.get("actual"), tags.get("predicted")))
                    .orElse(0L)),
    ACCURACY(
            "accuracy",
            TagSets.CLASS_OUTCOME,
            "share, 0 to 1",
            "Share of these records whose predicted class happened.",
            "It falls below that of validation.",
            OutcomeSums::accuracy),
    LOG_LOSS(
            "log-loss",
            TagSets.CLASS_OUTCOME,
            "nats",
            "Mean of −ln of the probability that the class which happened was given, at least 10⁻¹⁵.",
            "It rises above that of validation.",
            OutcomeSums::logLoss),
    BRIER(
            "brier-score",
            TagSets.CLASS_OUTCOME,
            "0 to 1; to 2 with more than two classes",
            "Mean squared error of the probabilities: of two classes that of one of them, of more their sum.",
            "It rises above that of validation.",
            OutcomeSums::brier),
    RMSE(
            "rmse",
            TagSets.NUMBER_OUTCOME,
            "that of the prediction",
            "Root of the mean squared difference between prediction and outcome.",
            "It rises above that of validation.",
            OutcomeSums::rmse),
    MAE(
            "mae",
            TagSets.NUMBER_OUTCOME,
            "that of the prediction",
            "Mean absolute difference between prediction and outcome.",
            "It rises above that of validation.",
            OutcomeSums::mae);

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

    /** A decile of the predictions. */
    Metric(String title, double share) {
        this(
                title,
                Type.GAUGE,
                "that of the prediction",
                TagSets.NUMBER,
                Math.round(share * 100) + " % of the predictions are not higher: of the first "
                        + RecentValues.SIZE + " of a task, then of the last " + RecentValues.SIZE
                        + " among about one in 16.",
                "It moves away from that of training.",
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
        this(title, Type.GAUGE, unit, tagSets, meaning, alertWhen, (m, tags) -> value.applyAsDouble(m.outcomes(tags)));
    }

    Object read(ScoringMetrics metrics, Map<String, String> tags) {
        return reader.read(metrics, tags);
    }
}

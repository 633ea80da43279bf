package io.connectmojo;

import io.connectmojo.config.MojoScorerConfig;
import io.connectmojo.config.SettingsDefinition;
import io.connectmojo.config.UnknownSettings;
import io.connectmojo.metrics.ScoringMetrics;
import io.connectmojo.problem.MojoException;
import io.connectmojo.row.ColumnCounts;
import io.connectmojo.score.Prediction;
import io.connectmojo.scoring.ErrorPolicy;
import io.connectmojo.scoring.PayloadFormat;
import io.connectmojo.scoring.ScoringArm;
import io.connectmojo.scoring.ScoringTask;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.metrics.Monitorable;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.connect.components.Versioned;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.header.Headers;
import org.apache.kafka.connect.transforms.Transformation;

/**
 * Scores the key or value of every record with an H2O-3 model and adds the prediction to it, or to the record's headers.
 * Name {@link Value} or {@link Key} as the transform's type.
 *
 * <p>A record whose key or value is null passes untouched. A record that cannot be scored is a
 * {@link org.apache.kafka.connect.errors.DataException}, or goes on with null outputs when {@code on.error=null}; nothing
 * else ever leaves {@link #apply}, but for an OutOfMemoryError. Input records are never changed. One instance serves one
 * task, on that task's thread.
 *
 * @param <R> the kind of record: source or sink
 */
public abstract class MojoScorer<R extends ConnectRecord<R>> implements Transformation<R>, Versioned, Monitorable {
    /** What the transform does, in one sentence for a catalogue. */
    public static final String OVERVIEW_DOC =
            "Scores the record's key (<code>" + Key.class.getName() + "</code>) or value (<code>"
                    + Value.class.getName() + "</code>) with an H2O-3 MOJO and adds the prediction.";

    /** Every setting, with its documentation. */
    public static final ConfigDef CONFIG_DEF = SettingsDefinition.DEFINITION;

    private ScoringTask scorer;
    private ErrorPolicy errorPolicy;
    private boolean toHeaders;
    private ScoringMetrics metrics;

    /** Made by Connect, also while it only looks for plugins: holds nothing until {@link #configure}. */
    protected MojoScorer() {}

    @Override
    public final ConfigDef config() {
        return CONFIG_DEF;
    }

    @Override
    public final String version() {
        return BuildInfo.VERSION;
    }

    @Override
    public final void configure(Map<String, ?> props) {
        configure(props, ScoringMetrics::of);
    }

    final void configure(Map<String, ?> props, ScoringTask.MetricsMaker metricsMaker) {
        close();
        MojoScorerConfig config = new MojoScorerConfig(props);
        UnknownSettings.warn(props.keySet());
        try {
            scorer = ScoringTask.open(config, metricsMaker);
        } catch (MojoException problem) {
            throw MojoScorerConfig.configException(problem);
        }
        errorPolicy = new ErrorPolicy(config.nullOnError());
        toHeaders = config.toHeaders();
        metrics = scorer.metrics();
        scorer.registration().begin();
    }

    /** Called by workers from 4.1 on, behind {@link #configure}. */
    @Override
    public final void withPluginMetrics(PluginMetrics workerMetrics) {
        scorer.registration().bindTo(workerMetrics);
    }

    @Override
    public final R apply(R record) {
        Object payload = payload(record);
        if (payload == null) {
            metrics.passed();
            return record;
        }
        long begin = metrics.begin();
        PayloadFormat format = null;
        try {
            ScoringArm binding = scorer.binding();
            format = binding.formatOf(schema(record), payload);
            Prediction prediction = binding.score(format, payload);
            if (prediction == null) {
                metrics.passed();
                return record;
            }
            R scored = withOutputs(record, format, prediction);
            metrics.scored(prediction, begin);
            binding.recordOutcome(format, payload, prediction, metrics);
            return scored;
        } catch (RuntimeException | LinkageError | StackOverflowError failure) {
            MojoException problem = ErrorPolicy.problem(failure);
            metrics.failed(problem.code());
            errorPolicy.decide(problem);
            return withoutScore(record, format, problem);
        }
    }

    private R withOutputs(R record, PayloadFormat format, Prediction prediction) {
        if (!toHeaders) {
            return with(record, format.append(payload(record), prediction), record.headers());
        }
        Headers headers = record.headers().duplicate();
        scorer.writer().addTo(headers, schema(record) != null, prediction);
        return with(record, payload(record), headers);
    }

    private R withoutScore(R record, PayloadFormat format, MojoException problem) {
        Object payload = payload(record);
        Headers headers = record.headers().duplicate();
        try {
            if (toHeaders && format != null && format.isRead()) {
                scorer.writer().addTo(headers, schema(record) != null, null);
            } else if (!toHeaders && format != null) {
                payload = format.append(payload, null);
            }
        } catch (RuntimeException noPlaceForNulls) {
            payload = payload(record);
        }
        ErrorPolicy.mark(headers, problem);
        return with(record, payload, headers);
    }

    private R with(R record, Object payload, Headers headers) {
        return withPayload(
                record, payload instanceof Struct struct ? struct.schema() : schema(record), payload, headers);
    }

    @Override
    public final void close() {
        if (scorer != null) {
            scorer.close();
            scorer = null;
        }
    }

    /** What the records lacked so far, per model column; only between {@link #configure} and {@link #close}. */
    public final ColumnCounts columnCounts() {
        return scorer.binding().counts();
    }

    /** One line for each key, relative to the transform, that is no setting of it. */
    public static List<String> unknownSettings(Set<String> keys) {
        return UnknownSettings.messages(keys);
    }

    abstract Schema schema(R record);

    abstract Object payload(R record);

    abstract R withPayload(R record, Schema schema, Object payload, Headers headers);

    /** Scores the record's key. */
    public static final class Key<R extends ConnectRecord<R>> extends MojoScorer<R> {
        @Override
        Schema schema(R record) {
            return record.keySchema();
        }

        @Override
        Object payload(R record) {
            return record.key();
        }

        @Override
        R withPayload(R record, Schema schema, Object payload, Headers headers) {
            return record.newRecord(
                    record.topic(),
                    record.kafkaPartition(),
                    schema,
                    payload,
                    record.valueSchema(),
                    record.value(),
                    record.timestamp(),
                    headers);
        }
    }

    /** Scores the record's value. */
    public static final class Value<R extends ConnectRecord<R>> extends MojoScorer<R> {
        @Override
        Schema schema(R record) {
            return record.valueSchema();
        }

        @Override
        Object payload(R record) {
            return record.value();
        }

        @Override
        R withPayload(R record, Schema schema, Object payload, Headers headers) {
            return record.newRecord(
                    record.topic(),
                    record.kafkaPartition(),
                    record.keySchema(),
                    record.key(),
                    schema,
                    payload,
                    record.timestamp(),
                    headers);
        }
    }
}

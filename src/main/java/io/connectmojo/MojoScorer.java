package io.connectmojo;

import io.connectmojo.config.MojoScorerConfig;
import io.connectmojo.config.SettingsDefinition;
import io.connectmojo.config.UnknownSettings;
import io.connectmojo.metrics.ScoringMetrics;
import io.connectmojo.metrics.export.MetricsRegistration;
import io.connectmojo.problem.MojoException;
import io.connectmojo.record.KeyOrValue;
import io.connectmojo.scoring.ScoringTask;
import io.connectmojo.scoring.arm.MetricsMaker;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.metrics.Monitorable;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.connect.components.Versioned;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.transforms.Transformation;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Scores the key or value of every record with an H2O-3 model and adds the prediction to it, or to the record's headers.
 * Name {@link Value} or {@link Key} as the transform's type.
 *
 * <p>A record whose key or value is null passes untouched, and so does a control record of Debezium. A record that cannot be scored is a
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

    private static final Logger log = LoggerFactory.getLogger(MojoScorer.class);

    private final KeyOrValue part;
    private @Nullable ScoringTask task;

    /** Made by Connect, also while it only looks for plugins: holds nothing until {@link #configure}. */
    MojoScorer(KeyOrValue part) {
        this.part = part;
    }

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

    final void configure(Map<String, ?> props, MetricsMaker metricsMaker) {
        close();
        MojoScorerConfig config = new MojoScorerConfig(props);
        log.info("MojoScorer {} scores the {}", version(), part.name().toLowerCase(Locale.ROOT));
        UnknownSettings.warn(props.keySet());
        ScoringTask opened;
        try {
            opened = ScoringTask.open(config, part, metricsMaker);
        } catch (MojoException problem) {
            throw MojoScorerConfig.configException(problem);
        }
        task = opened;
        opened.registrations().forEach(MetricsRegistration::begin);
    }

    /** Called by workers from 4.1 on, behind {@link #configure}. */
    @Override
    public final void withPluginMetrics(PluginMetrics workerMetrics) {
        configured().registrations().forEach(registration -> registration.bindTo(workerMetrics));
    }

    @Override
    public final R apply(R record) {
        return configured().apply(record);
    }

    private ScoringTask configured() {
        return Objects.requireNonNull(task, "configure comes first");
    }

    @Override
    public final void close() {
        if (task != null) {
            task.close();
            task = null;
        }
    }

    /** Scores the record's key. */
    public static final class Key<R extends ConnectRecord<R>> extends MojoScorer<R> {
        /** Holds nothing until {@link #configure}. */
        public Key() {
            super(KeyOrValue.KEY);
        }
    }

    /** Scores the record's value. */
    public static final class Value<R extends ConnectRecord<R>> extends MojoScorer<R> {
        /** Holds nothing until {@link #configure}. */
        public Value() {
            super(KeyOrValue.VALUE);
        }
    }
}

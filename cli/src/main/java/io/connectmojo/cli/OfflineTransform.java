package io.connectmojo.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.connectmojo.MojoScorer;
import io.connectmojo.config.MojoScorerConfig;
import io.connectmojo.metrics.ScoringMetrics;
import io.connectmojo.model.Model;
import io.connectmojo.problem.MojoException;
import io.connectmojo.record.KeyOrValue;
import io.connectmojo.score.RowObserver;
import io.connectmojo.scoring.ScoringTask;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;

/** A connector's transform with its converter, outside a worker: the very class that a worker runs. Not thread-safe. */
final class OfflineTransform implements AutoCloseable {
    private static final String TOPIC = "mojo";

    private final UnaryOperator<SinkRecord> scorer;
    private final Runnable closing;
    private final Function<Model, Optional<MojoException>> refusals;
    private final Consumer<PluginMetrics> shows;
    private final ColumnReport columns = new ColumnReport();
    private final WorkerConverter converter;
    private final boolean key;
    private final String format;
    private final ObjectMapper json = new ObjectMapper();
    private boolean closed;

    private OfflineTransform(
            UnaryOperator<SinkRecord> scorer,
            Runnable closing,
            Function<Model, Optional<MojoException>> refusals,
            Consumer<PluginMetrics> shows,
            ConnectorFile connector,
            String alias,
            Map<String, String> settings) {
        this.scorer = scorer;
        this.closing = closing;
        this.refusals = refusals;
        this.shows = shows;
        this.converter = WorkerConverter.of(connector, alias);
        this.key = connector.scoresKey(alias);
        this.format = settings.getOrDefault("input.format", "connect");
    }

    /** Configures the transform as a task would. Throws a {@link MojoException} or a {@link ConfigException}. */
    static OfflineTransform open(ConnectorFile connector, String alias) {
        return open(connector, alias, connector.settings(alias));
    }

    /** The same with other settings of the transform. */
    static OfflineTransform open(ConnectorFile connector, String alias, Map<String, String> settings) {
        boolean key = connector.scoresKey(alias);
        MojoScorer<SinkRecord> scorer = key ? new MojoScorer.Key<>() : new MojoScorer.Value<>();
        try {
            scorer.configure(settings);
        } catch (ConfigException e) {
            throw e.getCause() instanceof MojoException problem ? problem : e;
        }
        return opened(new OfflineTransform(
                scorer::apply,
                scorer::close,
                any -> Optional.empty(),
                scorer::withPluginMetrics,
                connector,
                alias,
                settings));
    }

    /** What the transform does with records, with somebody who looks at the rows of its model. */
    static OfflineTransform observed(
            ConnectorFile connector,
            String alias,
            Map<String, String> settings,
            Function<Model, RowObserver> observers) {
        KeyOrValue part = connector.scoresKey(alias) ? KeyOrValue.KEY : KeyOrValue.VALUE;
        ScoringTask task = ScoringTask.open(new MojoScorerConfig(settings), part, ScoringMetrics::of, observers);
        return opened(new OfflineTransform(
                task::apply,
                task::close,
                task::refusal,
                metrics -> task.registrations().forEach(registration -> registration.bindTo(metrics)),
                connector,
                alias,
                settings));
    }

    /** As a worker does: there are no MBeans then. */
    private static OfflineTransform opened(OfflineTransform transform) {
        transform.columns();
        return transform;
    }

    /** Of an observed transform: why a worker would refuse to go over to the model, after the records so far; empty when it would. */
    Optional<MojoException> refusal(Model candidate) {
        return refusals.apply(candidate);
    }

    String note() {
        return converter.note();
    }

    /** Whether that file is read as CSV with a header; delimited lines are records as they stand. */
    boolean wantsCsv(String file) {
        return SampleFields.isCsv(file) && !format.equals("delimited");
    }

    /** What the records lacked so far: the metrics are handed over anew, as columns have some once something was counted of them. */
    synchronized ColumnReport columns() {
        if (!closed) {
            shows.accept(columns);
        }
        return columns;
    }

    /** The record of a line, or of the cells of a CSV line. Throws D104. */
    SinkRecord record(Object line) {
        if (line instanceof Map<?, ?> cells) {
            return format.equals("json") ? record(Schema.STRING_SCHEMA, text(cells)) : record(null, cells);
        }
        SchemaAndValue value = converter.read((byte[]) line);
        return record(value.schema(), value.value());
    }

    /** Throws a D {@link MojoException} when the record cannot be scored. */
    SinkRecord apply(SinkRecord record) {
        try {
            return scorer.apply(record);
        } catch (DataException e) {
            throw e.getCause() instanceof MojoException problem ? problem : e;
        }
    }

    Schema schema(SinkRecord record) {
        return key ? record.keySchema() : record.valueSchema();
    }

    Object payload(SinkRecord record) {
        return key ? record.key() : record.value();
    }

    @Override
    public synchronized void close() {
        closed = true;
        closing.run();
    }

    /** The record with that key or value, which the transform scores. */
    SinkRecord record(Schema schema, Object payload) {
        return key
                ? new SinkRecord(TOPIC, 0, schema, payload, null, null, 0)
                : new SinkRecord(TOPIC, 0, null, null, schema, payload, 0);
    }

    private String text(Map<?, ?> cells) {
        try {
            return json.writeValueAsString(cells);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}

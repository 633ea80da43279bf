package io.connectmojo.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.connectmojo.MojoScorer;
import io.connectmojo.problem.MojoException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;

/** A connector's transform with its converter, outside a worker: the very class that a worker runs. Not thread-safe. */
final class OfflineTransform implements AutoCloseable {
    private static final String TOPIC = "mojo";

    private final MojoScorer<SinkRecord> scorer;
    private final WorkerConverter converter;
    private final boolean key;
    private final String format;
    private final ColumnReport columns = new ColumnReport();
    private final ObjectMapper json = new ObjectMapper();

    private OfflineTransform(MojoScorer<SinkRecord> scorer, WorkerConverter converter, boolean key, String format) {
        this.scorer = scorer;
        this.converter = converter;
        this.key = key;
        this.format = format;
        scorer.withPluginMetrics(columns);
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
        return new OfflineTransform(
                scorer, WorkerConverter.of(connector, alias), key, settings.getOrDefault("input.format", "connect"));
    }

    String note() {
        return converter.note();
    }

    /** Whether that file is read as CSV with a header; delimited lines are records as they stand. */
    boolean wantsCsv(String file) {
        return SampleFields.isCsv(file) && !format.equals("delimited");
    }

    /** What the records lacked so far. */
    ColumnReport columns() {
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
    public void close() {
        scorer.close();
    }

    private SinkRecord record(Schema schema, Object payload) {
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

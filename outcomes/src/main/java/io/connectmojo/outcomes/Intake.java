package io.connectmojo.outcomes;

import io.connectmojo.outcomes.read.RecordReader;
import io.connectmojo.outcomes.task.Counters;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the records of a topic, and skips and counts bad ones. */
abstract class Intake<K, V> implements Processor<byte[], byte[], K, V> {
    private static final Logger LOG = LoggerFactory.getLogger(Intake.class);

    final Flags flags;
    private final String topic;
    private final Map<String, Object> registry;
    private RecordReader reader;
    private ProcessorContext<K, V> context;
    private Counters counters;
    private long bad;
    private long badTold;

    /** @param registry settings of the registry; null for JSON */
    Intake(Flags flags, String topic, Map<String, Object> registry) {
        this.flags = flags;
        this.topic = topic;
        this.registry = registry;
    }

    @Override
    public void init(ProcessorContext<K, V> context) {
        this.context = context;
        reader = new RecordReader(topic, registry);
        counters = new Counters(context, "bad-records", "without-outcome");
        context.schedule(Duration.ofMinutes(1), PunctuationType.WALL_CLOCK_TIME, now -> tellBad());
    }

    @Override
    public final void process(Record<byte[], byte[]> record) {
        seen(record, context.currentSystemTimeMs());
        if (record.value() == null) {
            return;
        }
        KeyValue<K, V> taken;
        try {
            taken = take(reader.read(record.headers(), record.value()), record);
        } catch (IOException | RuntimeException e) {
            badRecord();
            return;
        }
        if (taken != null) {
            context.forward(new Record<>(taken.key, taken.value, record.timestamp()));
        }
    }

    /** Any record, before it is read. */
    void seen(Record<byte[], byte[]> record, long clock) {}

    /** What is given on; null for nothing. Anything thrown says that the record is bad. */
    abstract KeyValue<K, V> take(Object read, Record<byte[], byte[]> record) throws IOException;

    final void count(String name) {
        counters.add(name);
    }

    /** The record's key, or a field's value. */
    static byte[] joinKey(byte[] key, String field, Object record) throws IOException {
        if (field == null) {
            return key;
        }
        String label = RecordReader.label(RecordReader.field(record, field));
        return label == null ? null : label.getBytes(StandardCharsets.UTF_8);
    }

    private void badRecord() {
        counters.add("bad-records");
        if (bad++ == 0) {
            tellBad();
        }
    }

    private void tellBad() {
        if (bad > badTold) {
            LOG.warn(
                    "{} records of {} in all, task {}, could not be read and were skipped: are they {}?",
                    bad,
                    topic,
                    context.taskId(),
                    registry == null ? "JSON objects" : "Avro with schemas in the registry");
            badTold = bad;
        }
    }

    @Override
    public void close() {
        tellBad();
        reader.close();
    }
}

package io.connectmojo.outcomes;

import java.io.IOException;
import java.time.Duration;
import org.apache.kafka.common.metrics.Sensor;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads records, skips and counts bad ones, and lets the clock go on when no record comes: a tick then closes the last window, which
 * otherwise would wait for the next record.
 */
final class Intake implements Processor<byte[], byte[], String, Scored> {
    /** One key and one partition have one time: a window closes for all its pairs at once. */
    static final String KEY = "all";

    private static final Logger LOG = LoggerFactory.getLogger(Intake.class);

    private final Flags flags;
    private ScoredReader reader;
    private ProcessorContext<String, Scored> context;
    private Sensor badRecords;
    private Sensor withoutOutcome;
    private long bad;
    private long badTold;
    private long latest = -1;
    private long arrived;
    private boolean open;

    Intake(Flags flags) {
        this.flags = flags;
    }

    @Override
    public void init(ProcessorContext<String, Scored> context) {
        this.context = context;
        reader = new ScoredReader(flags);
        String task = context.taskId().toString();
        badRecords = context.metrics().addRateTotalSensor("outcomes", task, "bad-records", Sensor.RecordingLevel.INFO);
        withoutOutcome =
                context.metrics().addRateTotalSensor("outcomes", task, "without-outcome", Sensor.RecordingLevel.INFO);
        context.schedule(Duration.ofSeconds(1), PunctuationType.WALL_CLOCK_TIME, this::tick);
        context.schedule(Duration.ofMinutes(1), PunctuationType.WALL_CLOCK_TIME, now -> tellBad());
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        latest = Math.max(latest, record.timestamp());
        arrived = context.currentSystemTimeMs();
        open = true;
        if (record.value() == null) {
            return;
        }
        Scored scored;
        try {
            scored = reader.read(record.headers(), record.value());
        } catch (IOException | RuntimeException e) {
            badRecords.record();
            if (bad++ == 0) {
                tellBad();
            }
            return;
        }
        if (scored.actual() == null) {
            withoutOutcome.record();
        }
        context.forward(new Record<>(KEY, scored, record.timestamp()));
    }

    private void tick(long now) {
        long size = flags.window.toMillis();
        long close = latest - Math.floorMod(latest, size) + size + flags.grace.toMillis();
        if (open && latest + (now - arrived) >= close) {
            open = false;
            context.forward(new Record<>(KEY, Scored.TICK, close));
        }
    }

    private void tellBad() {
        if (bad > badTold) {
            LOG.warn(
                    "{} records of {} in all, task {}, could not be read and were skipped: are they {}?",
                    bad,
                    flags.input,
                    context.taskId(),
                    flags.registry == null ? "JSON objects" : "Avro with schemas in the registry");
            badTold = bad;
        }
    }

    @Override
    public void close() {
        tellBad();
        reader.close();
    }
}

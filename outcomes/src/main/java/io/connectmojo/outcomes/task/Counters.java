package io.connectmojo.outcomes.task;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.metrics.Sensor;
import org.apache.kafka.streams.processor.api.ProcessingContext;

/** Counters of one task, shown as {@code <name>-total} and {@code <name>-rate} of {@code stream-outcomes-metrics}. Not thread-safe. */
public final class Counters {
    /** The type of the metrics is {@code stream-outcomes-metrics}. */
    private static final String SCOPE = "outcomes";

    private final ProcessingContext context;
    private final Map<String, Sensor> sensors = new HashMap<>();

    public Counters(ProcessingContext context, String... names) {
        this.context = context;
        for (String name : names) {
            sensor(name);
        }
    }

    public void add(String name) {
        sensor(name).record();
    }

    private Sensor sensor(String name) {
        return sensors.computeIfAbsent(
                name,
                any -> context.metrics()
                        .addRateTotalSensor(SCOPE, context.taskId().toString(), name, Sensor.RecordingLevel.INFO));
    }
}

package io.connectmojo.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.metrics.Gauge;
import org.apache.kafka.common.metrics.MetricValueProvider;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.common.metrics.Sensor;

/**
 * What the records lacked, per column: the transform tells it to the metrics that a worker gives it, and here these are
 * given by the command. Thread-safe.
 */
final class ColumnReport implements PluginMetrics {
    /** What the transform counts for each column that it shows, with the words of the summary. */
    private enum Count {
        MISSING("missing-total", "missing"),
        UNKNOWN("unknown-total", "of unknown levels"),
        INVALID("invalid-total", "invalid");

        private final String metric;
        private final String words;

        Count(String metric, String words) {
            this.metric = metric;
            this.words = words;
        }
    }

    private static final String COLUMN = "column";

    private final Map<MetricName, Gauge<?>> gauges = new LinkedHashMap<>();

    /** One line for each column whose cells were not all filled, in the order of the model. */
    synchronized List<String> lines() {
        Map<String, List<String>> parts = new LinkedHashMap<>();
        gauges.keySet().stream()
                .filter(name -> name.tags().containsKey(COLUMN))
                .forEach(name -> parts.putIfAbsent(name.tags().get(COLUMN), new ArrayList<>()));
        for (Count count : Count.values()) {
            gauges.forEach((name, gauge) -> {
                if (name.name().equals(count.metric) && gauge.value(null, 0) instanceof Long cells && cells > 0) {
                    parts.get(name.tags().get(COLUMN)).add(cells + " " + count.words);
                }
            });
        }
        return parts.entrySet().stream()
                .filter(column -> !column.getValue().isEmpty())
                .map(column -> column.getKey() + ": " + String.join(", ", column.getValue()))
                .toList();
    }

    @Override
    public MetricName metricName(String name, String description, LinkedHashMap<String, String> tags) {
        return new MetricName(name, "plugins", description, tags);
    }

    @Override
    public synchronized void addMetric(MetricName name, MetricValueProvider<?> value) {
        gauges.put(name, (Gauge<?>) value);
    }

    @Override
    public synchronized void removeMetric(MetricName name) {
        gauges.remove(name);
    }

    @Override
    public Sensor addSensor(String name) {
        throw new UnsupportedOperationException("the transform shows gauges alone");
    }

    @Override
    public void removeSensor(String name) {
        throw new UnsupportedOperationException("the transform shows gauges alone");
    }
}

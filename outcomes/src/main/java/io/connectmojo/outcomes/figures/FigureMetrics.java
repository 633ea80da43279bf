package io.connectmojo.outcomes.figures;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.metrics.Sensor;
import org.apache.kafka.common.metrics.stats.Value;
import org.apache.kafka.streams.processor.api.ProcessingContext;

/** Shows the figures of the last window of each group as metrics; those of a group that the window lacks go. Not thread-safe. */
final class FigureMetrics {
    private static final String TYPE = "stream-outcomes-metrics";

    private final ProcessingContext context;
    private final Map<String, Sensor> sensors = new HashMap<>();

    FigureMetrics(ProcessingContext context) {
        this.context = context;
    }

    void show(Map<Group, Figures> window) {
        Set<String> shown = new HashSet<>();
        window.forEach((group, figures) -> {
            record(group, "records", figures.records(), shown);
            figures.values().forEach((name, value) -> record(group, hyphenated(name), value, shown));
        });
        Set<String> gone = new HashSet<>(sensors.keySet());
        gone.removeAll(shown);
        gone.forEach(name -> context.metrics().removeSensor(sensors.remove(name)));
    }

    private void record(Group group, String name, double value, Set<String> shown) {
        String id = context.taskId() + "/" + group.model() + "/" + group.arm() + "/window-" + name;
        shown.add(id);
        sensors.computeIfAbsent(id, any -> sensor(id, "window-" + name, group)).record(value);
    }

    private Sensor sensor(String id, String name, Group group) {
        Map<String, String> tags = new LinkedHashMap<>();
        tags.put("task-id", context.taskId().toString());
        tags.put("model", shown(group.model()));
        tags.put("arm", shown(group.arm()));
        Sensor sensor = context.metrics().addSensor(id, Sensor.RecordingLevel.INFO);
        sensor.add(new MetricName(name, TYPE, "Of the last window that closed.", tags), new Value());
        return sensor;
    }

    /** An empty tag would be no tag. */
    private static String shown(String text) {
        return text.isEmpty() ? "-" : text;
    }

    private static String hyphenated(String name) {
        return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }
}

package io.connectmojo.metrics;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One metric with its tags, to be read at any time. Does not keep the transform in memory: once that is garbage, the value
 * is null.
 */
public record MetricInstance(Metric metric, Map<String, String> tags, WeakReference<ScoringMetrics> source) {
    /** All that the transform has now; the first one has no tags, or that of the arm alone. */
    public static List<MetricInstance> all(ScoringMetrics metrics) {
        WeakReference<ScoringMetrics> source = new WeakReference<>(metrics);
        List<MetricInstance> all = new ArrayList<>();
        for (Metric metric : Metric.values()) {
            metric.tagSets
                    .tags(metrics)
                    .forEach(tags -> all.add(
                            new MetricInstance(metric, withArm(metrics.options().arm(), tags), source)));
        }
        return all;
    }

    private static Map<String, String> withArm(String arm, Map<String, String> tags) {
        if (arm.isEmpty()) {
            return tags;
        }
        Map<String, String> all = new HashMap<>(tags);
        all.put("arm", arm);
        return Map.copyOf(all);
    }

    public @Nullable Object value() {
        ScoringMetrics metrics = source.get();
        return metrics == null ? null : metric.read(metrics, tags);
    }

    /** Whether both are read from the same place. */
    public boolean isLike(MetricInstance other) {
        return metric == other.metric && tags.equals(other.tags);
    }
}

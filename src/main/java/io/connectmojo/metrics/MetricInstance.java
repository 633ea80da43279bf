package io.connectmojo.metrics;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One metric with its tags, to be read at any time. Does not keep the transform in memory: once that is garbage, the value
 * is null.
 */
public record MetricInstance(Metric metric, Map<String, String> tags, WeakReference<ScoringMetrics> source) {
    /** All that the transform has now. */
    public static List<MetricInstance> all(ScoringMetrics metrics) {
        WeakReference<ScoringMetrics> source = new WeakReference<>(metrics);
        List<MetricInstance> all = new ArrayList<>();
        for (Metric metric : Metric.values()) {
            metric.tagSets.tags(metrics).forEach(tags -> all.add(new MetricInstance(metric, tags, source)));
        }
        return all;
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

package io.connectmojo.metrics;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One metric with its tags, to be read at any time. Does not keep the transform in memory: once that is garbage, the value
 * is null.
 */
record Reading(Metric metric, Map<String, String> tags, WeakReference<ScoringMetrics> source) {
    /** All that the transform has now. */
    static List<Reading> all(ScoringMetrics metrics) {
        WeakReference<ScoringMetrics> source = new WeakReference<>(metrics);
        List<Reading> all = new ArrayList<>();
        for (Metric metric : Metric.values()) {
            metric.scope.tags(metrics).forEach(tags -> all.add(new Reading(metric, tags, source)));
        }
        return all;
    }

    Object value() {
        ScoringMetrics metrics = source.get();
        return metrics == null ? null : metric.read(metrics, tags);
    }

    /** Whether both are read from the same place. */
    boolean isLike(Reading other) {
        return metric == other.metric && tags.equals(other.tags);
    }
}

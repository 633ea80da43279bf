package io.connectmojo.metrics;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One metric with its tags, to be read at any time. Does not keep the transform in memory: once that is garbage, the value
 * is null.
 *
 * @param countsFrom until when a counter is 0, on the clock of the transform's metrics; null when it never was
 */
public record MetricInstance(
        Metric metric,
        Map<String, String> tags,
        WeakReference<ScoringMetrics> source,
        @Nullable Long countsFrom) {

    /**
     * How long the counters of one of many columns that comes up later are 0. Who reads them at least as often sees 0 before the first count, and
     * does not miss it in a rate.
     */
    public static final long FROM_ZERO_SECONDS = 30;

    /** All that the transform has now; the first one has no tags, or that of the arm alone. */
    public static List<MetricInstance> all(ScoringMetrics metrics) {
        return all(metrics, null);
    }

    /** The same for somebody who shows some of them already: counters of many columns begin at 0. */
    public static List<MetricInstance> later(ScoringMetrics metrics) {
        return !metrics.hasManyColumns()
                ? all(metrics)
                : all(metrics, metrics.now() + TimeUnit.SECONDS.toNanos(FROM_ZERO_SECONDS));
    }

    private static List<MetricInstance> all(ScoringMetrics metrics, @Nullable Long countsFrom) {
        WeakReference<ScoringMetrics> source = new WeakReference<>(metrics);
        List<MetricInstance> all = new ArrayList<>();
        for (Metric metric : Metric.values()) {
            Long from = metric.tagSets == TagSets.COLUMN ? countsFrom : null;
            metric.tagSets
                    .tags(metrics)
                    .forEach(tags -> all.add(
                            new MetricInstance(metric, withArm(metrics.options().arm(), tags), source, from)));
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
        if (metrics == null) {
            return null;
        }
        return countsFrom == null || metrics.now() - countsFrom >= 0 ? metric.read(metrics, tags) : Long.valueOf(0);
    }

    /** Whether both are read from the same place. */
    public boolean isLike(MetricInstance other) {
        return metric == other.metric && tags.equals(other.tags);
    }
}

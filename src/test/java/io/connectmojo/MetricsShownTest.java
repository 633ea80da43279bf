package io.connectmojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.connectmojo.cases.ModelFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.metrics.internals.PluginMetricsImpl;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where metrics are shown, and that each transform's are its own. */
class MetricsShownTest {
    private static final Map<String, String> TASK = Map.of("connector", "c", "task", "0", "transformation", "score");

    private final String id = UUID.randomUUID().toString();
    private final ShownMetrics beans = new ShownMetrics(id);

    private MojoScorer.Value<SinkRecord> scorer(String... settings) {
        Map<String, String> config = Houses.config(settings);
        config.put("metrics.id", id);
        MojoScorer.Value<SinkRecord> scorer = new MojoScorer.Value<>();
        scorer.configure(config);
        return scorer;
    }

    /** As Connect does, before the end of the test. */
    private static void stop(AutoCloseable something) throws Exception {
        something.close();
    }

    private static void score(MojoScorer<SinkRecord> scorer, int times) {
        for (int i = 0; i < times; i++) {
            scorer.apply(Houses.record(Houses.SCHEMA, Houses.struct()));
        }
    }

    /** The value among the worker's metrics; null when there is none. */
    private static Object worker(Metrics metrics, String name, Map<String, String> tags) {
        Map<String, String> all = new LinkedHashMap<>(TASK);
        all.putAll(tags);
        MetricName full = metrics.metricName(name, "plugins", all);
        return metrics.metric(full) == null ? null : metrics.metric(full).metricValue();
    }

    private static long plugins(Metrics metrics) {
        return metrics.metrics().keySet().stream()
                .filter(name -> name.group().equals("plugins"))
                .count();
    }

    @Test
    void beansOfOneId_areNumberedPerTransform() {
        MojoScorer.Value<SinkRecord> first = scorer();
        MojoScorer.Value<SinkRecord> second = scorer();
        score(first, 3);
        score(second, 5);
        ShownMetrics numbered = new ShownMetrics(id + "-2");
        assertThat(beans.get("records-scored-total")).isEqualTo(3L);
        assertThat(numbered.get("records-scored-total")).isEqualTo(5L);
        first.close();
        assertThat(beans.beans()).isEmpty();
        assertThat(numbered.get("records-scored-total")).isEqualTo(5L);
        assertThat(numbered.beans()).hasSizeGreaterThan(20);
        try (MojoScorer.Value<SinkRecord> third = scorer()) {
            score(third, 1);
            assertThat(beans.get("records-scored-total")).isEqualTo(1L);
        }
        second.close();
        assertThat(numbered.beans()).isEmpty();
    }

    @Test
    void theFirstAttributesToLookAtAreThere() {
        try (MojoScorer.Value<SinkRecord> scorer = scorer("model.engine", "reference")) {
            score(scorer, 40);
            assertThat(beans.get("model-name")).isEqualTo("model");
            assertThat((String) beans.get("model-digest")).matches("[0-9a-f]{64}");
            assertThat(beans.get("model-engine")).isEqualTo("reference");
            assertThat(beans.get("model-loads-total")).isEqualTo(1L);
            assertThat(beans.get("model-loads-refused-total")).isEqualTo(0L);
            assertThat(beans.get("model-stale")).isEqualTo(0L);
            assertThat((Long) beans.get("model-age-seconds")).isBetween(0L, 60L);
            assertThat(beans.get("model-problem")).isEqualTo("");
            assertThat(beans.get("na-share")).isEqualTo(0.0);
            assertThat(beans.get("prediction-p10")).isEqualTo(Houses.price());
            assertThat(beans.get("prediction-p90")).isEqualTo(Houses.price());
            double p50 = (Double) beans.get("score-time-p50-us");
            double p99 = (Double) beans.get("score-time-p99-us");
            assertThat(p50).isPositive().isLessThanOrEqualTo(p99);
            assertThat((Double) beans.get("score-time-max-us")).isGreaterThanOrEqualTo(p99 * 31 / 32);
        }
    }

    @Test
    void unknownLevels_areShownShortenedWhenAskedFor() {
        String level = "bamboo".repeat(20);
        Map<String, Object> house = Houses.map();
        house.put("main_flooring_type", level);
        try (MojoScorer.Value<SinkRecord> scorer = scorer("metrics.unknown.levels", "2")) {
            scorer.apply(Houses.record(null, house));
            assertThat(beans.get("unknown-levels", ",column=main_flooring_type"))
                    .isEqualTo(level.substring(0, 64) + " (1)");
            assertThat(beans.get("unknown-total", ",column=main_flooring_type")).isEqualTo(1L);
        }
        try (MojoScorer.Value<SinkRecord> scorer = scorer()) {
            scorer.apply(Houses.record(null, house));
            assertThatThrownBy(() -> beans.get("unknown-levels", ",column=main_flooring_type"))
                    .hasRootCauseInstanceOf(javax.management.AttributeNotFoundException.class);
        }
    }

    @Test
    void errorsAreCountedAlsoWhereTheyFailTheTask() {
        try (MojoScorer.Value<SinkRecord> scorer = scorer()) {
            assertThatThrownBy(() -> scorer.apply(Houses.record(null, 7))).isInstanceOf(DataException.class);
            assertThat(beans.get("errors-total", ",code=D001")).isEqualTo(1L);
            assertThat(beans.get("records-failed-total")).isEqualTo(1L);
        }
    }

    @Test
    void workersPluginMetrics_replaceTheBeans() throws Exception {
        try (Metrics metrics = new Metrics();
                PluginMetricsImpl plugin = new PluginMetricsImpl(metrics, TASK);
                MojoScorer.Value<SinkRecord> scorer = scorer()) {
            int attributes = beans.beans().size();
            assertThat(attributes).isPositive();
            scorer.withPluginMetrics(plugin);
            assertThat(beans.beans()).isEmpty();
            score(scorer, 4);
            assertThat(beans.beans()).isEmpty();
            assertThat(worker(metrics, "records-scored-total", Map.of())).isEqualTo(4L);
            assertThat(worker(metrics, "missing-total", Map.of("column", "sqft")))
                    .isEqualTo(0L);
            assertThat(worker(metrics, "errors-total", Map.of("code", "D004"))).isEqualTo(0L);
            assertThat(worker(metrics, "model-name", Map.of())).isEqualTo("model");
            stop(scorer);
            assertThat(plugins(metrics)).isZero();
        }
    }

    @Test
    void twoTasksOfOneWorkerNeitherShareNorDeleteEachOthersMetrics() throws Exception {
        Map<String, String> other = new TreeMap<>(TASK);
        other.put("task", "1");
        try (Metrics metrics = new Metrics();
                PluginMetricsImpl plugin = new PluginMetricsImpl(metrics, TASK);
                PluginMetricsImpl otherPlugin = new PluginMetricsImpl(metrics, other);
                MojoScorer.Value<SinkRecord> scorer = scorer();
                MojoScorer.Value<SinkRecord> otherScorer = scorer()) {
            scorer.withPluginMetrics(plugin);
            otherScorer.withPluginMetrics(otherPlugin);
            score(scorer, 2);
            score(otherScorer, 3);
            assertThat(worker(metrics, "records-scored-total", Map.of())).isEqualTo(2L);
            assertThat(worker(metrics, "records-scored-total", Map.of("task", "1")))
                    .isEqualTo(3L);
            long both = plugins(metrics);
            stop(otherScorer);
            stop(otherPlugin);
            assertThat(plugins(metrics)).isEqualTo(both / 2);
            score(scorer, 2);
            assertThat(worker(metrics, "records-scored-total", Map.of())).isEqualTo(4L);
        }
    }

    /** Connect does not close a transform when a later one of the chain cannot be configured, nor one whose task hangs. */
    @Test
    void abandonedTransform_yieldsItsNamesToTheNext() throws Exception {
        try (Metrics metrics = new Metrics();
                PluginMetricsImpl old = new PluginMetricsImpl(metrics, TASK);
                PluginMetricsImpl plugin = new PluginMetricsImpl(metrics, TASK);
                MojoScorer.Value<SinkRecord> left = scorer();
                MojoScorer.Value<SinkRecord> scorer = scorer()) {
            left.withPluginMetrics(old);
            score(left, 7);
            scorer.withPluginMetrics(plugin);
            score(scorer, 2);
            assertThat(worker(metrics, "records-scored-total", Map.of())).isEqualTo(2L);
            stop(left);
            stop(old);
            assertThat(worker(metrics, "records-scored-total", Map.of())).isEqualTo(2L);
        }
    }

    @Test
    void takenMetricNames_fallBackToBeans() throws Exception {
        try (Metrics metrics = new Metrics();
                PluginMetricsImpl stranger = new PluginMetricsImpl(metrics, TASK);
                PluginMetricsImpl plugin = new PluginMetricsImpl(metrics, TASK);
                MojoScorer.Value<SinkRecord> scorer = scorer()) {
            MetricName taken = stranger.metricName("na-share", "", new LinkedHashMap<>());
            stranger.addMetric(taken, (org.apache.kafka.common.metrics.Gauge<Long>) (config, now) -> -1L);
            scorer.withPluginMetrics(plugin);
            score(scorer, 2);
            assertThat(beans.get("records-scored-total")).isEqualTo(2L);
            assertThat(plugins(metrics)).isEqualTo(1);
            assertThat(worker(metrics, "na-share", Map.of())).isEqualTo(-1L);
        }
    }

    @Test
    void collectedTransform_leavesNoMetrics() throws Exception {
        try (Metrics metrics = new Metrics();
                PluginMetricsImpl plugin = new PluginMetricsImpl(metrics, TASK)) {
            score(scorer(), 1);
            scorer().withPluginMetrics(plugin);
            assertThat(plugins(metrics)).isPositive();
            await().atMost(Duration.ofSeconds(20)).until(() -> {
                System.gc();
                return beans.beans().isEmpty() && plugins(metrics) == 0;
            });
        }
    }

    @Test
    void reloadedModel_keepsCountsAddingItsColumns(@TempDir Path folder) throws Exception {
        ModelFolder first = ModelFolder.of("trained/gbm_regression");
        ModelFolder next = ModelFolder.of("trained/drf_regression");
        Path file = folder.resolve("model.zip");
        Files.copy(first.model(), file);
        Map<String, Object> empty = new LinkedHashMap<>();
        first.input().header().forEach(column -> empty.put(column, null));
        next.input().header().forEach(column -> empty.put(column, null));
        empty.put("income", 1000);
        String column = first.input().header().get(0);
        try (MojoScorer.Value<SinkRecord> scorer =
                scorer("model.path", file.toString(), "model.reload.interval.ms", "1000")) {
            scorer.apply(Houses.record(null, empty));
            Object digest = beans.get("model-digest");
            Files.writeString(file, "no model");
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> beans.get("model-stale").equals(1L));
            assertThat((String) beans.get("model-problem")).startsWith("M");
            assertThat((Long) beans.get("model-loads-refused-total")).isPositive();
            Path copy = Files.copy(next.model(), folder.resolve("next"));
            Files.move(copy, file, StandardCopyOption.ATOMIC_MOVE);
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> beans.get("model-loads-total").equals(2L));
            assertThat(beans.get("model-digest")).isNotEqualTo(digest);
            assertThat(beans.get("model-stale")).isEqualTo(0L);
            scorer.apply(Houses.record(null, empty));
            assertThat(beans.get("records-scored-total")).isEqualTo(2L);
            assertThat(beans.get("missing-total", ",column=" + column)).isEqualTo(2L);
            assertThat(beans.get("na-share")).isEqualTo(6.0 / 7);
        }
    }
}

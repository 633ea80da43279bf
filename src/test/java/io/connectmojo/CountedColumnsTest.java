package io.connectmojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.metrics.internals.PluginMetricsImpl;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

/** Metrics of a column come up with its first count, begin at 0, and go with the task. */
class CountedColumnsTest {
    private static final Map<String, String> TASK = Map.of("connector", "c", "task", "0", "transformation", "score");
    private static final String FLOORING = ",column=main_flooring_type";
    private static final Duration HELD = Duration.ofSeconds(31);

    private final String id = UUID.randomUUID().toString();
    private final ShownMetrics beans = new ShownMetrics(id);
    private final MovableClock clock = new MovableClock();

    private MojoScorer.Value<SinkRecord> scorer(String... settings) {
        Map<String, String> config = Houses.config(settings);
        config.put("metrics.id", id);
        config.put("drift.window.records", "0");
        MojoScorer.Value<SinkRecord> scorer = new MojoScorer.Value<>();
        scorer.configure(config, clock.metrics());
        return scorer;
    }

    private static void score(MojoScorer<SinkRecord> scorer, String field, Object value) {
        Map<String, Object> house = Houses.map();
        house.put(field, value);
        scorer.apply(Houses.record(null, house));
    }

    /** As Connect does, before the end of the test. */
    private static void stop(AutoCloseable something) throws Exception {
        something.close();
    }

    private Set<String> columns() {
        return beans.beans().stream()
                .filter(name -> name.contains("column="))
                .map(name -> name.replaceFirst(".*column=([^,]+).*", "$1"))
                .collect(Collectors.toSet());
    }

    @Test
    void columnsOfFullRecords_haveNoBean() {
        try (MojoScorer.Value<SinkRecord> scorer = scorer()) {
            for (int i = 0; i < 100; i++) {
                scorer.apply(Houses.record(Houses.SCHEMA, Houses.struct()));
            }
            assertThat(columns()).isEmpty();
            score(scorer, "main_flooring_type", "bamboo");
            await().atMost(Duration.ofSeconds(10)).until(() -> !columns().isEmpty());
            assertThat(columns()).containsExactly("main_flooring_type");
            score(scorer, "has_pool", null);
            await().atMost(Duration.ofSeconds(10)).until(() -> columns().size() > 1);
            assertThat(columns()).containsExactlyInAnyOrder("main_flooring_type", "has_pool");
        }
        assertThat(beans.beans()).isEmpty();
    }

    @Test
    void firstCounts_areReadAsRisesFromZero() {
        try (MojoScorer.Value<SinkRecord> scorer = scorer("input.invalid.values", "na")) {
            score(scorer, "main_flooring_type", "bamboo");
            score(scorer, "main_flooring_type", "cork");
            beans.awaitThere("unknown-total", FLOORING);
            assertThat(beans.get("unknown-total", FLOORING)).isEqualTo(0L);
            score(scorer, "main_flooring_type", "jute");
            assertThat(beans.get("unknown-total", FLOORING)).isEqualTo(0L);
            clock.forward(HELD);
            assertThat(beans.get("unknown-total", FLOORING)).isEqualTo(3L);
            score(scorer, "main_flooring_type", null);
            score(scorer, "main_flooring_type", new byte[] {1});
            assertThat(beans.get("unknown-total", FLOORING)).isEqualTo(3L);
            assertThat(beans.get("missing-total", FLOORING)).isEqualTo(1L);
            assertThat(beans.get("invalid-total", FLOORING)).isEqualTo(1L);
        }
    }

    @Test
    void workersMetrics_comeUpWithTheirColumn() throws Exception {
        try (Metrics metrics = new Metrics();
                PluginMetricsImpl plugin = new PluginMetricsImpl(metrics, TASK);
                MojoScorer.Value<SinkRecord> scorer = scorer()) {
            scorer.withPluginMetrics(plugin);
            assertThat(worker(metrics)).isNull();
            score(scorer, "sqft", null);
            await().atMost(Duration.ofSeconds(10)).until(() -> worker(metrics) != null);
            assertThat(worker(metrics)).isEqualTo(0L);
            clock.forward(HELD);
            assertThat(worker(metrics)).isEqualTo(1L);
            stop(scorer);
            assertThat(worker(metrics)).isNull();
        }
    }

    /** Nobody can take what was counted before for a rise. */
    @Test
    void countsBeforeMetricsAreHandedOver_showAtOnce() throws Exception {
        try (Metrics metrics = new Metrics();
                PluginMetricsImpl plugin = new PluginMetricsImpl(metrics, TASK);
                MojoScorer.Value<SinkRecord> scorer = scorer()) {
            score(scorer, "sqft", null);
            scorer.withPluginMetrics(plugin);
            assertThat(worker(metrics)).isEqualTo(1L);
        }
    }

    private static Object worker(Metrics metrics) {
        Map<String, String> tags = new LinkedHashMap<>(TASK);
        tags.put("column", "sqft");
        MetricName name = metrics.metricName("missing-total", "plugins", tags);
        return metrics.metric(name) == null ? null : metrics.metric(name).metricValue();
    }

    @Test
    void bothArms_showColumnsOfTheirOwn() {
        try (MojoScorer.Value<SinkRecord> scorer =
                scorer("challenger.model.path", Houses.MODEL.model().toString(), "challenger.compare", "1")) {
            for (int i = 0; i < 4; i++) {
                score(scorer, "sqft", null);
            }
            beans.awaitThere("missing-total", ",arm=champion,column=sqft");
            beans.awaitThere("missing-total", ",arm=challenger,column=sqft");
            clock.forward(HELD);
            assertThat(beans.get("missing-total", ",arm=champion,column=sqft")).isEqualTo(4L);
            assertThat(beans.get("missing-total", ",arm=challenger,column=sqft"))
                    .isEqualTo(4L);
        }
        assertThat(beans.beans()).isEmpty();
    }
}

package io.connectmojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.common.metrics.internals.PluginMetricsImpl;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Metrics of one of many columns come up with its first count, begin at 0, and go with the task. */
class CountedColumnsTest {
    private static final Map<String, String> TASK = Map.of("connector", "c", "task", "0", "transformation", "score");
    private static final int MANY = 51;
    private static final String SEVENTH = ",column=column_7";
    private static final Duration HELD = Duration.ofSeconds(31);

    @TempDir
    Path folder;

    private final String id = UUID.randomUUID().toString();
    private final ShownMetrics beans = new ShownMetrics(id);
    private final MovableClock clock = new MovableClock();

    private MojoScorer.Value<SinkRecord> scorer(int columns, String... settings) {
        Map<String, String> config = new HashMap<>(Map.of("model.path", model(columns)));
        for (int i = 0; i < settings.length; i += 2) {
            config.put(settings[i], settings[i + 1]);
        }
        config.put("metrics.id", id);
        MojoScorer.Value<SinkRecord> scorer = new MojoScorer.Value<>();
        scorer.configure(config, clock.metrics());
        return scorer;
    }

    private String model(int columns) {
        try {
            return Files.write(folder.resolve(columns + ".zip"), WideModels.linear(columns))
                    .toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A full record but for one field. */
    private static void score(MojoScorer<SinkRecord> scorer, int column, Object value) {
        Map<String, Object> record = new LinkedHashMap<>();
        for (int i = 0; i < MANY; i++) {
            record.put("column_" + i, i == column ? value : 1.0);
        }
        scorer.apply(Houses.record(null, record));
    }

    @Test
    void fewColumns_areThereFromTheStart() {
        try (MojoScorer.Value<SinkRecord> scorer = scorer(MANY - 1)) {
            assertThat(beans.columns()).hasSize(MANY - 1);
            assertThat(beans.get("missing-total", SEVENTH)).isEqualTo(0L);
            score(scorer, 7, null);
            assertThat(beans.get("missing-total", SEVENTH)).isEqualTo(1L);
        }
        assertThat(beans.beans()).isEmpty();
    }

    @Test
    void manyColumnsOfFullRecords_haveNoBean() {
        try (MojoScorer.Value<SinkRecord> scorer = scorer(MANY, "input.invalid.values", "na")) {
            for (int i = 0; i < 100; i++) {
                score(scorer, 0, 2.0);
            }
            assertThat(beans.columns()).isEmpty();
            score(scorer, 7, "a word");
            await().atMost(Duration.ofSeconds(10)).until(() -> !beans.columns().isEmpty());
            assertThat(beans.columns()).containsExactly("column_7");
            score(scorer, 9, null);
            await().atMost(Duration.ofSeconds(10)).until(() -> beans.columns().size() > 1);
            assertThat(beans.columns()).containsExactlyInAnyOrder("column_7", "column_9");
        }
        assertThat(beans.beans()).isEmpty();
    }

    @Test
    void firstCounts_areReadAsRisesFromZero() {
        try (MojoScorer.Value<SinkRecord> scorer = scorer(MANY, "input.invalid.values", "na")) {
            score(scorer, 7, "a word");
            score(scorer, 7, "another");
            beans.awaitThere("invalid-total", SEVENTH);
            assertThat(beans.get("invalid-total", SEVENTH)).isEqualTo(0L);
            score(scorer, 7, "a third");
            assertThat(beans.get("invalid-total", SEVENTH)).isEqualTo(0L);
            clock.forward(HELD);
            assertThat(beans.get("invalid-total", SEVENTH)).isEqualTo(3L);
            score(scorer, 7, null);
            assertThat(beans.get("invalid-total", SEVENTH)).isEqualTo(3L);
            assertThat(beans.get("missing-total", SEVENTH)).isEqualTo(1L);
        }
    }

    @Test
    void workersMetrics_comeUpWithTheirColumn() throws Exception {
        try (Metrics metrics = new Metrics();
                PluginMetricsImpl plugin = new PluginMetricsImpl(metrics, TASK)) {
            try (MojoScorer.Value<SinkRecord> scorer = scorer(MANY)) {
                scorer.withPluginMetrics((PluginMetrics) plugin);
                assertThat(worker(metrics)).isNull();
                score(scorer, 7, null);
                await().atMost(Duration.ofSeconds(10)).until(() -> worker(metrics) != null);
                assertThat(worker(metrics)).isEqualTo(0L);
                clock.forward(HELD);
                assertThat(worker(metrics)).isEqualTo(1L);
            }
            assertThat(worker(metrics)).isNull();
        }
    }

    /** Nobody can take what was counted before for a rise. */
    @Test
    void countsBeforeMetricsAreHandedOver_showAtOnce() throws Exception {
        try (Metrics metrics = new Metrics();
                PluginMetricsImpl plugin = new PluginMetricsImpl(metrics, TASK);
                MojoScorer.Value<SinkRecord> scorer = scorer(MANY)) {
            score(scorer, 7, null);
            scorer.withPluginMetrics(plugin);
            assertThat(worker(metrics)).isEqualTo(1L);
        }
    }

    private static Object worker(Metrics metrics) {
        Map<String, String> tags = new LinkedHashMap<>(TASK);
        tags.put("column", "column_7");
        MetricName name = metrics.metricName("missing-total", "plugins", tags);
        return metrics.metric(name) == null ? null : metrics.metric(name).metricValue();
    }

    @Test
    void bothArms_showColumnsOfTheirOwn() {
        try (MojoScorer.Value<SinkRecord> scorer =
                scorer(MANY, "challenger.model.path", model(MANY), "challenger.compare", "1")) {
            for (int i = 0; i < 4; i++) {
                score(scorer, 7, null);
            }
            beans.awaitThere("missing-total", ",arm=champion" + SEVENTH);
            beans.awaitThere("missing-total", ",arm=challenger" + SEVENTH);
            clock.forward(HELD);
            assertThat(beans.get("missing-total", ",arm=champion" + SEVENTH)).isEqualTo(4L);
            assertThat(beans.get("missing-total", ",arm=challenger" + SEVENTH)).isEqualTo(4L);
        }
        assertThat(beans.beans()).isEmpty();
    }
}

package io.connectmojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.connectmojo.model.profile.ProfileWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.metrics.internals.PluginMetricsImpl;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Drift of one of many columns comes up when it has moved, and goes with the task. */
class MovedColumnsTest {
    private static final int MANY = 51;
    private static final int WINDOW = 400;
    private static final String SEVENTH = ",column=column_7";

    @TempDir
    Path folder;

    private final String id = UUID.randomUUID().toString();
    private final ShownMetrics beans = new ShownMetrics(id);

    private MojoScorer.Value<SinkRecord> scorer(int columns) throws IOException {
        Path model = Files.write(folder.resolve(columns + ".zip"), WideModels.linear(columns));
        Files.writeString(
                folder.resolve(columns + ".profile.json"), ProfileWriter.write(WideModels.profile(model, columns)));
        MojoScorer.Value<SinkRecord> scorer = new MojoScorer.Value<>();
        scorer.configure(new HashMap<>(Map.of(
                "model.path", model.toString(), "metrics.id", id, "drift.window.records", Integer.toString(WINDOW))));
        return scorer;
    }

    /** A window of records with the numbers of the profile, but for columns that are moved by {@code far}. */
    private static void window(MojoScorer<SinkRecord> scorer, double far, Set<Integer> moved) {
        for (int i = 0; i < WINDOW; i++) {
            Map<String, Object> record = new LinkedHashMap<>();
            for (int column = 0; column < MANY; column++) {
                double number = (i + column) % WideModels.BINS;
                record.put("column_" + column, moved.contains(column) ? number + far : number);
            }
            scorer.apply(Houses.record(null, record));
        }
    }

    @Test
    void fewColumns_areThereFromTheStart() throws IOException {
        try (MojoScorer.Value<SinkRecord> scorer = scorer(MANY - 1)) {
            assertThat(beans.columns()).hasSize(MANY - 1);
            assertThat((Double) beans.get("drift-psi", SEVENTH)).isNaN();
            window(scorer, 0, Set.of());
            assertThat((Double) beans.get("drift-psi", SEVENTH)).isCloseTo(0, within(0.02));
        }
        assertThat(beans.beans()).isEmpty();
    }

    @Test
    void manyColumns_comeUpWhenTheyHaveMoved() throws IOException {
        try (MojoScorer.Value<SinkRecord> scorer = scorer(MANY)) {
            window(scorer, 0, Set.of());
            window(scorer, 5, Set.of(7));
            beans.awaitThere("drift-psi", SEVENTH);
            assertThat(beans.columns()).containsExactly("column_7");
            assertThat((Double) beans.get("drift-psi", SEVENTH)).isGreaterThan(1);
            assertThat((Double) beans.get("drift-out-of-range", SEVENTH)).isEqualTo(0.25);
            window(scorer, 5, Set.of(9));
            beans.awaitThere("drift-psi", ",column=column_9");
            assertThat(beans.columns()).containsExactlyInAnyOrder("column_7", "column_9");
            assertThat((Double) beans.get("drift-psi", SEVENTH))
                    .as("it is back, and its figures stay")
                    .isCloseTo(0, within(0.02));
        }
        assertThat(beans.beans()).isEmpty();
    }

    @Test
    void workersMetrics_comeUpWithTheirColumn() throws Exception {
        Map<String, String> task = Map.of("connector", "c", "task", "0", "transformation", "score");
        try (Metrics metrics = new Metrics();
                PluginMetricsImpl plugin = new PluginMetricsImpl(metrics, task);
                MojoScorer.Value<SinkRecord> scorer = scorer(MANY)) {
            scorer.withPluginMetrics(plugin);
            window(scorer, 5, Set.of(7));
            Map<String, String> tags = new LinkedHashMap<>(task);
            tags.put("column", "column_7");
            await().until(() -> metrics.metric(metrics.metricName("drift-psi", "plugins", tags)) != null);
            assertThat((Double) metrics.metric(metrics.metricName("drift-psi", "plugins", tags))
                            .metricValue())
                    .isGreaterThan(1);
        }
    }
}

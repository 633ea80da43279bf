package io.connectmojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.connectmojo.cases.ModelFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One set of metrics for all models among which records choose. */
class ModelPerRecordMetricsTest {
    private static final String MAX_MODELS = "io.connectmojo.fleet.max.models";

    @TempDir
    Path folder;

    private ShopModels shops;

    @BeforeEach
    void models() {
        shops = new ShopModels(folder);
        for (int i = 0; i < 6; i++) {
            shops.put(i + ".zip", i % 2 == 0 ? ShopModels.linear(i) : ShopModels.trees(i));
        }
    }

    @AfterEach
    void noLimit() {
        System.clearProperty(MAX_MODELS);
    }

    @Test
    void countsOfAllModels_areOneSum() {
        System.setProperty(MAX_MODELS, "2");
        try (MojoScorer.Value<SinkRecord> scorer = shops.scorer(
                "{value.shop}.zip",
                "metrics.id",
                "sum",
                "model.fallback.path",
                folder.resolve("5.zip").toString())) {
            int unknown = 0;
            int records = 60;
            for (int i = 0; i < records; i++) {
                Map<String, Object> value = ShopModels.map(Integer.toString(i % 5), 30);
                if (i % 7 == 0) {
                    value.put("plan", "never seen");
                    unknown++;
                }
                if (i % 10 == 0) {
                    value.put("age", null);
                }
                scorer.apply(Houses.record(null, value));
            }
            scorer.apply(ShopModels.record("absent", 30));
            scorer.apply(ShopModels.record("..", 30));
            ShownMetrics shown = new ShownMetrics("sum");
            assertThat(shown.get("records-scored-total")).isEqualTo(records + 2L);
            assertThat(shown.get("unknown-total", ",column=plan")).isEqualTo((long) unknown);
            assertThat(shown.get("missing-total", ",column=age")).isEqualTo(records / 10L);
            assertThat(shown.get("missing-total", ",column=plan")).isEqualTo(0L);
            assertThat(shown.get("fleet-fallbacks-total")).isEqualTo(2L);
            assertThat(shown.get("fleet-load-failures-total")).isEqualTo(1L);
            assertThat((Long) shown.get("fleet-loads-total")).isBetween(50L, 60L);
            assertThat((Integer) shown.get("fleet-models")).isBetween(1, 2);
            assertThat((Long) shown.get("fleet-evictions-total")).isGreaterThanOrEqualTo(40L);
            assertThat((Long) shown.get("fleet-bytes")).isBetween(10_000L, 1_000_000L);
            assertThat((Long) shown.get("fleet-wait-ms-total")).isPositive();
            assertThat(shown.get("model-digest")).isEqualTo("");
            assertThat(shown.get("model-loads-total")).isEqualTo(shown.get("fleet-loads-total"));
            assertThat(shown.beans()).noneMatch(name -> name.contains("model="));
            assertThat((Double) shown.get("na-share")).isGreaterThan(0.0);
        }
    }

    @Test
    void failures_areCountedBeforeThereIsAModel() {
        try (MojoScorer.Value<SinkRecord> scorer = shops.scorer("{value.shop}.zip", "metrics.id", "none")) {
            for (String shop : List.of("..", "absent", "absent")) {
                assertThatThrownBy(() -> scorer.apply(ShopModels.record(shop, 30)))
                        .hasMessageStartingWith("MOJO-D02");
            }
            ShownMetrics shown = new ShownMetrics("none");
            assertThat(shown.get("records-failed-total")).isEqualTo(3L);
            assertThat(shown.get("errors-total", ",code=D020")).isEqualTo(1L);
            assertThat(shown.get("errors-total", ",code=D021")).isEqualTo(2L);
            assertThat(shown.get("model-engine")).isEqualTo("");
            scorer.apply(ShopModels.record("1", 30));
            assertThat(shown.get("missing-total", ",column=age"))
                    .as("shown with the first model")
                    .isEqualTo(0L);
        }
    }

    @Test
    void classes_areCountedByNameOverAllModels() throws Exception {
        Files.copy(ModelFolder.of("trained/gbm_binomial").model(), folder.resolve("a.zip"));
        Files.copy(ModelFolder.of("trained/drf_binomial").model(), folder.resolve("b.zip"));
        Map<Object, Long> expected = new HashMap<>();
        try (MojoScorer.Value<SinkRecord> scorer = shops.scorer("{value.shop}.zip", "metrics.id", "classes")) {
            for (int i = 0; i < 100; i++) {
                SinkRecord scored = scorer.apply(ShopModels.record(i % 3 == 0 ? "a" : "b", 20 + i % 60));
                expected.merge(ShopModels.output(scored, "prediction"), 1L, Long::sum);
            }
            ShownMetrics shown = new ShownMetrics("classes");
            expected.forEach((name, count) -> assertThat(shown.get("predictions-total", ",class=" + name))
                    .as("%s", name)
                    .isEqualTo(count));
        }
    }

    @Test
    void outcomes_areComparedOverAllModels() {
        try (MojoScorer.Value<SinkRecord> scorer =
                shops.scorer("{value.shop}.zip", "metrics.id", "outcomes", "outcome.field", "spend")) {
            double sum = 0;
            for (int i = 0; i < 30; i++) {
                Map<String, Object> value = ShopModels.map(Integer.toString(i % 6), 30);
                value.put("spend", 100.0 + i);
                SinkRecord scored = scorer.apply(Houses.record(null, value));
                sum += Math.abs(ShopModels.prediction(scored) - 100 - i);
            }
            assertThat((Double) new ShownMetrics("outcomes").get("mae", ",window=total"))
                    .isCloseTo(sum / 30, org.assertj.core.data.Offset.offset(1e-9));
        }
    }

    @Test
    void furtherModels_addNoMetric() {
        for (int i = 6; i < 60; i++) {
            shops.put(i + ".zip", ShopModels.linear(i));
        }
        ShownMetrics shown = new ShownMetrics("many");
        try (MojoScorer.Value<SinkRecord> scorer = shops.scorer("{value.shop}.zip", "metrics.id", "many")) {
            scorer.apply(ShopModels.record("0", 30));
            Set<String> ofOne = shown.beans();
            assertThat(ofOne).isNotEmpty();
            for (int i = 0; i < 60; i++) {
                scorer.apply(ShopModels.record(Integer.toString(i), 30));
            }
            assertThat((Integer) shown.get("fleet-models")).isGreaterThanOrEqualTo(60);
            assertThat(shown.beans()).isEqualTo(ofOne);
        }
        assertThat(shown.beans()).isEmpty();
    }
}

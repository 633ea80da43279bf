package io.connectmojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.connectmojo.config.ModelSettings;
import io.connectmojo.config.MojoScorerConfig;
import io.connectmojo.delivery.KafkaFeed;
import io.connectmojo.delivery.ModelTopic;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The settings of models that records name. */
class ModelPerRecordSettingsTest {
    private static final String PATH = "/opt/models/{value.shop}.zip";

    private static Map<String, String> config(String... settings) {
        Map<String, String> config = new HashMap<>();
        for (int i = 0; i < settings.length; i += 2) {
            config.put(settings[i], settings[i + 1]);
        }
        return config;
    }

    private static List<String> problems(Map<String, String> config) {
        return MojoScorer.CONFIG_DEF.validate(config).stream()
                .map(ConfigValue::errorMessages)
                .flatMap(List::stream)
                .toList();
    }

    @Test
    void path_isFilled() {
        Map<String, String> config =
                config("model.path", PATH, "model.fallback.path", "/all.zip", "model.load.timeout.ms", "1500");
        assertThat(problems(config)).isEmpty();
        ModelSettings.OfRecords models =
                new MojoScorerConfig(config).recordModels().orElseThrow();
        assertThat(models.feed("a").toString()).isEqualTo("/opt/models/a.zip");
        assertThat(models.feed("a")).isEqualTo(models.feed("a")).isNotEqualTo(models.feed("b"));
        assertThat(models.feed("a").name()).isEqualTo("a");
        assertThat(models.fallback().orElseThrow().toString()).isEqualTo("/all.zip");
        assertThat(models.loadTimeout()).isEqualTo(Duration.ofMillis(1500));
        assertThat(new MojoScorerConfig(config("model.path", "/a.zip")).recordModels())
                .isEmpty();
    }

    @Test
    void nameOnATopic_isFilled() {
        Map<String, String> config = config(
                "model.kafka.topic", "models",
                "model.kafka.name", "churn-{key}",
                "model.kafka.bootstrap.servers", "broker:9092");
        assertThat(problems(config)).isEmpty();
        ModelSettings.OfRecords models =
                new MojoScorerConfig(config).recordModels().orElseThrow();
        assertThat(models.feed("eu"))
                .isEqualTo(new KafkaFeed(
                        new ModelTopic("broker:9092", "models", Map.of()), "churn-eu", Duration.ofSeconds(60), false));
        assertThat(models.loadTimeout()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void resource_isFilled() {
        ModelSettings.OfRecords models = new MojoScorerConfig(config("model.path", "classpath:models/{topic}.zip"))
                .recordModels()
                .orElseThrow();
        assertThat(models.feed("t").toString()).isEqualTo("classpath:models/t.zip");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/m/{shop}.zip", "/m/{value}.zip", "/m/{value.shop.zip", "/m/{value.a}{}.zip"})
    void malformedPlaceholder_isRefusedWhenSubmitted(String path) {
        assertThat(problems(config("model.path", path))).anyMatch(problem -> problem.startsWith("MOJO-C030 "));
        assertThatThrownBy(() -> new MojoScorerConfig(config("model.path", path)))
                .hasMessageStartingWith("MOJO-C030 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b{key}", "a/{key}", "{key}:"})
    void nameThatNoModelHas_isRefusedWhenSubmitted(String name) {
        assertThat(problems(config(
                        "model.kafka.topic", "models",
                        "model.kafka.name", name,
                        "model.kafka.bootstrap.servers", "broker:9092")))
                .anyMatch(problem -> problem.startsWith("MOJO-C003 ") || problem.contains("is not allowed"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{value.a}/m.zip", "models/{value.a}.zip", "http://h/{value.a}.zip"})
    void pathThatIsNoPath_isRefused(String path) {
        assertThat(problems(config("model.path", path))).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "model.sha256,0000000000000000000000000000000000000000000000000000000000000000",
        "model.profile,/opt/p.json",
        "challenger.model.path,/opt/c.zip"
    })
    void settingOfOneModel_isRefused(String key, String value) {
        assertThat(problems(config("model.path", PATH, key, value)))
                .anyMatch(problem -> problem.startsWith("MOJO-C013 "));
    }

    @Test
    void challengerWithPlaceholders_isRefused() {
        assertThat(problems(config("model.path", "/a.zip", "challenger.model.path", PATH)))
                .anyMatch(problem -> problem.startsWith("MOJO-C013 "));
        assertThat(MojoScorer.CONFIG_DEF.names())
                .doesNotContain("challenger.model.fallback.path", "challenger.model.load.timeout.ms");
    }

    @Test
    void fallback_needsPlaceholdersAndHasNone() {
        assertThat(problems(config("model.path", "/a.zip", "model.fallback.path", "/b.zip")))
                .anyMatch(problem -> problem.startsWith("MOJO-C013 "));
        assertThat(problems(config("model.path", PATH, "model.fallback.path", PATH)))
                .anyMatch(problem -> problem.startsWith("MOJO-C030 "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"auto", "none"})
    void profilesOfTheModels_areAllowed(String profile) {
        assertThat(problems(config("model.path", PATH, "model.profile", profile)))
                .isEmpty();
    }
}

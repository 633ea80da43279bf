package io.connectmojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.connectmojo.config.ChallengerSettings;
import io.connectmojo.config.MojoScorerConfig;
import io.connectmojo.config.UnknownSettings;
import io.connectmojo.delivery.KafkaFeed;
import io.connectmojo.delivery.ModelTopic;
import io.connectmojo.model.feed.ModelFeeds;
import io.connectmojo.row.match.FieldPath;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.ConfigValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The settings of a second model. */
class ChallengerSettingsTest {
    private static Map<String, String> config(String... settings) {
        Map<String, String> config = new HashMap<>(Map.of("model.path", "/old.zip"));
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
    void withoutSource_thereIsNoChallenger() {
        assertThat(new MojoScorerConfig(config()).challenger()).isEmpty();
        assertThat(new MojoScorerConfig(config()).readsMetadata()).isFalse();
    }

    @Test
    void path_isAChallengerInShadow() {
        MojoScorerConfig read = new MojoScorerConfig(config("challenger.model.path", "/new.zip"));
        ChallengerSettings challenger = read.challenger().orElseThrow();
        assertThat(challenger.inShadow()).isTrue();
        assertThat(challenger.compare()).isEqualTo(1);
        assertThat(challenger.outputField()).isEmpty();
        assertThat(challenger.model().feed()).isEqualTo(ModelFeeds.ofPath("/new.zip"));
        assertThat(challenger.model().name()).isEqualTo("new");
        assertThat(read.modelName()).isEqualTo("old");
        assertThat(read.readsMetadata()).isFalse();
    }

    @Test
    void share_isOfKeysUnlessAFieldIsNamed() {
        Map<String, String> config = config("challenger.model.path", "/new.zip", "challenger.share", "0.05");
        MojoScorerConfig read = new MojoScorerConfig(config);
        assertThat(read.challenger().orElseThrow().splitField()).isEqualTo(FieldPath.KEY);
        assertThat(read.readsMetadata()).isTrue();
        config.put("challenger.split.field", "customer.id");
        read = new MojoScorerConfig(config);
        assertThat(read.challenger().orElseThrow().splitField()).isEqualTo(FieldPath.parse("customer.id"));
        assertThat(read.readsMetadata()).isFalse();
    }

    @Test
    void topic_hasItsOwnClientSettings() {
        Map<String, String> config = config(
                "challenger.model.kafka.topic", "models",
                "challenger.model.kafka.name", "next",
                "challenger.model.kafka.bootstrap.servers", "broker:9092",
                "challenger.model.kafka.consumer.security.protocol", "SSL",
                "challenger.model.kafka.timeout.ms", "5000");
        assertThat(problems(config)).isEmpty();
        ChallengerSettings challenger =
                new MojoScorerConfig(config).challenger().orElseThrow();
        assertThat(challenger.model().feed())
                .isEqualTo(new KafkaFeed(
                        new ModelTopic("broker:9092", "models", Map.of("security.protocol", "SSL")),
                        "next",
                        Duration.ofSeconds(5)));
        assertThat(UnknownSettings.messages(config.keySet())).isEmpty();
        config.put("challenger.model.kafka.consumer.group.id", "g");
        assertThatThrownBy(() -> new MojoScorerConfig(config))
                .hasMessageStartingWith("MOJO-C020")
                .hasMessageContaining("challenger.model.kafka.consumer.group.id");
    }

    @ParameterizedTest
    @CsvSource({
        "challenger.share,0.5",
        "challenger.compare,0.5",
        "challenger.split.field,id",
        "challenger.output.field,next",
        "challenger.model.name,next",
        "challenger.model.kafka.name,next",
        "challenger.model.max.shift,0.5"
    })
    void settingWithoutChallenger_isRefusedWhenSubmitted(String key, String value) {
        assertThat(problems(config(key, value)))
                .singleElement()
                .asString()
                .startsWith("MOJO-C013 A setting needs another [" + key + "]");
        assertThatThrownBy(() -> new MojoScorerConfig(config(key, value))).hasMessageStartingWith("MOJO-C013");
    }

    @Test
    void twoChallengers_areRefusedWhenSubmitted() {
        assertThat(problems(config("challenger.model.path", "/a.zip", "challenger.model.class", "a.B")))
                .singleElement()
                .asString()
                .startsWith("MOJO-C002 Several challengers are set");
    }

    @ParameterizedTest
    @CsvSource({
        "challenger.share,1.1",
        "challenger.share,-0.1",
        "challenger.compare,NaN",
        "challenger.model.path,new.zip",
        "challenger.model.reload.interval.ms,5",
        "challenger.model.engine,fast",
        "challenger.split.field,a..b"
    })
    void wrongValue_isRefusedUnderItsOwnName(String key, String value) {
        Map<String, String> config = config("challenger.model.path", "/new.zip", key, value);
        assertThat(MojoScorer.CONFIG_DEF.validate(config))
                .filteredOn(checked -> !checked.errorMessages().isEmpty())
                .singleElement()
                .satisfies(checked -> assertThat(checked.name()).isEqualTo(key));
    }

    @ParameterizedTest
    @CsvSource({
        "challenger.output.field,prediction,output.destination,record",
        "challenger.output.field,error,output.destination,headers"
    })
    void outputsOfOneName_areRefusedWhenSubmitted(String key, String value, String other, String otherValue) {
        assertThat(problems(config("challenger.model.path", "/new.zip", key, value, other, otherValue)))
                .singleElement()
                .asString()
                .startsWith("MOJO-C013 Two settings exclude each other");
    }

    @Test
    void misspelledName_isToldWithTheNearest() {
        assertThat(UnknownSettings.messages(Set.of("challenger.model.pth")))
                .singleElement()
                .asString()
                .contains("challenger.model.path");
    }
}

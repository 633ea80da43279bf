package io.connectmojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.connectmojo.config.MojoScorerConfig;
import io.connectmojo.config.UnknownSettings;
import io.connectmojo.delivery.KafkaFeed;
import io.connectmojo.delivery.ModelTopic;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The settings of a model on a topic. */
class KafkaSettingsTest {
    private static Map<String, String> config(String... settings) {
        Map<String, String> config = new HashMap<>(Map.of(
                "model.kafka.topic", "models",
                "model.kafka.name", "churn",
                "model.kafka.bootstrap.servers", "broker:9092"));
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
    void topicWithNameAndBrokers_isAFeed() {
        MojoScorerConfig read = new MojoScorerConfig(
                config("model.kafka.timeout.ms", "5000", "model.kafka.consumer.security.protocol", "SSL"));
        assertThat(read.modelFeed())
                .isEqualTo(new KafkaFeed(
                        new ModelTopic("broker:9092", "models", Map.of("security.protocol", "SSL")),
                        "churn",
                        Duration.ofSeconds(5)));
        assertThat(read.modelName()).isEqualTo("churn");
        assertThat(read.reloadIntervalMillis()).isBetween(1L, 1000L);
        assertThat(read.modelFeed().toString()).isEqualTo("churn on models at broker:9092");
        assertThat(problems(config())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"model.kafka.name,MOJO-C013", "model.kafka.bootstrap.servers,MOJO-C013", "model.kafka.topic,MOJO-C002"})
    void halfOfIt_isRefusedWhenSubmitted(String missing, String code) {
        Map<String, String> config = config();
        config.remove(missing);
        assertThat(problems(config)).isNotEmpty().anyMatch(problem -> problem.startsWith(code));
        assertThatThrownBy(() -> new MojoScorerConfig(config)).hasMessageStartingWith(code);
    }

    @ParameterizedTest
    @CsvSource({"model.path,/a.zip", "model.class,a.B"})
    void twoModels_areRefusedWhenSubmitted(String key, String value) {
        assertThat(problems(config(key, value))).anyMatch(problem -> problem.startsWith("MOJO-C002 Several models"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "group.id",
                "group.instance.id",
                "group.protocol",
                "key.deserializer",
                "value.deserializer",
                "auto.offset.reset",
                "enable.auto.commit",
                "isolation.level",
                "allow.auto.create.topics",
                "partition.assignment.strategy",
                "interceptor.classes",
                "metric.reporters",
                "security.providers",
                "config.providers",
                "config.providers.file.class",
                "bootstrap.servers"
            })
    void whatWouldBreakTheReader_cannotBeSet(String key) {
        assertThatThrownBy(() -> new MojoScorerConfig(config("model.kafka.consumer." + key, "x")))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith(
                        "MOJO-C020 A setting of the consumer cannot be set [model.kafka.consumer." + key + "]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "com.sun.security.auth.module.JndiLoginModule required user.provider.url=\"ldap://h\";",
                "com.sun.security.auth.module.LdapLoginModule required;"
            })
    void loginByDirectory_isRefused(String jaas) {
        assertThatThrownBy(() -> new MojoScorerConfig(config("model.kafka.consumer.sasl.jaas.config", jaas)))
                .hasMessageStartingWith("MOJO-C020 ")
                .hasMessageNotContaining("ldap:");
    }

    @Test
    void secrets_standInNoText() {
        MojoScorerConfig read = new MojoScorerConfig(
                config("model.kafka.consumer.sasl.jaas.config", "a.B required password=\"secret\";"));
        assertThat(read.modelFeed().toString() + ((KafkaFeed) read.modelFeed()).source())
                .doesNotContain("secret");
    }

    @Test
    void settingsOfTheConsumer_areNotUnknown() {
        assertThat(UnknownSettings.messages(Set.of("model.kafka.consumer.security.protocol", "model.kafka.nam")))
                .singleElement()
                .asString()
                .contains("did you mean 'model.kafka.name'?");
    }
}

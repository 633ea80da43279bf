package io.connectmojo.delivery;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.connectmojo.model.library.ModelFeed;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedTopicsTest {
    private static AllowedTopics of(String list) {
        Map<String, String> settings = new HashMap<>();
        settings.put("topics", list);
        return AllowedTopics.of(settings::get);
    }

    @Test
    void noList_allowsAnyTopic() {
        assertThatCode(() -> of(null).check("models")).doesNotThrowAnyException();
    }

    @Test
    void list_allowsItsTopics() {
        assertThatCode(() -> of("a, models ,").check("models")).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "Models", "models2,other"})
    void others_areRefused(String list) {
        assertThatThrownBy(() -> of(list).check("models")).hasMessageStartingWith("MOJO-M041 ");
    }

    @Test
    void operatorsProperty_countsForAFeed() {
        ModelFeed feed = new KafkaFeed(new ModelTopic("nowhere:1", "models", Map.of()), "churn", Duration.ofSeconds(1));
        System.setProperty("io.connectmojo.model.topics", "others");
        try {
            assertThatThrownBy(() -> feed.read(() -> {})).hasMessageStartingWith("MOJO-M041 ");
        } finally {
            System.clearProperty("io.connectmojo.model.topics");
        }
    }
}

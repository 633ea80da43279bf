package io.connectmojo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.connectmojo.docs.PageRunner;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

/** The settings on the page in the archive make a transform that scores a record with a field for every column. */
class PluginReadmeTest {
    private static final String ALIAS = "transforms.score.";

    @Test
    void settings_addThePrediction() throws Exception {
        JsonNode shown = new ObjectMapper()
                .readTree("{" + PageRunner.PLUGIN_README.item().text() + "}");
        assertThat(shown.get("transforms").asText()).isEqualTo("score");
        Map<String, String> config = new HashMap<>();
        shown.properties().stream()
                .filter(entry -> entry.getKey().startsWith(ALIAS))
                .forEach(entry -> config.put(
                        entry.getKey().substring(ALIAS.length()),
                        entry.getValue().asText()));
        assertThat(config.remove("type")).isEqualTo(MojoScorer.Value.class.getName());
        assertThat(config.put("model.path", Houses.MODEL.model().toString())).endsWith("/house-prices.zip");
        try (MojoScorer.Value<SinkRecord> scorer = new MojoScorer.Value<>()) {
            scorer.configure(config);
            Map<?, ?> scored =
                    (Map<?, ?>) scorer.apply(Houses.record(null, Houses.map())).value();
            assertThat(scored.get("prediction")).isEqualTo(Houses.price());
        }
    }
}

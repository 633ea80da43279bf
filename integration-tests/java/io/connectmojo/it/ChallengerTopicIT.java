package io.connectmojo.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A champion and a challenger that are followed on a topic: the challenger is announced later, and promoted by one announcement. */
@ExtendWith(SharedCluster.class)
class ChallengerTopicIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ChildJvmCluster cluster;
    private final KafkaTopics topics;
    private final String records = KafkaTopics.uniqueName("records");
    private final ModelCase old = ModelCase.of("gbm_regression");
    private final ModelCase next = ModelCase.of("drf_regression");
    private int sent;

    @TempDir
    Path temp;

    ChallengerTopicIT(ChildJvmCluster cluster) {
        this.cluster = cluster;
        topics = new KafkaTopics(cluster.bootstrapServers());
    }

    @Test
    void announcedChallenger_isPromotedByAnAnnouncement() throws Exception {
        String models = KafkaTopics.uniqueName("models");
        try (Announcer announcer = new Announcer(cluster.bootstrapServers(), models).createTopics(Map.of())) {
            announcer.publish("spend", 1, Files.readAllBytes(old.model()));
            ConnectorConfig sink = ConnectorConfig.fileSink(records, temp.resolve("scored.txt"))
                    .with("value.converter", "org.apache.kafka.connect.storage.StringConverter")
                    .following(cluster.bootstrapServers(), models, "spend", "output.include", "model")
                    .with("transforms.score.input.format", "json")
                    .with("transforms.score.challenger.model.kafka.topic", models)
                    .with("transforms.score.challenger.model.kafka.name", "spend-next")
                    .with("transforms.score.challenger.model.kafka.bootstrap.servers", cluster.bootstrapServers())
                    .with("transforms.score.challenger.model.kafka.timeout.ms", 5000)
                    .with("transforms.score.challenger.output.field", "next");
            sink.createOn(cluster.rest());
            JsonNode alone = score(sink);
            assertThat(alone.get("prediction").asDouble()).isEqualTo(prediction(old));
            assertThat(alone.get("next").isNull()).isTrue();

            announcer.publish("spend-next", 1, Files.readAllBytes(next.model()));
            await().atMost(LIMIT).pollInterval(Duration.ofMillis(200)).untilAsserted(() -> {
                JsonNode both = score(sink);
                assertThat(both.get("prediction").asDouble()).isEqualTo(prediction(old));
                assertThat(both.get("next").asDouble()).isEqualTo(prediction(next));
            });

            announcer.publish("spend", 2, Files.readAllBytes(next.model()));
            await().atMost(LIMIT).pollInterval(Duration.ofMillis(200)).untilAsserted(() -> {
                JsonNode promoted = score(sink);
                assertThat(promoted.get("prediction").asDouble()).isEqualTo(prediction(next));
                assertThat(promoted.get("prediction_model").asText())
                        .isEqualTo("spend@" + next.digest().substring(0, 12));
            });
        }
    }

    private static double prediction(ModelCase model) throws Exception {
        return Double.parseDouble(model.expected().get(0).get("predict"));
    }

    /** Sends one row and returns what became of it. */
    private JsonNode score(ConnectorConfig sink) throws Exception {
        topics.write(records, List.of(old.records().get(0).toString()));
        sent++;
        Lines lines = new Lines(sink.file());
        await().atMost(LIMIT).until(() -> lines.count() == sent);
        return JSON.readTree(lines.all().get(sent - 1));
    }
}

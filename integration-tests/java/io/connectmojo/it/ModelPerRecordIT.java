package io.connectmojo.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Records choose their models in a real worker: from a folder, as the shipped configuration says, and from a topic. */
@ExtendWith(SharedCluster.class)
class ModelPerRecordIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ConnectCluster cluster;
    private final KafkaTopics topics;
    private final ModelCase trees = ModelCase.of("gbm_regression");
    private final ModelCase forest = ModelCase.of("drf_regression");
    private final String topic = KafkaTopics.uniqueName("customers");

    @TempDir
    Path temp;

    ModelPerRecordIT(ConnectCluster cluster) {
        this.cluster = cluster;
        topics = new KafkaTopics(cluster.bootstrapServers());
    }

    /** All rows for each of the shops in turn. */
    private List<String> rows(String... shops) throws Exception {
        List<String> rows = new ArrayList<>();
        for (ObjectNode row : trees.records()) {
            for (String shop : shops) {
                rows.add(row.deepCopy().put("shop", shop).toString());
            }
        }
        return rows;
    }

    private static double expected(ModelCase model, int row) throws Exception {
        return Double.parseDouble(model.expected().get(row).get("predict"));
    }

    @Test
    void shippedConfig_scoresEachShopWithItsModel() throws Exception {
        ConnectorConfig config = ConnectorConfig.shipped("model-per-record.json")
                .placedIn(temp)
                .unique()
                .with("topics", topic);
        Path models = temp.resolve("models");
        Files.copy(trees.model(), models.resolve("north.zip"), StandardCopyOption.REPLACE_EXISTING);
        Files.copy(forest.model(), models.resolve("south.zip"), StandardCopyOption.REPLACE_EXISTING);
        List<String> rows = rows("north", "south", "nowhere", "../north");
        topics.write(topic, rows);
        config.createOn(cluster.rest());
        Lines lines = new Lines(config.file());
        await().atMost(LIMIT).until(() -> lines.count() == rows.size());
        List<Map<String, String>> scored =
                lines.all().stream().map(Lines::fields).toList();
        for (int i = 0; i < scored.size(); i++) {
            ModelCase model = i % 4 == 1 ? forest : trees;
            String name = List.of("north", "south", "gbm_regression", "gbm_regression")
                    .get(i % 4);
            assertThat(Double.valueOf(scored.get(i).get("spend")))
                    .as("row %d", i)
                    .isEqualTo(expected(model, i / 4));
            assertThat(scored.get(i).get("spend_model"))
                    .isEqualTo(name + "@" + model.digest().substring(0, 12));
        }
    }

    @Test
    void announcedModels_areNamedByAField() throws Exception {
        String models = KafkaTopics.uniqueName("models");
        try (Announcer announcer = new Announcer(cluster.bootstrapServers(), models).createTopics(Map.of())) {
            announcer.publish("shop-north", 1, Files.readAllBytes(trees.model()));
            announcer.publish("shop-south", 1, Files.readAllBytes(forest.model()));
            List<String> rows = rows("north", "south", "nowhere");
            topics.write(topic, rows);
            ConnectorConfig config = ConnectorConfig.fileSink(topic, temp.resolve("scored.txt"))
                    .with("value.converter", "org.apache.kafka.connect.storage.StringConverter")
                    .following(cluster.bootstrapServers(), models, "shop-{value.shop}")
                    .with("transforms.score.input.format", "json")
                    .with("transforms.score.on.error", "null");
            config.createOn(cluster.rest());
            Lines lines = new Lines(config.file());
            await().atMost(LIMIT).until(() -> lines.count() == rows.size());
            List<String> scored = lines.all();
            for (int i = 0; i < scored.size(); i++) {
                JsonNode prediction = JSON.readTree(scored.get(i)).path("prediction");
                if (i % 3 == 2) {
                    assertThat(prediction.isNull()).as("row %d", i).isTrue();
                } else {
                    assertThat(prediction.asDouble())
                            .as("row %d", i)
                            .isEqualTo(expected(i % 3 == 0 ? trees : forest, i / 3));
                }
            }
            announcer.publish("shop-north", 2, Files.readAllBytes(forest.model()));
            announcer.publish("shop-nowhere", 1, Files.readAllBytes(trees.model()));
            await().atMost(LIMIT).pollInterval(Duration.ofMillis(500)).untilAsserted(() -> {
                int before = lines.count();
                topics.write(topic, rows.subList(0, 3));
                await().atMost(LIMIT).until(() -> lines.count() == before + 3);
                List<String> now = lines.all().subList(before, before + 3);
                assertThat(JSON.readTree(now.get(0)).path("prediction").asDouble())
                        .isEqualTo(expected(forest, 0));
                assertThat(JSON.readTree(now.get(2)).path("prediction").asDouble())
                        .isEqualTo(expected(trees, 0));
            });
        }
    }
}

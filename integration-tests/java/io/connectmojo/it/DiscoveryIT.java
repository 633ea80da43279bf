package io.connectmojo.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(SharedCluster.class)
class DiscoveryIT {
    @TempDir
    Path temp;

    @ParameterizedTest
    @ValueSource(strings = {"service_load", "hybrid_fail"})
    void everyDiscoveryMode_findsThePluginWithoutWarning(String discovery, ChildJvmCluster cluster) throws Exception {
        ModelCase iris = ModelCase.of("iris");
        Path lines = Files.writeString(temp.resolve("in.jsonl"), iris.records().get(0) + "\n");
        String topic = KafkaTopics.uniqueName("found");
        try (ConnectWorker worker = cluster.startWorker(KafkaLine.NEWEST, "worker-" + discovery, discovery)) {
            new InstalledPlugin(worker.rest()).assertListedWithItsVersion();
            ConnectorConfig.fileSource(lines, topic)
                    .scoring(iris.model(), "input.format", "json")
                    .createOn(worker.rest());
            assertThat(new KafkaTopics(cluster.bootstrapServers()).read(topic, 1))
                    .hasSize(1);

            assertThat(worker.log()).contains("io.connectmojo");
            assertThat(worker.log().lines())
                    .filteredOn(line -> line.contains(" WARN ") || line.contains(" ERROR "))
                    .noneMatch(line -> line.contains("connectmojo"));
        }
    }

    @Test
    void settings_haveDisplayNamesPlusDocumentation(ConnectCluster cluster) {
        JsonNode settings = cluster.rest().get("/connector-plugins/io.connectmojo.MojoScorer$Value/config");
        List<String> names = new ArrayList<>();
        for (JsonNode setting : settings) {
            names.add(setting.get("name").asText());
            assertThat(setting.get("documentation").asText())
                    .as(names.toString())
                    .isNotBlank();
            assertThat(setting.get("display_name").asText())
                    .as(names.toString())
                    .isNotBlank();
        }
        assertThat(names)
                .contains("model.path", "input.format", "input.fields", "output.field", "output.include", "on.error");
    }

    @Test
    void aKeyIsScoredAsWell(ConnectCluster cluster) throws Exception {
        ModelCase iris = ModelCase.of("iris");
        Path lines = Files.writeString(temp.resolve("in.jsonl"), iris.records().get(0) + "\n");
        String topic = KafkaTopics.uniqueName("keys");
        ConnectorConfig.fileSource(lines, topic)
                .scoring(iris.model(), "input.format", "json")
                .with("transforms.copy.type", "org.apache.kafka.connect.transforms.HoistField$Value")
                .with("transforms.copy.field", "line")
                .with("transforms.extract.type", "org.apache.kafka.connect.transforms.ValueToKey")
                .with("transforms.extract.fields", "line")
                .with("transforms.score.type", "io.connectmojo.MojoScorer$Key")
                .with("transforms", "copy, extract, unwrap, score")
                .with("transforms.unwrap.type", "org.apache.kafka.connect.transforms.ExtractField$Key")
                .with("transforms.unwrap.field", "line")
                .jsonValues(false)
                .createOn(cluster.rest());
        String expected = iris.expected().get(0).get("predict");
        KafkaTopics topics = new KafkaTopics(cluster.bootstrapServers());
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(topics.read(topic, 1))
                        .singleElement()
                        .satisfies(record -> assertThat(record.key()).contains("\"prediction\":\"" + expected + "\"")));
    }
}

package io.connectmojo.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A standalone worker, its connectors given as files on the command line. */
@ExtendWith(SharedCluster.class)
class StandaloneIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path temp;

    private final ModelCase houses = ModelCase.of("house-prices");
    private final String topic = KafkaTopics.uniqueName("standalone");

    @Test
    void itScoresEveryRecordFromFileToFileAsH2oDoes(ChildJvmCluster cluster) throws Exception {
        List<ObjectNode> records = houses.records();
        Path in = Files.write(
                temp.resolve("in.jsonl"),
                records.stream().map(ObjectNode::toString).toList());
        ConnectorConfig source = ConnectorConfig.fileSource(in, topic).scoring(houses.model(), "input.format", "json");
        Lines out = new Lines(temp.resolve("out.jsonl"));
        ConnectorConfig sink = ConnectorConfig.fileSink(topic, out.file());
        try (ConnectWorker worker =
                cluster.startStandaloneWorker(KafkaLine.NEWEST, "standalone", List.of(source, sink))) {
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(out.count()).isEqualTo(records.size()));
            assertThat(worker.rest().connectors()).containsExactlyInAnyOrder(source.name(), sink.name());
            assertThat(worker.rest().taskState(source.name())).isEqualTo("RUNNING");
        }
        List<String> lines = out.all();
        List<Map<String, String>> expected = houses.expected();
        for (int i = 0; i < lines.size(); i++) {
            double price = JSON.readTree(lines.get(i)).get("prediction").doubleValue();
            assertThat(Double.doubleToRawLongBits(price))
                    .as("row %d", i)
                    .isEqualTo(Double.doubleToRawLongBits(
                            Double.parseDouble(expected.get(i).get("predict"))));
        }
    }

    @Test
    void wrongConfiguration_isReportedInTheLogOfTheStandaloneWorker(ChildJvmCluster cluster) {
        ConnectorConfig wrong = ConnectorConfig.fileSource(temp.resolve("in.jsonl"), topic)
                .scoring(houses.model(), "output.type", "int33");
        assertThatThrownBy(() -> cluster.startStandaloneWorker(KafkaLine.NEWEST, "wrong", List.of(wrong))
                        .close())
                .hasMessageContaining("wrong ended")
                .hasMessageContaining("MOJO-C004")
                .hasMessageContaining("output.type")
                .hasMessageContaining("Fix: ");
    }
}

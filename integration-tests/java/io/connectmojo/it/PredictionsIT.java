package io.connectmojo.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every row of every shipped model against H2O's own in-cluster answers, doubles bit for bit. */
@ExtendWith(SharedCluster.class)
class PredictionsIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path temp;

    private final String topic = KafkaTopics.uniqueName("predictions");

    @ParameterizedTest
    @ValueSource(strings = {"house-prices", "iris", "airline-delays"})
    void jsonTextOfASourceIsScoredAsH2oDoes(String name, ConnectCluster cluster) throws Exception {
        ModelCase model = ModelCase.of(name);
        Path lines = Files.write(temp.resolve("in.jsonl"), texts(model.records()));
        scoring(ConnectorConfig.fileSource(lines, topic), model)
                .with("transforms.score.input.format", "json")
                .createOn(cluster.rest());

        int count = model.expected().size();
        List<Map<String, String>> scored = new ArrayList<>();
        for (var record : new KafkaTopics(cluster.bootstrapServers()).read(topic, count)) {
            scored.add(jsonFields(record.value()));
        }
        assertEqual(scored, model);
    }

    @ParameterizedTest
    @ValueSource(strings = {"house-prices", "iris", "airline-delays"})
    void mapsOfASinkAreScoredAsH2oDoes(String name, ConnectCluster cluster) throws Exception {
        ModelCase model = ModelCase.of(name);
        assertEqual(throughASink(cluster, model, texts(model.records()), false), model);
    }

    @ParameterizedTest
    @ValueSource(strings = {"house-prices", "iris", "airline-delays"})
    void structsOfASinkAreScoredAsH2oDoes(String name, ConnectCluster cluster) throws Exception {
        ModelCase model = ModelCase.of(name);
        assertThat(model.columns()).as("numbers travel as numbers").containsValue(false);
        ObjectNode schema = schema(model.columns());
        List<String> messages = new ArrayList<>();
        for (ObjectNode record : model.records()) {
            messages.add(JSON.createObjectNode()
                    .<ObjectNode>set("schema", schema)
                    .set("payload", record)
                    .toString());
        }
        assertEqual(throughASink(cluster, model, messages, true), model);
    }

    private List<Map<String, String>> throughASink(
            ConnectCluster cluster, ModelCase model, List<String> messages, boolean schemas) throws IOException {
        new KafkaTopics(cluster.bootstrapServers()).write(topic, messages);
        Lines out = new Lines(temp.resolve("out.txt"));
        scoring(ConnectorConfig.fileSink(topic, out.file()), model)
                .jsonValues(schemas)
                .createOn(cluster.rest());
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(out.count()).isEqualTo(messages.size()));
        return out.all().stream().map(Lines::fields).toList();
    }

    private static ConnectorConfig scoring(ConnectorConfig connector, ModelCase model) throws IOException {
        return new H2oAnswers(model).haveProbabilities()
                ? connector.scoring(model.model(), "output.include", "probabilities")
                : connector.scoring(model.model());
    }

    private static void assertEqual(List<Map<String, String>> scored, ModelCase model) throws IOException {
        new H2oAnswers(model).assertIn(scored, "prediction");
    }

    private static ObjectNode schema(Map<String, Boolean> columns) {
        ObjectNode schema = JSON.createObjectNode().put("type", "struct").put("optional", false);
        columns.forEach((name, text) -> schema.withArray("fields")
                .addObject()
                .put("field", name)
                .put("type", text ? "string" : "double")
                .put("optional", true));
        return schema;
    }

    private static List<String> texts(List<ObjectNode> records) {
        return records.stream().map(ObjectNode::toString).toList();
    }

    private static Map<String, String> jsonFields(String text) throws IOException {
        JsonNode json = JSON.readTree(text);
        Map<String, String> fields = new HashMap<>();
        json.properties()
                .forEach(field -> fields.put(field.getKey(), field.getValue().asText()));
        return fields;
    }
}

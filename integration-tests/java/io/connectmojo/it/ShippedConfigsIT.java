package io.connectmojo.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each file in connector-configs, started as it is but for its folders, topics and name. */
@ExtendWith(SharedCluster.class)
class ShippedConfigsIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ConnectCluster cluster;
    private final KafkaTopics topics;
    private final String topic = KafkaTopics.uniqueName("shipped");

    @TempDir
    Path temp;

    ShippedConfigsIT(ConnectCluster cluster) {
        this.cluster = cluster;
        topics = new KafkaTopics(cluster.bootstrapServers());
    }

    /** JdbcChainIT, ChangeDataIT, AvroChainIT, ModelConfigsIT, ModelPerRecordIT, RoutingIT and ModelFolderIT start these. */
    private static final List<String> ELSEWHERE = List.of(
            "house-prices-jdbc-sink.json",
            "house-prices-debezium-source.json",
            "house-prices-debezium-envelope.json",
            "house-prices-change-events-jdbc-sink.json",
            "house-prices-avro.json",
            "sensor-anomalies.json",
            "customer-churn.json",
            "champion-and-challenger.json",
            "challenger-in-shadow.json",
            "challenger-split.json",
            "one-model-per-topic.json",
            "model-per-record.json",
            "high-scores-to-a-topic.json",
            "only-high-scores.json",
            "failed-records-to-a-topic.json",
            "house-prices-from-a-folder.json");

    static List<String> files() {
        List<String> files = new ArrayList<>(ConnectorConfig.shippedFiles());
        files.removeAll(ELSEWHERE);
        return files;
    }

    @ParameterizedTest
    @MethodSource("files")
    void itRunsAsItIsShipped(String file) throws Exception {
        ConnectorConfig shipped = ConnectorConfig.shipped(file);
        assertThat(shipped.name() + ".json").isEqualTo(file);
        ConnectorConfig config = shipped.placedIn(temp).unique();
        switch (file) {
            case "house-prices-file-source.json" -> housePricesFileSource(config);
            case "scored-file-sink.json" -> scoredFileSink(config);
            case "house-prices-on-the-sink-side.json" -> housePricesOnTheSinkSide(config);
            case "iris-renamed-fields.json" -> irisRenamedFields(config);
            case "airline-delays.json" -> airlineDelays(config);
            case "house-prices-from-a-topic.json" -> housePricesFromATopic(config);
            default -> fail("no test starts connector-configs/" + file);
        }
    }

    private void housePricesFileSource(ConnectorConfig config) throws Exception {
        ModelCase houses = ModelCase.of("house-prices");
        ObjectNode house = houses.records().get(0).putNull("selling_price");
        Files.writeString(config.file(), house + "\n");
        config.with("topic", topic).createOn(cluster.rest());
        double price = Double.parseDouble(houses.expected().get(0).get("predict"));
        assertThat(JSON.readTree(onlyValue()))
                .isEqualTo(JSON.readTree(
                        house.put("selling_price", (int) Math.rint(price)).toString()));
    }

    private void scoredFileSink(ConnectorConfig config) {
        topics.write(topic, List.of("{\"selling_price\":1}"));
        config.with("topics", topic).createOn(cluster.rest());
        await().atMost(LIMIT).untilAsserted(() -> assertThat(config.file()).hasContent("{\"selling_price\":1}\n"));
    }

    private void housePricesOnTheSinkSide(ConnectorConfig config) throws Exception {
        ModelCase houses = ModelCase.of("house-prices");
        String dead = KafkaTopics.uniqueName("not-scored");
        topics.write(topic, List.of("no JSON", houses.records().get(0).toString()));
        config.with("topics", topic)
                .with("errors.deadletterqueue.topic.name", dead)
                .createOn(cluster.rest());
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(config.file()).content().endsWith("}\n"));
        JsonNode scored = JSON.readTree(config.file().toFile());
        assertThat(scored.get("selling_price").asDouble())
                .isEqualTo(Double.parseDouble(houses.expected().get(0).get("predict")));
        assertThat(topics.read(dead, 1))
                .singleElement()
                .satisfies(letter -> assertThat(letter.value()).isEqualTo("no JSON"));
    }

    private void irisRenamedFields(ConnectorConfig config) throws Exception {
        ModelCase iris = ModelCase.of("iris");
        ObjectNode flower = JSON.createObjectNode();
        iris.records().get(0).properties().forEach(field -> flower.set(camelCase(field.getKey()), field.getValue()));
        assertThat(flower.has("sepalLength")).isTrue();
        topics.write(topic, List.of(flower.toString()));
        config.with("topics", topic).createOn(cluster.rest());
        Map<String, String> expected = iris.expected().get(0);
        List<String> parts = new ArrayList<>(List.of("species=" + expected.get("predict")));
        expected.forEach((name, value) -> {
            if (!name.equals("predict")) {
                parts.add("species_p_" + name + "=" + Double.parseDouble(value));
            }
        });
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(config.file()).content().contains(parts));
    }

    private void airlineDelays(ConnectorConfig config) throws Exception {
        ModelCase flights = ModelCase.of("airline-delays");
        Files.writeString(config.file(), flights.records().get(0) + "\n");
        config.with("topic", topic).createOn(cluster.rest());
        JsonNode scored = JSON.readTree(onlyValue());
        Map<String, String> expected = flights.expected().get(0);
        assertThat(scored.get("delayed").asText()).isEqualTo(expected.get("predict"));
        assertThat(scored.get("delayed_model").asText()).matches("airline-delays@[0-9a-f]{12}");
        expected.forEach((name, value) -> {
            if (!name.equals("predict")) {
                assertThat(scored.get("delayed_p_" + name).asDouble()).isEqualTo(Double.parseDouble(value));
            }
        });
    }

    private void housePricesFromATopic(ConnectorConfig config) throws Exception {
        ModelCase houses = ModelCase.of("house-prices");
        String models = KafkaTopics.uniqueName("models");
        byte[] zip = Files.readAllBytes(houses.model());
        try (Announcer announcer = new Announcer(cluster.bootstrapServers(), models).createTopics(Map.of())) {
            announcer.publish("house-prices", 1, zip);
        }
        ObjectNode house = houses.records().get(0).putNull("selling_price");
        Files.writeString(config.file(), house + "\n");
        config.with("topic", topic)
                .with("transforms.score.model.kafka.topic", models)
                .with("transforms.score.model.kafka.bootstrap.servers", cluster.bootstrapServers())
                .createOn(cluster.rest());
        JsonNode scored = JSON.readTree(onlyValue());
        assertThat(scored.get("selling_price").asDouble())
                .isEqualTo(Double.parseDouble(houses.expected().get(0).get("predict")));
        assertThat(scored.get("selling_price_model").asText())
                .isEqualTo("house-prices@" + Announcer.sha256(zip).substring(0, 12));
    }

    private String onlyValue() {
        return assertThat(topics.read(topic, 1)).singleElement().actual().value();
    }

    private static String camelCase(String name) {
        StringBuilder camel = new StringBuilder();
        boolean upper = false;
        for (char c : name.toCharArray()) {
            if (c == '_') {
                upper = true;
            } else {
                camel.append(upper ? Character.toUpperCase(c) : c);
                upper = false;
            }
        }
        return camel.toString();
    }
}

package io.connectmojo.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The shipped configurations in which Kafka's own transforms act on what a record was scored, or on why it was not. */
@ExtendWith(SharedCluster.class)
class RoutingIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final double HIGH = 0.6;

    private final ConnectCluster cluster;
    private final KafkaTopics topics;

    @TempDir
    Path temp;

    RoutingIT(ConnectCluster cluster) {
        this.cluster = cluster;
        topics = new KafkaTopics(cluster.bootstrapServers());
    }

    @Test
    void highScores_goToTheirOwnTopic() throws Exception {
        ModelCase churn = ModelCase.of("churn-glm");
        String others = KafkaTopics.uniqueName("scored");
        String atRisk = KafkaTopics.uniqueName("at-risk");
        ConnectorConfig config = shipped("high-scores-to-a-topic.json")
                .with("topic", others)
                .with("transforms.route.replacement", atRisk);
        Files.write(
                config.file(),
                churn.records().stream().map(ObjectNode::toString).toList());
        config.createOn(cluster.rest());

        List<Double> high = new ArrayList<>();
        List<Double> low = new ArrayList<>();
        for (Map<String, String> row : churn.expected()) {
            double yes = Double.parseDouble(row.get("Yes"));
            (yes >= HIGH ? high : low).add(yes);
        }
        assertThat(high).hasSizeBetween(3, churn.expected().size() - 3);
        List<JsonNode> routed = values(topics.read(atRisk, high.size()));
        List<JsonNode> stayed = values(topics.read(others, low.size()));
        assertThat(routed)
                .extracting(value -> value.get("churn_p_Yes").asDouble())
                .containsExactlyElementsOf(high);
        assertThat(stayed)
                .extracting(value -> value.get("churn_p_Yes").asDouble())
                .containsExactlyElementsOf(low);
        assertThat(routed)
                .allSatisfy(
                        value -> assertThat(value.get("churn_band").asText()).isEqualTo("high"));
        assertThat(stayed)
                .allSatisfy(value -> assertThat(value.get("churn_band").asText())
                        .isEqualTo(value.get("churn_p_Yes").asDouble() < 0.2 ? "low" : "medium"));
    }

    @Test
    void onlyHighScores_reachTheSink() throws Exception {
        ModelCase churn = ModelCase.of("churn-glm");
        String topic = KafkaTopics.uniqueName("customers");
        topics.write(topic, churn.records().stream().map(ObjectNode::toString).toList());
        ConnectorConfig config = shipped("only-high-scores.json").with("topics", topic);
        config.createOn(cluster.rest());

        List<Double> high = churn.expected().stream()
                .map(row -> Double.valueOf(row.get("Yes")))
                .filter(yes -> yes >= HIGH)
                .toList();
        Lines out = new Lines(config.file());
        await().atMost(LIMIT).untilAsserted(() -> assertThat(out.count()).isEqualTo(high.size()));
        assertThat(out.all().stream().map(Lines::fields).map(fields -> Double.valueOf(fields.get("churn_p_Yes"))))
                .containsExactlyElementsOf(high);
    }

    @Test
    void failedRecords_goToAnErrorTopicOfASource() throws Exception {
        ModelCase houses = ModelCase.of("house-prices");
        String name = KafkaTopics.uniqueName("houses");
        ConnectorConfig config = shipped("failed-records-to-a-topic.json").with("topic", name + "-scored");
        ObjectNode good = houses.records().get(0);
        ObjectNode bad = good.deepCopy().put("sqft", "many");
        Files.write(config.file(), List.of(good.toString(), bad.toString(), "no JSON", good.toString()));
        config.createOn(cluster.rest());

        double price = Double.parseDouble(houses.expected().get(0).get("predict"));
        List<ConsumerRecord<String, String>> scored = topics.read(name + "-scored", 2);
        assertThat(values(scored))
                .hasSize(2)
                .allSatisfy(value ->
                        assertThat(value.get("selling_price").asDouble()).isEqualTo(price));
        assertThat(scored).allSatisfy(record -> assertThat(record.headers()).isEmpty());

        List<ConsumerRecord<String, String>> failed = topics.read(name + "-not-scored", 2);
        assertThat(failed).hasSize(2);
        assertThat(JSON.readTree(failed.get(0).value()))
                .isEqualTo(JSON.readTree(bad.putNull("selling_price").toString()));
        assertThat(error(failed.get(0)))
                .startsWith("MOJO-D004 ")
                .contains("sqft")
                .doesNotContain("many");
        assertThat(failed.get(1).value()).isEqualTo("no JSON");
        assertThat(error(failed.get(1))).startsWith("MOJO-D007 ");
        assertThat(cluster.rest().taskState(config.name())).isEqualTo("RUNNING");
    }

    private ConnectorConfig shipped(String file) throws Exception {
        return ConnectorConfig.shipped(file).placedIn(temp).unique();
    }

    private static List<JsonNode> values(List<ConsumerRecord<String, String>> records) throws Exception {
        List<JsonNode> values = new ArrayList<>();
        for (ConsumerRecord<String, String> record : records) {
            values.add(JSON.readTree(record.value()));
        }
        return values;
    }

    private static String error(ConsumerRecord<String, String> record) {
        return new String(record.headers().lastHeader("mojo.error").value(), StandardCharsets.UTF_8);
    }
}

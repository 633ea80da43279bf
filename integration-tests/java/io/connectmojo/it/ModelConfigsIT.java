package io.connectmojo.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hex.genmodel.MojoModel;
import hex.genmodel.easy.EasyPredictModelWrapper;
import hex.genmodel.easy.RowData;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The shipped configurations about models: an auto-encoder, a threshold, two models on one record, one model per topic. */
@ExtendWith(SharedCluster.class)
class ModelConfigsIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ConnectCluster cluster;
    private final KafkaTopics topics;
    private final String topic = KafkaTopics.uniqueName("models");

    @TempDir
    Path temp;

    ModelConfigsIT(ConnectCluster cluster) {
        this.cluster = cluster;
        topics = new KafkaTopics(cluster.bootstrapServers());
    }

    @Test
    void aSensorsVectorIsAnAnomalyFromAnErrorOn() throws Exception {
        ModelCase sensor = ModelCase.of("sensor-autoencoder");
        List<String> values = new ArrayList<>();
        for (ObjectNode record : sensor.records()) {
            ArrayNode signal = JSON.createArrayNode();
            record.forEach(signal::add);
            values.add(JSON.createObjectNode().set("signal", signal).toString());
        }
        List<Map<String, String>> scored = run(start("sensor-anomalies.json", "topics", topic), values);
        EasyPredictModelWrapper wrapper =
                new EasyPredictModelWrapper(MojoModel.load(sensor.model().toString()));
        int anomalies = 0;
        for (int i = 0; i < scored.size(); i++) {
            RowData row = new RowData();
            sensor.records()
                    .get(i)
                    .properties()
                    .forEach(cell -> row.put(
                            cell.getKey(),
                            cell.getValue().isNull()
                                    ? Double.NaN
                                    : cell.getValue().asDouble()));
            double error = wrapper.predictAutoEncoder(row).mse;
            if (Double.isNaN(error)) {
                assertThat(scored.get(i).get("error")).isEqualTo("null");
                continue;
            }
            assertThat(Double.valueOf(scored.get(i).get("error")))
                    .as("row %d", i)
                    .isEqualTo(error);
            assertThat(scored.get(i).get("error_exceeded")).isEqualTo(String.valueOf(error >= 0.01));
            anomalies += error >= 0.01 ? 1 : 0;
        }
        assertThat(anomalies).isBetween(1, scored.size() - 1);
    }

    @Test
    void aCustomerChurnsFromAThresholdOnAsABoolean() throws Exception {
        ModelCase churn = ModelCase.of("churn-glm");
        List<Map<String, String>> scored = run(start("customer-churn.json", "topics", topic), texts(churn.records()));
        List<Map<String, String>> expected = churn.expected();
        for (int i = 0; i < expected.size(); i++) {
            double yes = Double.parseDouble(expected.get(i).get("Yes"));
            assertThat(Double.valueOf(scored.get(i).get("churn_p_Yes"))).isEqualTo(yes);
            assertThat(scored.get(i).get("churn")).isEqualTo(String.valueOf(yes >= 0.5));
        }
    }

    @Test
    void failingChallenger_doesNotFailTheChampion() throws Exception {
        ModelCase champion = ModelCase.of("gbm_regression");
        ModelCase challenger = ModelCase.of("drf_regression");
        List<ObjectNode> records = champion.records();
        assertThat(records).isEqualTo(challenger.records());
        int[] loadedBefore = {loaded(champion), loaded(challenger)};
        List<Map<String, String>> scored =
                run(start("champion-and-challenger.json", "topics", topic, "tasks.max", 2), texts(records));
        int failed = 0;
        for (int i = 0; i < records.size(); i++) {
            Map<String, String> record = scored.get(i);
            assertThat(Double.valueOf(record.get("champion")))
                    .as("row %d", i)
                    .isEqualTo(Double.valueOf(champion.expected().get(i).get("predict")));
            assertThat(record.get("champion_model")).isEqualTo(stamp("gbm_regression", champion));
            if (record.get("challenger").equals("null")) {
                failed++;
                assertThat(record.get("challenger_model")).isEqualTo("null");
                assertThat(records.get(i).toString()).as("row %d", i).contains("never seen");
            } else {
                assertThat(Double.valueOf(record.get("challenger")))
                        .isEqualTo(Double.valueOf(challenger.expected().get(i).get("predict")));
                assertThat(record.get("challenger_model")).isEqualTo(stamp("drf_regression", challenger));
            }
        }
        assertThat(failed).isBetween(1, records.size() / 2);
        assertThat(List.of(loaded(champion), loaded(challenger)))
                .as("lines of loading")
                .doesNotContain(0);
        assertThat(loaded(champion) - loadedBefore[0])
                .as("copies of the champion")
                .isLessThanOrEqualTo(1);
        assertThat(loaded(challenger) - loadedBefore[1])
                .as("copies of the challenger")
                .isLessThanOrEqualTo(1);
    }

    @Test
    void challengerInShadow_isNotSeenInRecords() throws Exception {
        ModelCase champion = ModelCase.of("gbm_regression");
        ModelCase challenger = ModelCase.of("drf_regression");
        int loadedBefore = loaded(challenger);
        List<ObjectNode> records = champion.records();
        ConnectorConfig config = start("challenger-in-shadow.json", "topics", topic);
        List<Map<String, String>> scored = run(config, texts(records));
        for (int i = 0; i < records.size(); i++) {
            assertThat(scored.get(i)).containsOnlyKeys(keys(records.get(i), "prediction", "prediction_model"));
            assertThat(Double.valueOf(scored.get(i).get("prediction")))
                    .isEqualTo(Double.valueOf(champion.expected().get(i).get("predict")));
            assertThat(scored.get(i).get("prediction_model")).isEqualTo(stamp("gbm_regression", champion));
        }
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(cluster.workerLog())
                        .contains("Challenger drf_regression@"
                                + challenger.digest().substring(0, 12) + " serves"));
        assertThat(loaded(challenger)).isLessThanOrEqualTo(loadedBefore + 1);
    }

    @Test
    void splitChallenger_answersItsCustomers() throws Exception {
        ModelCase champion = ModelCase.of("gbm_regression");
        ModelCase challenger = ModelCase.of("drf_regression");
        List<ObjectNode> records = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            records.add(champion.records().get(0).deepCopy().put("customer", i));
        }
        ConnectorConfig config = start("challenger-split.json", "topics", topic);
        List<Map<String, String>> scored = run(config, texts(records));
        Double first = Double.valueOf(champion.expected().get(0).get("predict"));
        Double second = Double.valueOf(challenger.expected().get(0).get("predict"));
        int answered = 0;
        for (int i = 0; i < records.size(); i++) {
            int hash = Utils.murmur2(("mojo" + i).getBytes(StandardCharsets.UTF_8));
            boolean challengers = Integer.toUnsignedLong(hash) < 0.05 * 4_294_967_296.0;
            Map<String, String> record = scored.get(i);
            assertThat(record.get("prediction_arm")).isEqualTo(challengers ? "challenger" : "champion");
            assertThat(Double.valueOf(record.get("prediction"))).isEqualTo(challengers ? second : first);
            assertThat(Double.valueOf(record.get("prediction_challenger"))).isEqualTo(second);
            answered += challengers ? 1 : 0;
        }
        assertThat(answered).isBetween(5, 30);
    }

    private static String[] keys(ObjectNode record, String... further) {
        List<String> keys = new ArrayList<>(List.of(further));
        record.fieldNames().forEachRemaining(keys::add);
        return keys.toArray(new String[0]);
    }

    @Test
    void eachTopicHasItsModel() throws Exception {
        ModelCase business = ModelCase.of("gbm_regression");
        ModelCase others = ModelCase.of("drf_regression");
        String first = KafkaTopics.uniqueName("customers-business");
        String second = KafkaTopics.uniqueName("customers-private");
        List<String> records = texts(business.records());
        topics.write(first, records);
        topics.write(second, records);
        ConnectorConfig config = start("one-model-per-topic.json", "topics", first + "," + second);
        List<Map<String, String>> scored = awaitLines(config, 2 * records.size());
        assertPredictions(scored, "gbm_regression", business);
        assertPredictions(scored, "drf_regression", others);
    }

    private static void assertPredictions(List<Map<String, String>> scored, String name, ModelCase model)
            throws Exception {
        assertThat(scored.stream()
                        .filter(record -> record.get("prediction_model").startsWith(name + "@"))
                        .map(record -> Double.valueOf(record.get("prediction"))))
                .containsExactlyElementsOf(model.expected().stream()
                        .map(row -> Double.valueOf(row.get("predict")))
                        .toList());
    }

    private static String stamp(String name, ModelCase model) throws Exception {
        return name + "@" + model.digest().substring(0, 12);
    }

    private ConnectorConfig start(String file, Object... changes) throws Exception {
        ConnectorConfig config = ConnectorConfig.shipped(file).placedIn(temp).unique();
        for (int i = 0; i < changes.length; i += 2) {
            config = config.with((String) changes[i], changes[i + 1]);
        }
        config.createOn(cluster.rest());
        return config;
    }

    private List<Map<String, String>> run(ConnectorConfig config, List<String> values) {
        topics.write(topic, values);
        return awaitLines(config, values.size());
    }

    private static List<Map<String, String>> awaitLines(ConnectorConfig config, int count) {
        Lines out = new Lines(config.file());
        await().atMost(LIMIT).untilAsserted(() -> assertThat(out.count()).isEqualTo(count));
        return out.all().stream().map(Lines::fields).toList();
    }

    /** How often the worker has loaded the model's content. */
    private int loaded(ModelCase model) throws Exception {
        String line = "Model " + model.digest().substring(0, 12) + " loaded";
        return cluster.workerLog().split(line, -1).length - 1;
    }

    private static List<String> texts(List<ObjectNode> records) {
        return records.stream().map(ObjectNode::toString).toList();
    }
}

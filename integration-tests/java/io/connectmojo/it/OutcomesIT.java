package io.connectmojo.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.connectmojo.docs.GeneratedPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The companion, as it is built, beside a worker. */
@ExtendWith(SharedCluster.class)
class OutcomesIT {
    private static final Path JAR =
            Path.of(System.getProperty("outcomes.jar", "target/outcomes-build/outcomes/target/mojo-outcomes.jar"));
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int WINDOW = 1_000;
    private static final int BATCHES = 3;

    @TempDir
    Path temp;

    @Test
    void thePageShowsTheFlagsThatTheProgramShows() throws Exception {
        try (JvmProcess help = JvmProcess.startJar(JAR, temp, "help", List.of(), List.of("--help"))) {
            help.awaitSuccess(LIMIT);
            GeneratedPage.agrees(Path.of("docs/outcomes.md"), "flags", "\n```\n" + help.log() + "```\n\n");
        }
    }

    @Test
    void aMissingInputIsNamedWithWhatToDo(ConnectCluster cluster) throws Exception {
        try (JvmProcess outcomes = start(cluster, "no-such-topic", List.of())) {
            outcomes.await(LIMIT, () -> outcomes.log().contains("there is no topic no-such-topic"));
        }
    }

    /** Actual species as Fisher found them, predictions as H2O's cluster answered, timestamps as the broker has them. */
    @Test
    void theCountsOfAnIrisStreamAreThoseOfAnIndependentCount(ConnectCluster cluster) throws Exception {
        KafkaTopics topics = new KafkaTopics(cluster.bootstrapServers());
        String topic = KafkaTopics.uniqueName("flowers");
        List<String> flowers = Files.readAllLines(ModelCase.of("iris").folder().resolve("records.jsonl"));
        Path file = Files.writeString(temp.resolve("flowers.jsonl"), "");
        ConnectorConfig.fileSource(file, topic)
                .scoring(ModelCase.of("iris").model(), "input.format", "json")
                .with(
                        "transforms.score.input.fields",
                        "sepal_length:sepalLength, sepal_width:sepalWidth, petal_length:petalLength, petal_width:petalWidth")
                .createOn(cluster.rest());
        append(file, flowers);
        topics.read(topic, flowers.size());
        JvmProcess outcomes = start(cluster, topic, List.of("--min-accuracy=1", "--alert-windows=1"));
        try (outcomes) {
            for (int batch = 1; batch < BATCHES; batch++) {
                Thread.sleep(WINDOW);
                append(file, flowers);
            }
            int count = BATCHES * flowers.size();
            Map<String, Long> expected = independentCount(topics.read(topic, count), flowers);
            assertThat(expected.values().stream().mapToLong(Long::longValue).sum())
                    .isEqualTo(count);

            assertThat(counts(topics.read(topic + "-window-counts", expected.size(), LIMIT)))
                    .isEqualTo(expected);
            long total = 0;
            long correct = 0;
            boolean below = false;
            for (var record : topics.read(topic + "-window-accuracy", windows(expected), LIMIT)) {
                JsonNode window = JSON.readTree(record.value());
                assertThat(window.get("accuracy").asDouble())
                        .isEqualTo(window.get("correct").asDouble()
                                / window.get("total").asDouble());
                total += window.get("total").asLong();
                correct += window.get("correct").asLong();
                below |= window.get("accuracy").asDouble() < 1;
            }
            assertThat(total).isEqualTo(count);
            assertThat(correct).isEqualTo(correct(expected)).isLessThan(total);
            JsonNode alert = JSON.readTree(
                    topics.read(topic + "-alerts", 1, LIMIT).get(0).value());
            assertThat(below).isTrue();
            assertThat(alert.get("state").asText()).isEqualTo("raised");
        }
        assertThat(outcomes.log()).contains("NOT_RUNNING").doesNotContain("ERROR");
    }

    /** Structs that Apicurio's converter wrote, with the schema in its registry. */
    @Test
    void avroIsReadWithTheSchemaOfTheRegistry(ChildJvmCluster cluster) throws Exception {
        KafkaTopics topics = new KafkaTopics(cluster.bootstrapServers());
        String topic = KafkaTopics.uniqueName("avro-flowers");
        Path file = Files.write(temp.resolve("species.txt"), List.of("setosa", "virginica", "setosa"));
        try (SchemaRegistry registry = SchemaRegistry.start(temp);
                ConnectWorker worker = cluster.startWorker(
                        KafkaLine.NEWEST, "avro-outcomes", "hybrid_warn", OtherPlugins.apicurioConverter())) {
            ConnectorConfig.fileSource(file, topic)
                    .with("transforms", "hoist,insert")
                    .with("transforms.hoist.type", "org.apache.kafka.connect.transforms.HoistField$Value")
                    .with("transforms.hoist.field", "species")
                    .with("transforms.insert.type", "org.apache.kafka.connect.transforms.InsertField$Value")
                    .with("transforms.insert.static.field", "prediction")
                    .with("transforms.insert.static.value", "setosa")
                    .with("value.converter", "io.apicurio.registry.utils.converter.AvroConverter")
                    .with("value.converter.apicurio.registry.url", registry.url())
                    .with("value.converter.apicurio.registry.auto-register", "true")
                    .createOn(worker.rest());
            assertThat(topics.read(topic, 3)).hasSize(3);
            try (JvmProcess outcomes = start(cluster, topic, List.of("--registry=" + registry.url()))) {
                // the three may lie in two windows
                await().atMost(LIMIT).untilAsserted(() -> {
                    long total = 0;
                    long correct = 0;
                    for (var record : topics.read(topic + "-window-accuracy", 1, LIMIT)) {
                        JsonNode window = JSON.readTree(record.value());
                        total += window.get("total").asLong();
                        correct += window.get("correct").asLong();
                    }
                    assertThat(total).isEqualTo(3);
                    assertThat(correct).isEqualTo(2);
                });
                assertThat(outcomes.log()).doesNotContain("could not be read");
            }
        }
    }

    private JvmProcess start(ConnectCluster cluster, String topic, List<String> more) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(
                "--bootstrap-servers=" + cluster.bootstrapServers(),
                "--input=" + topic,
                "--actual=species",
                "--window=" + WINDOW + "ms",
                "--grace=1s",
                "--set=state.dir=" + temp.resolve("state")));
        arguments.addAll(more);
        return JvmProcess.startJar(JAR, temp, "outcomes", List.of(), arguments);
    }

    private static void append(Path file, List<String> lines) throws IOException {
        Files.write(file, lines, StandardOpenOption.APPEND);
    }

    private static Map<String, Long> independentCount(List<ConsumerRecord<String, String>> scored, List<String> flowers)
            throws IOException {
        List<Map<String, String>> h2o = ModelCase.of("iris").expected();
        Map<String, Long> counts = new TreeMap<>();
        for (int i = 0; i < scored.size(); i++) {
            int row = i % flowers.size();
            String actual = JSON.readTree(flowers.get(row)).get("species").asText();
            long start = scored.get(i).timestamp() / WINDOW * WINDOW;
            counts.merge(start + " " + actual + " " + h2o.get(row).get("predict"), 1L, Long::sum);
        }
        return counts;
    }

    private static Map<String, Long> counts(List<ConsumerRecord<String, String>> records) throws IOException {
        Map<String, Long> counts = new TreeMap<>();
        for (var record : records) {
            JsonNode json = JSON.readTree(record.value());
            assertThat(json.get("endMs").asLong()).isEqualTo(json.get("startMs").asLong() + WINDOW);
            String pair = json.get("startMs") + " " + json.get("species").asText() + " "
                    + json.get("prediction").asText();
            assertThat(counts.put(pair, json.get("count").asLong()))
                    .as("written once: %s", pair)
                    .isNull();
        }
        return counts;
    }

    private static int windows(Map<String, Long> counts) {
        return (int) counts.keySet().stream()
                .map(pair -> pair.split(" ")[0])
                .distinct()
                .count();
    }

    private static long correct(Map<String, Long> counts) {
        return counts.entrySet().stream()
                .filter(entry ->
                        entry.getKey().split(" ")[1].equals(entry.getKey().split(" ")[2]))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }
}

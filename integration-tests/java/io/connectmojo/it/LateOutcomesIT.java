package io.connectmojo.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Outcomes on a topic of their own: two instances of the companion, one of them killed, find what is found in both topics at once. */
@ExtendWith(SharedCluster.class)
class LateOutcomesIT {
    private static final Path JAR =
            Path.of(System.getProperty("outcomes.jar", "target/outcomes-build/outcomes/target/mojo-outcomes.jar"));
    private static final Duration LIMIT = Duration.ofSeconds(120);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> LABELS = List.of("setosa", "versicolor", "virginica");
    private static final int KEYS = 600;
    private static final int BATCHES = 12;

    /** A while ago; the records are of ten minutes, and meet within two. */
    private static final long START = System.currentTimeMillis() / 60_000 * 60_000 - 3_000_000;

    private static final long SPAN = 600_000;
    private static final long JOIN = 120_000;
    private static final long WINDOW = 60_000;

    @TempDir
    Path temp;

    private final Random random = new Random(21);

    /** A record of either topic. */
    private record Sent(boolean outcome, String key, long time, String label, double share) {
        String json() {
            return outcome
                    ? "{\"real\":" + (label == null ? null : "\"" + label + "\"") + "}"
                    : "{\"prediction\":\"" + label + "\",\"prediction_p_" + label + "\":" + share
                            + ",\"prediction_p_other\":" + (1 - share) + ",\"id\":\"" + key + "\"}";
        }
    }

    @ParameterizedTest(name = "partitions {0} and {1}")
    @CsvSource({"3, 3", "3, 2"})
    void twoInstancesOneKilled_findWhatABatchFinds(int scoredPartitions, int outcomePartitions, ConnectCluster cluster)
            throws Exception {
        KafkaTopics topics = new KafkaTopics(cluster.bootstrapServers());
        String scored = KafkaTopics.uniqueName("late-scored");
        String outcomes = scored + "-real";
        topics.create(scored, scoredPartitions);
        topics.create(outcomes, outcomePartitions);
        for (String result : List.of("-table", "-window-figures", "-window-counts", "-window-accuracy", "-alerts")) {
            topics.create(scored + result, 1);
        }
        List<Sent> sent = records();
        int expectedRows = (int) sent.stream()
                .filter(record -> !record.outcome())
                .filter(record -> outcomeOf(record, sent) != null)
                .count();
        JvmProcess one = start(cluster, scored, outcomes, "one");
        JvmProcess two = start(cluster, scored, outcomes, "two");
        JvmProcess third = null;
        try {
            for (int batch = 0; batch < BATCHES; batch++) {
                write(
                        cluster,
                        scored,
                        outcomes,
                        sent.subList(sent.size() * batch / BATCHES, sent.size() * (batch + 1) / BATCHES));
                if (batch == 4) {
                    assertThat(topics.readCommitted(scored + "-table", 1, LIMIT))
                            .isNotEmpty();
                    one.kill();
                }
                if (batch == 8) {
                    third = start(cluster, scored, outcomes, "third");
                }
                Thread.sleep(700);
            }
            List<String> rows = topics.readCommitted(scored + "-table", expectedRows, LIMIT);
            assertThat(rows).as(two.log()).hasSize(expectedRows);
            // closes all windows; brokers refuse times that are more than an hour ahead
            long end = START + 8 * SPAN;
            write(
                    cluster,
                    scored,
                    outcomes,
                    List.of(new Sent(false, "end", end, "setosa", 0.5), new Sent(true, "end", end, "setosa", 0)));
            Map<String, double[]> expected = batch(sent);
            Map<String, double[]> figures = new TreeMap<>();
            for (String value : topics.readCommitted(scored + "-window-figures", expected.size(), LIMIT)) {
                JsonNode window = JSON.readTree(value);
                double[] told = {
                    window.get("total").asDouble(),
                    window.get("correct").asDouble(),
                    window.get("logLoss").asDouble()
                };
                assertThat(figures.put(window.get("startMs").asText(), told))
                        .as("written once: %s", value)
                        .isNull();
            }
            assertThat(figures.keySet()).isEqualTo(expected.keySet());
            figures.forEach(
                    (start, told) -> assertThat(told).as(start).containsExactly(expected.get(start), within(1e-9)));
            assertThat(two.log()).doesNotContain("ERROR");
        } finally {
            one.close();
            two.close();
            if (third != null) {
                third.close();
            }
        }
    }

    /** In the order of time, up to a few seconds. */
    private List<Sent> records() {
        List<Sent> sent = new ArrayList<>();
        for (int i = 0; i < KEYS; i++) {
            String key = "k" + i;
            long time = START + (long) (random.nextDouble() * SPAN);
            sent.add(new Sent(false, key, time, label(), 0.05 + 0.9 * random.nextDouble()));
            if (random.nextInt(10) == 0) {
                continue;
            }
            long late = switch (random.nextInt(6)) {
                case 0 -> JOIN;
                case 1 -> JOIN + 1;
                case 2 -> JOIN - 1;
                case 3 -> -(long) (random.nextDouble() * JOIN);
                default -> (long) (random.nextDouble() * JOIN);
            };
            sent.add(new Sent(true, key, time + late, label(), 0));
            if (random.nextInt(5) == 0) {
                sent.add(new Sent(true, key, time + late + 5_000, label(), 0));
                sent.add(new Sent(true, key, time, null, 0));
            }
        }
        Map<Sent, Long> arrival = new HashMap<>();
        sent.forEach(record -> arrival.put(record, record.time() + random.nextInt(4_000)));
        sent.sort((a, b) -> Long.compare(arrival.get(a), arrival.get(b)));
        return sent;
    }

    private String label() {
        return LABELS.get(random.nextInt(3));
    }

    private static Sent outcomeOf(Sent prediction, List<Sent> all) {
        return all.stream()
                .filter(record -> record.outcome() && record.label() != null)
                .filter(record -> record.key().equals(prediction.key()))
                .filter(record -> Math.abs(record.time() - prediction.time()) <= JOIN)
                .findFirst()
                .orElse(null);
    }

    /** By window: pairs, right ones, log loss. */
    private static Map<String, double[]> batch(List<Sent> sent) {
        Map<String, double[]> windows = new TreeMap<>();
        for (Sent record : sent) {
            Sent outcome = record.outcome() ? null : outcomeOf(record, sent);
            if (outcome != null) {
                long time = Math.max(record.time(), outcome.time());
                double[] sums = windows.computeIfAbsent(Long.toString(time / WINDOW * WINDOW), any -> new double[3]);
                boolean right = outcome.label().equals(record.label());
                sums[0]++;
                sums[1] += right ? 1 : 0;
                // a class that the model does not know has no probability: H2O's own bound
                sums[2] -= Math.log(right ? record.share() : 1e-15);
            }
        }
        windows.values().forEach(sums -> sums[2] /= sums[0]);
        return windows;
    }

    private void write(ConnectCluster cluster, String scored, String outcomes, List<Sent> records) {
        Map<String, Object> config = Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, cluster.bootstrapServers());
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(config, new StringSerializer(), new StringSerializer())) {
            for (Sent record : records) {
                producer.send(new ProducerRecord<>(
                        record.outcome() ? outcomes : scored, null, record.time(), record.key(), record.json()));
            }
            producer.flush();
        }
    }

    /** Windows wait for what a dead instance has not read yet, and short limits tell soon that it is dead. */
    private JvmProcess start(ConnectCluster cluster, String scored, String outcomes, String name) throws IOException {
        return JvmProcess.startJar(
                JAR,
                temp,
                name,
                List.of(),
                List.of(
                        "--bootstrap-servers=" + cluster.bootstrapServers(),
                        "--input=" + scored,
                        "--outcomes-topic=" + outcomes,
                        "--outcome=real",
                        "--join-window=" + JOIN + "ms",
                        "--joined-topic=" + scored + "-table",
                        "--window=" + WINDOW + "ms",
                        "--grace=1h",
                        "--set=session.timeout.ms=6000",
                        "--set=transaction.timeout.ms=5000",
                        "--set=state.dir=" + temp.resolve("state-" + name)));
    }

    /** Structs that Apicurio's converter wrote, with an id in both; the later ones have one field more. The table is Avro, too. */
    @Test
    void avroOnBothSides_joinsAndIsRead(ChildJvmCluster cluster) throws Exception {
        KafkaTopics topics = new KafkaTopics(cluster.bootstrapServers());
        String scored = KafkaTopics.uniqueName("avro-scored");
        Path file = java.nio.file.Files.write(temp.resolve("ids.txt"), List.of("1", "2", "3"));
        Path more = java.nio.file.Files.write(temp.resolve("more.txt"), List.of("4", "5"));
        try (SchemaRegistry registry = SchemaRegistry.start(temp);
                ConnectWorker worker = cluster.startWorker(
                        KafkaLine.NEWEST, "avro-late", "hybrid_warn", OtherPlugins.apicurioConverter())) {
            source(worker, registry, file, scored, Map.of("prediction", "setosa"));
            source(worker, registry, file, scored + "-real", Map.of("species", "virginica"));
            assertThat(topics.read(scored, 3)).hasSize(3);
            source(worker, registry, more, scored, Map.of("prediction", "setosa", "comment", "new"));
            source(worker, registry, more, scored + "-real", Map.of("species", "setosa"));
            assertThat(topics.read(scored, 5)).hasSize(5);
            assertThat(topics.read(scored + "-real", 5)).hasSize(5);
            try (JvmProcess late = JvmProcess.startJar(
                            JAR,
                            temp,
                            "late",
                            List.of(),
                            List.of(
                                    "--bootstrap-servers=" + cluster.bootstrapServers(),
                                    "--input=" + scored,
                                    "--outcomes-topic=" + scored + "-real",
                                    "--outcome=species",
                                    "--join-field=id",
                                    "--joined-topic=" + scored + "-table",
                                    "--registry=" + registry.url(),
                                    "--window=1h",
                                    "--grace=0s",
                                    "--set=state.dir=" + temp.resolve("late")));
                    JvmProcess table = reader(cluster, scored, registry, late, topics)) {
                await().atMost(LIMIT)
                        .untilAsserted(() -> assertThat(counts(topics.read(scored + "-table-window-counts", 2, LIMIT)))
                                .isEqualTo(Map.of("setosa", 2L, "virginica", 3L)));
                assertThat(late.log() + table.log()).doesNotContain("ERROR").doesNotContain("could not be read");
            }
        }
    }

    /** Another instance that reads the training table as scored records with their outcome. */
    private JvmProcess reader(
            ConnectCluster cluster, String scored, SchemaRegistry registry, JvmProcess late, KafkaTopics topics)
            throws Exception {
        assertThat(topics.readCommitted(scored + "-table", 5, LIMIT))
                .as(late.log())
                .hasSize(5);
        return JvmProcess.startJar(
                JAR,
                temp,
                "table",
                List.of(),
                List.of(
                        "--bootstrap-servers=" + cluster.bootstrapServers(),
                        "--input=" + scored + "-table",
                        "--actual=outcome",
                        "--registry=" + registry.url(),
                        "--window=1s",
                        "--grace=0s",
                        "--set=state.dir=" + temp.resolve("table")));
    }

    /** By outcome, over all windows. */
    private static Map<String, Long> counts(List<ConsumerRecord<String, String>> records) throws IOException {
        Map<String, Long> counts = new TreeMap<>();
        for (ConsumerRecord<String, String> record : records) {
            JsonNode json = JSON.readTree(record.value());
            counts.merge(json.get("outcome").asText(), json.get("count").asLong(), Long::sum);
        }
        return counts;
    }

    /** Lines of a file as the field id, with static fields. */
    private static void source(
            ConnectWorker worker, SchemaRegistry registry, Path file, String topic, Map<String, String> fields) {
        ConnectorConfig config = ConnectorConfig.fileSource(file, topic)
                .with("transforms", "hoist," + String.join(",", fields.keySet()))
                .with("transforms.hoist.type", "org.apache.kafka.connect.transforms.HoistField$Value")
                .with("transforms.hoist.field", "id")
                .with("value.converter", "io.apicurio.registry.utils.converter.AvroConverter")
                .with("value.converter.apicurio.registry.url", registry.url())
                .with("value.converter.apicurio.registry.auto-register", "true");
        for (Map.Entry<String, String> field : fields.entrySet()) {
            String transform = "transforms." + field.getKey();
            config = config.with(transform + ".type", "org.apache.kafka.connect.transforms.InsertField$Value")
                    .with(transform + ".static.field", field.getKey())
                    .with(transform + ".static.value", field.getValue());
        }
        config.createOn(worker.rest());
    }
}

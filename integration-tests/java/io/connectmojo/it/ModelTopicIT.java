package io.connectmojo.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.connectmojo.model.signature.SigningKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A sink follows a model on a topic: what is announced serves, what is wrong changes nothing and is told. */
@ExtendWith(SharedCluster.class)
class ModelTopicIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String NAME = "prices";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ChildJvmCluster cluster;
    private final KafkaTopics topics;
    private final ModelCase base = ModelCase.of("gbm_regression");
    private final MadeModels made = new MadeModels(base);
    private final String models = KafkaTopics.uniqueName("models");
    private final String records = KafkaTopics.uniqueName("records");
    private Announcer announcer;
    private int sent;

    @TempDir
    Path temp;

    ModelTopicIT(ChildJvmCluster cluster) {
        this.cluster = cluster;
        topics = new KafkaTopics(cluster.bootstrapServers());
    }

    @BeforeEach
    void connect() {
        announcer = new Announcer(cluster.bootstrapServers(), models);
    }

    @AfterEach
    void disconnect() {
        announcer.close();
    }

    private ConnectorConfig sink(String... keysAndValues) {
        return ConnectorConfig.fileSink(records, temp.resolve("scored.txt"))
                .with("value.converter", "org.apache.kafka.connect.storage.StringConverter")
                .following(cluster.bootstrapServers(), models, NAME, keysAndValues)
                .with("transforms.score.input.format", "json")
                .with("transforms.score.output.include", "model");
    }

    /** Sends one row and returns what became of it. */
    private JsonNode score(ConnectorConfig sink) throws Exception {
        topics.write(records, List.of(base.records().get(0).toString()));
        sent++;
        Lines lines = new Lines(sink.file());
        await().atMost(LIMIT).until(() -> lines.count() == sent);
        return JSON.readTree(lines.all().get(sent - 1));
    }

    private void awaitModel(ConnectorConfig sink, byte[] zip) throws Exception {
        String stamp = NAME + "@" + Announcer.sha256(zip).substring(0, 12);
        double expected = made.predictions(zip, temp).get(0);
        await().atMost(LIMIT).pollInterval(Duration.ofMillis(200)).untilAsserted(() -> {
            JsonNode scored = score(sink);
            assertThat(scored.get("prediction_model").asText()).isEqualTo(stamp);
            assertThat(scored.get("prediction").asDouble()).isEqualTo(expected);
        });
    }

    private void assertStays(ConnectorConfig sink, byte[] zip, String told) throws Exception {
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(cluster.workerLog()).contains(told));
        awaitModel(sink, zip);
    }

    @Test
    void everyAnnouncement_isFollowed() throws Exception {
        announcer.createTopics(Map.of());
        announcer.publish(NAME, 1, made.zip(1));
        ConnectorConfig sink = sink();
        sink.createOn(cluster.rest());
        for (int version = 2; version < 6; version++) {
            awaitModel(sink, made.zip(version - 1));
            announcer.publish(NAME, version, made.zip(version));
        }
        awaitModel(sink, made.zip(5));
        announcer.publish(NAME, 6, made.zip(1));
        awaitModel(sink, made.zip(1));
    }

    @Test
    void wrongAnnouncements_changeNothing() throws Exception {
        announcer.createTopics(Map.of());
        byte[] good = made.zip(1);
        announcer.publish(NAME, 1, good);
        ConnectorConfig sink = sink();
        sink.createOn(cluster.rest());
        awaitModel(sink, good);

        announcer.announce(NAME, "{\"format\":1}".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertStays(sink, good, "MOJO-M042 The announcement of a model cannot be used [" + NAME + " on " + models);

        // no other test may leave it in the worker: what is in its memory needs no pieces
        byte[] corrupt = made.zip(77);
        Announcer.Range range = announcer.pieces(corrupt);
        ObjectNode lying = announcer.announcement(NAME, 3, corrupt, range);
        byte[] other = corrupt.clone();
        other[other.length / 2] ^= 1;
        Announcer.Range changed = announcer.pieces(other);
        lying.withObject("data").put("first", changed.first()).put("last", changed.last());
        announcer.announce(NAME, lying);
        assertStays(sink, good, "MOJO-M043 The pieces of the announced model cannot be put together [" + NAME + " 3");

        byte[] truncated = Arrays.copyOf(corrupt, corrupt.length - 100);
        announcer.publish(NAME, 4, truncated);
        assertStays(
                sink, good, "Model " + NAME + " on " + models + " at " + cluster.bootstrapServers() + " is not taken");

        byte[] classes = Files.readAllBytes(ModelCase.of("iris").model());
        announcer.publish(NAME, 5, classes);
        assertStays(
                sink, good, "MOJO-M030 The new model cannot take over from the serving one [" + NAME + " on " + models);
        assertFetchesNoMore(sink);

        announcer.publish(NAME, 6, made.zip(6));
        awaitModel(sink, made.zip(6));
    }

    /** It looks at what it has refused again after 1, 2 and 4 seconds. */
    private void assertFetchesNoMore(ConnectorConfig sink) throws Exception {
        try (WorkerJmx jmx = cluster.workerJmx()) {
            String bean = "kafka.connect:type=plugins,connector=" + sink.name() + ",task=0,transformation=score";
            assertThat(jmx.names(bean)).hasSize(1);
            Object fetched = jmx.attribute(bean, "models-fetched-total");
            Thread.sleep(4000);
            assertThat(jmx.attribute(bean, "models-fetched-total")).isEqualTo(fetched);
        }
    }

    @Test
    void withdrawnModel_keepsServingButStartsNoTask() throws Exception {
        announcer.createTopics(Map.of());
        announcer.publish(NAME, 1, made.zip(1));
        ConnectorConfig sink = sink();
        sink.createOn(cluster.rest());
        awaitModel(sink, made.zip(1));
        announcer.announce(NAME, (byte[]) null);
        assertStays(sink, made.zip(1), "MOJO-M044 The model is withdrawn [" + NAME + " on " + models);

        ConnectorConfig late = sink().unique().with("file", temp.resolve("late.txt"));
        late.createOn(cluster.rest());
        await().atMost(LIMIT).until(() -> cluster.rest().taskState(late.name()).equals("FAILED"));
        assertThat(cluster.rest().taskTrace(late.name())).contains("MOJO-M044 The model is withdrawn");
        announcer.publish(NAME, 2, made.zip(2));
        awaitModel(sink, made.zip(2));
    }

    /** A worker whose operator asks for signed models, and for the key of these tests. */
    @Test
    void unsignedAnnouncement_changesNothing() throws Exception {
        Path test = Path.of("src", "test", "resources", "io", "connectmojo", "model", "signature", "keys");
        Path keys = Files.createDirectory(temp.resolve("keys"));
        Files.copy(test.resolve("p384.pem"), keys.resolve("release.pem"));
        announcer.createTopics(Map.of());
        byte[] first = made.zip(1);
        announcer.publish(NAME, 1, first);
        List<String> option = List.of("-Dio.connectmojo.model.keys=" + keys);
        try (ConnectWorker worker = cluster.startWorkerWith(option, KafkaLine.NEWEST, "signed", "service_load")) {
            ConnectorConfig early = sink().unique().with("file", temp.resolve("early.txt"));
            early.createOn(worker.rest());
            await().atMost(LIMIT)
                    .until(() -> worker.rest().taskState(early.name()).equals("FAILED"));
            assertThat(worker.rest().taskTrace(early.name()))
                    .contains("MOJO-M060 The model's signature is not accepted [" + NAME + " on " + models)
                    .contains("there is none");

            publishSigned(2, first, test.resolve("p384.key.pem"));
            ConnectorConfig sink = sink();
            sink.createOn(worker.rest());
            awaitModel(sink, first);
            announcer.publish(NAME, 3, made.zip(3));
            await().atMost(LIMIT)
                    .untilAsserted(() -> assertThat(worker.log())
                            .contains("is not taken")
                            .contains("MOJO-M060 The model's signature is not accepted"));
            awaitModel(sink, first);
            publishSigned(4, made.zip(4), test.resolve("other.key.pem"));
            await().atMost(LIMIT).untilAsserted(() -> assertThat(worker.log()).contains("no trusted key made it"));
            awaitModel(sink, first);
            publishSigned(5, made.zip(5), test.resolve("p384.key.pem"));
            awaitModel(sink, made.zip(5));
        }
    }

    private void publishSigned(long version, byte[] zip, Path key) throws Exception {
        byte[] signature = SigningKey.ofPem("key", Files.readString(key)).signModel("m.zip", Announcer.sha256(zip));
        ObjectNode announcement = announcer.announcement(NAME, version, zip, announcer.pieces(zip));
        announcement.set("signature", JSON.readTree(signature));
        announcer.announce(NAME, announcement);
    }

    @Test
    void missingTopic_failsTheTaskAfterItsTimeout() throws Exception {
        ConnectorConfig sink = sink("model.kafka.timeout.ms", "2000");
        sink.createOn(cluster.rest());
        await().atMost(LIMIT).until(() -> cluster.rest().taskState(sink.name()).equals("FAILED"));
        assertThat(cluster.rest().taskTrace(sink.name()))
                .contains("MOJO-M040 The topic of the model cannot be read [" + models + " at ")
                .contains("it does not exist");
    }

    @Test
    void announcementWhileATaskWaits_startsIt() throws Exception {
        announcer.createTopics(Map.of());
        ConnectorConfig sink = sink();
        sink.createOn(cluster.rest());
        Thread.sleep(3000);
        announcer.publish(NAME, 1, made.zip(1));
        awaitModel(sink, made.zip(1));
    }

    @Test
    void producerThatDies_announcesNothing() throws Exception {
        announcer.createTopics(Map.of());
        byte[] good = made.zip(1);
        announcer.publish(NAME, 1, good);
        ConnectorConfig sink = sink();
        sink.createOn(cluster.rest());
        awaitModel(sink, good);
        byte[] large = Arrays.copyOf(made.zip(2), 2_000_000);
        announcer.pieces(large, 2);
        awaitModel(sink, good);
        announcer.publish(NAME, 2, made.zip(2));
        awaitModel(sink, made.zip(2));
    }

    @Test
    void groupOfTheConsumer_cannotBeSet() {
        ConnectorConfig sink = sink("model.kafka.consumer.group.id", "mine");
        sink.createOn(cluster.rest());
        await().atMost(LIMIT).until(() -> cluster.rest().taskState(sink.name()).equals("FAILED"));
        assertThat(cluster.rest().taskTrace(sink.name()))
                .contains("MOJO-C020 A setting of the consumer cannot be set [model.kafka.consumer.group.id]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.7.2", "3.9.2", "4.0.2"})
    void olderWorkers_followToo(String line) throws Exception {
        announcer.createTopics(Map.of());
        announcer.publish(NAME, 1, made.zip(1));
        try (ConnectWorker worker = cluster.startWorker(new KafkaLine(line), "following-" + line, "service_load")) {
            ConnectorConfig sink = sink();
            sink.createOn(worker.rest());
            awaitModel(sink, made.zip(1));
            announcer.publish(NAME, 2, made.zip(2));
            awaitModel(sink, made.zip(2));
            try (WorkerJmx jmx = worker.jmx()) {
                String bean = "io.connectmojo:type=scorer,connector=" + sink.name() + ",task=0,id=" + NAME;
                assertThat(jmx.attribute(bean, "model-version")).isEqualTo(2L);
                assertThat(jmx.attribute(bean, "model-version-announced")).isEqualTo(2L);
                assertThat(jmx.attribute(bean, "models-announced-total")).isEqualTo(2L);
                assertThat(jmx.attribute(bean, "models-fetched-total")).isEqualTo(2L);
                assertThat((double) jmx.attribute(bean, "model-rollout-seconds"))
                        .isBetween(0.0, 10.0);
            }
        }
    }

    @Test
    void lastTask_endsTheReader() throws Exception {
        announcer.createTopics(Map.of());
        announcer.publish(NAME, 1, made.zip(1));
        ConnectorConfig sink = sink().with("tasks.max", 2);
        sink.createOn(cluster.rest());
        awaitModel(sink, made.zip(1));
        try (WorkerJmx jmx = cluster.workerJmx()) {
            String consumers = "kafka.consumer:type=consumer-metrics,client-id=mojo-" + models + "-*";
            assertThat(jmx.names(consumers)).hasSize(1);
            cluster.rest().delete(sink.name());
            await().atMost(LIMIT)
                    .untilAsserted(() -> assertThat(jmx.names(consumers)).isEmpty());
        }
    }
}

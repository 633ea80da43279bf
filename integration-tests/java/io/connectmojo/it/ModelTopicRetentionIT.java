package io.connectmojo.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A broker that cleans its logs all the time, with the smallest segments that it allows, and that restarts. */
class ModelTopicRetentionIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int NAMES = 4;
    private static final int VERSIONS = 12;
    private static final Map<String, String> SMALL = Map.of(
            "segment.bytes", "1048576",
            "segment.ms", "1000",
            "min.cleanable.dirty.ratio", "0.01",
            "max.compaction.lag.ms", "1000",
            "delete.retention.ms", "100");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ModelCase base = ModelCase.of("gbm_regression");
    private final MadeModels made = new MadeModels(base);
    private KafkaBroker broker;
    private ConnectWorker worker;
    private KafkaTopics topics;

    @TempDir
    Path temp;

    @BeforeEach
    void start() throws Exception {
        broker = KafkaBroker.start(KafkaLine.NEWEST, temp.resolve("broker"), properties -> properties + """
                log.cleaner.backoff.ms=200
                log.retention.check.interval.ms=500
                log.segment.delete.delay.ms=100
                log.initial.task.delay.ms=100
                """);
        topics = new KafkaTopics(broker.bootstrapServers());
        worker = ConnectWorker.distributed(
                KafkaLine.NEWEST,
                temp.resolve("worker"),
                "worker",
                broker.bootstrapServers(),
                "service_load",
                List.of(PluginZip.built().unpackInto(temp.resolve("plugins"))));
    }

    @AfterEach
    void stop() {
        if (worker != null) {
            worker.close();
        }
        broker.close();
    }

    @Test
    void lastVersionOfEachName_alwaysLoads() throws Exception {
        Map<String, byte[]> last = new HashMap<>();
        try (Announcer announcer = new Announcer(broker.bootstrapServers(), "models").createTopics(SMALL)) {
            for (int version = 1; version <= VERSIONS; version++) {
                for (int name = 0; name < NAMES; name++) {
                    byte[] zip = made.zip(100 * name + version);
                    announcer.publish("model" + name, version, zip);
                    last.put("model" + name, zip);
                }
                Thread.sleep(300);
            }
            // what comes later closes the segments that are cleaned
            await().atMost(LIMIT).pollInterval(Duration.ofMillis(1100)).until(() -> {
                announcer.announce("other" + UUID.randomUUID(), (byte[]) null);
                return topics.read("models", NAMES).stream()
                                .filter(record -> record.key().startsWith("model"))
                                .count()
                        == NAMES;
            });
        }
        for (Map.Entry<String, byte[]> model : last.entrySet()) {
            JsonNode scored = scored("models", model.getKey());
            assertThat(scored.get("prediction_model").asText())
                    .isEqualTo(model.getKey() + "@"
                            + Announcer.sha256(model.getValue()).substring(0, 12));
            assertThat(scored.get("prediction").asDouble())
                    .isEqualTo(made.predictions(model.getValue(), temp).get(0));
        }
    }

    @Test
    void piecesThatRetentionTook_failTheStart() throws Exception {
        try (Announcer announcer = new Announcer(broker.bootstrapServers(), "lossy").createTopics(SMALL)) {
            announcer.publish("model", 1, made.zip(1));
            limitRetention("lossy-data");
            byte[] filler = new byte[2_000_000];
            await().atMost(LIMIT).pollInterval(Duration.ofMillis(1100)).until(() -> {
                announcer.pieces(filler);
                return beginning("lossy-data") > 0;
            });
        }
        ConnectorConfig sink = sink("lossy", "model");
        sink.createOn(worker.rest());
        await().atMost(LIMIT).until(() -> worker.rest().taskState(sink.name()).equals("FAILED"));
        assertThat(worker.rest().taskTrace(sink.name()))
                .contains("MOJO-M043 ")
                .contains("the topic lossy-data does not have the announced offsets");
    }

    @Test
    void brokerThatRestarts_isFollowedAgain() throws Exception {
        try (Announcer announcer = new Announcer(broker.bootstrapServers(), "models").createTopics(Map.of())) {
            announcer.publish("model", 1, made.zip(1));
            ConnectorConfig sink = sink("models", "model");
            topics.write(
                    sink.config().get("topics"), List.of(base.records().get(0).toString()));
            sink.createOn(worker.rest());
            Lines lines = new Lines(sink.file());
            await().atMost(LIMIT).until(() -> lines.count() == 1);

            broker.restart();
            announcer.publish("model", 2, made.zip(2));
            String stamp = "model@" + Announcer.sha256(made.zip(2)).substring(0, 12);
            await().atMost(LIMIT).pollInterval(Duration.ofMillis(500)).until(() -> {
                topics.write(
                        sink.config().get("topics"),
                        List.of(base.records().get(0).toString()));
                List<String> all = lines.all();
                return all.get(all.size() - 1).contains(stamp);
            });
            assertThat(worker.rest().taskState(sink.name())).isEqualTo("RUNNING");
        }
    }

    private void limitRetention(String topic) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            var resource = new org.apache.kafka.common.config.ConfigResource(
                    org.apache.kafka.common.config.ConfigResource.Type.TOPIC, topic);
            var change = new org.apache.kafka.clients.admin.AlterConfigOp(
                    new org.apache.kafka.clients.admin.ConfigEntry("retention.ms", "1000"),
                    org.apache.kafka.clients.admin.AlterConfigOp.OpType.SET);
            admin.incrementalAlterConfigs(Map.of(resource, List.of(change)))
                    .all()
                    .get();
        }
    }

    private long beginning(String topic) throws Exception {
        TopicPartition partition = new TopicPartition(topic, 0);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            return admin.listOffsets(Map.of(partition, OffsetSpec.earliest()))
                    .partitionResult(partition)
                    .get()
                    .offset();
        }
    }

    private ConnectorConfig sink(String models, String name) {
        String records = KafkaTopics.uniqueName("records");
        return ConnectorConfig.fileSink(records, temp.resolve(records))
                .following(broker.bootstrapServers(), models, name)
                .with("transforms.score.input.format", "json")
                .with("transforms.score.output.include", "model");
    }

    private JsonNode scored(String models, String name) throws Exception {
        ConnectorConfig sink = sink(models, name);
        topics.write(sink.config().get("topics"), List.of(base.records().get(0).toString()));
        sink.createOn(worker.rest());
        Lines lines = new Lines(sink.file());
        await().atMost(LIMIT).until(() -> lines.count() == 1);
        return JSON.readTree(lines.all().get(0));
    }
}

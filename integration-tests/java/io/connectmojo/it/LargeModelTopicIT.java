package io.connectmojo.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A model of many pieces takes over from another one on a worker with 512 MB: of 20 MB, and of 100 MB from scale 10 on. */
@ExtendWith(SharedCluster.class)
class LargeModelTopicIT {
    private static final int BYTES = Integer.getInteger("mojo.tests.scale", 1) < 10 ? 20_000_000 : 100_000_000;

    private static final String LIMIT_OF_TIME = "300000";
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ChildJvmCluster cluster;
    private final KafkaTopics topics;
    private final ModelCase houses = ModelCase.of("house-prices");
    private final String models = KafkaTopics.uniqueName("large");
    private final String records = KafkaTopics.uniqueName("records");
    private int sent;

    @TempDir
    Path temp;

    LargeModelTopicIT(ChildJvmCluster cluster) {
        this.cluster = cluster;
        topics = new KafkaTopics(cluster.bootstrapServers());
    }

    @Test
    void largeModel_takesOverFromAnother() throws Exception {
        byte[] first = GrownHouses.zip(BYTES);
        byte[] second = GrownHouses.zip(BYTES + 60_000);
        try (Announcer announcer = new Announcer(cluster.bootstrapServers(), models).createTopics(Map.of());
                ConnectWorker worker = cluster.startWorkerWith(
                        List.of("-Xmx512m", "-Dio.connectmojo.model.max.entries=1000000"),
                        KafkaLine.NEWEST,
                        "large",
                        "service_load")) {
            announcer.publish("houses", 1, first);
            long begin = System.nanoTime();
            ConnectorConfig sink = ConnectorConfig.fileSink(records, temp.resolve("scored"))
                    .following(cluster.bootstrapServers(), models, "houses", "model.kafka.timeout.ms", LIMIT_OF_TIME)
                    .with("transforms.score.input.format", "json")
                    .with("transforms.score.output.include", "model");
            sink.createOn(worker.rest());
            awaitStamp(sink, first);
            double start = Demo.seconds(begin);
            begin = System.nanoTime();
            announcer.publish("houses", 2, second);
            double published = Demo.seconds(begin);
            awaitStamp(sink, second);
            System.out.printf(
                    Locale.ROOT,
                    "large model: %,d bytes, first record after %.1f s, published in %.1f s, the next one serves %.1f s later%n",
                    first.length,
                    start,
                    published,
                    Demo.seconds(begin) - published);
        }
    }

    private void awaitStamp(ConnectorConfig sink, byte[] zip) throws Exception {
        String stamp = "houses@" + Announcer.sha256(zip).substring(0, 12);
        Lines lines = new Lines(sink.file());
        await().atMost(LIMIT).pollInterval(Duration.ofMillis(500)).until(() -> {
            topics.write(records, List.of(houses.records().get(0).toString()));
            sent++;
            await().atMost(LIMIT).until(() -> lines.count() == sent);
            JsonNode scored = JSON.readTree(lines.all().get(sent - 1));
            return scored.get("prediction_model").asText().equals(stamp);
        });
        assertThat(sent).isPositive();
    }
}

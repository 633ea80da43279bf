package io.connectmojo.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The cluster that the other tests stand on, with transforms of Kafka itself. */
@ExtendWith(SharedCluster.class)
class FixtureIT {
    @TempDir
    Path temp;

    @Test
    void lines_passThroughTransformTopicSink(ConnectCluster cluster) throws Exception {
        String topic = KafkaTopics.uniqueName("lines");
        Path in = Files.writeString(temp.resolve("in.txt"), "one\ntwo\n");
        Path out = temp.resolve("out.txt");
        ConnectorConfig.fileSource(in, topic)
                .with("transforms", "hoist")
                .with("transforms.hoist.type", "org.apache.kafka.connect.transforms.HoistField$Value")
                .with("transforms.hoist.field", "line")
                .jsonValues(false)
                .createOn(cluster.rest());
        ConnectorConfig.fileSink(topic, out).createOn(cluster.rest());

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(out).hasContent("{\"line\":\"one\"}\n{\"line\":\"two\"}\n"));
        assertThat(new KafkaTopics(cluster.bootstrapServers()).read(topic, 2)).hasSize(2);
    }
}

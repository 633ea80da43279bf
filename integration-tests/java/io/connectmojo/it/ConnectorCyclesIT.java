package io.connectmojo.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.connectmojo.leaks.Footprint;
import io.connectmojo.leaks.Footprint.Allowance;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Connectors that come, score and go in one worker, again and again: a source whose model is watched and has a challenger in shadow, one
 * that follows a topic of models, and a sink. What the worker holds afterwards is what it held after the first ones.
 */
@ExtendWith(SharedCluster.class)
class ConnectorCyclesIT {
    private static final int SCALE = Integer.getInteger("mojo.tests.scale", 1);

    /** Of three connectors each: two thousand connectors at scale 10. */
    private static final int CYCLES = SCALE < 10 ? 8 * SCALE : 67 * SCALE;

    private static final int WARM_UP = Math.max(4, CYCLES / 20);
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final int ROWS = 20;

    /**
     * Of the worker itself: threads of its REST server, classes that reflection makes when it is used often, and heap: a worker of Kafka
     * 4.3.1 keeps the metric groups of each connector that was deleted.
     */
    private static final Allowance NOTHING = new Allowance(6, 3, 10, 200, 5_000_000 + 3 * CYCLES * 10_000L);

    private static final int OWN_OBJECTS = 200;

    @TempDir
    Path temp;

    private ConnectWorker worker;
    private WorkerJmx jmx;
    private ConnectorConfig watching;
    private ConnectorConfig following;
    private ConnectorConfig sink;

    @Test
    void connectorsThatComeAndGo_leaveNothing(ChildJvmCluster cluster) throws Exception {
        ModelCase model = ModelCase.of("gbm_regression");
        List<String> rows =
                model.records().stream().limit(ROWS).map(ObjectNode::toString).toList();
        Path lines = Files.write(temp.resolve("lines.jsonl"), rows);
        String topic = KafkaTopics.uniqueName("cycles");
        String models = KafkaTopics.uniqueName("models");
        new KafkaTopics(cluster.bootstrapServers()).write(topic, rows);
        watching = ConnectorConfig.fileSource(lines, topic + "-scored")
                .scoring(model.model(), "input.format", "json", "model.reload.interval.ms", "1000")
                .with(
                        "transforms.score.challenger.model.path",
                        ModelCase.of("drf_regression").model());
        following = ConnectorConfig.fileSource(lines, topic + "-scored")
                .following(cluster.bootstrapServers(), models, "prices", "input.format", "json");
        sink = ConnectorConfig.fileSink(topic, temp.resolve("out.txt")).scoring(model.model(), "input.format", "json");
        try (Announcer announcer = new Announcer(cluster.bootstrapServers(), models).createTopics(Map.of());
                ConnectWorker started = cluster.startWorker(KafkaLine.NEWEST, "cycles", "service_load");
                WorkerJmx connected = started.jmx()) {
            announcer.publish("prices", 1, Files.readAllBytes(model.model()));
            worker = started;
            jmx = connected;
            for (int i = 0; i < WARM_UP; i++) {
                cycle();
            }
            Footprint before = jmx.footprint();
            long ownBefore = own();
            long begun = System.nanoTime();
            for (int i = 0; i < CYCLES; i++) {
                cycle();
            }
            double seconds = Demo.seconds(begun);
            Footprint[] after = new Footprint[1];
            await().atMost(LIMIT).pollInterval(Duration.ofSeconds(2)).untilAsserted(() -> {
                after[0] = jmx.footprint();
                assertThat(after[0].leaksSince(before, NOTHING)).isEmpty();
                assertThat(own()).as("objects of the plugin").isLessThan(ownBefore + OWN_OBJECTS);
            });
            long ownAfter = own();
            List<ConnectorConfig> left = create();
            assertThat(jmx.footprint().leaksSince(before, NOTHING))
                    .as("connectors that are not deleted are seen")
                    .anyMatch(line -> line.startsWith("threads: "))
                    .anyMatch(line -> line.startsWith("MBeans: "));
            assertThat(own()).isGreaterThan(ownBefore + OWN_OBJECTS);
            delete(left);
            System.out.printf(
                    "cycles: %d times three connectors in %.0f s, before %s, after %s, objects of the plugin %d, %d%n",
                    CYCLES, seconds, before.inNumbers(), after[0].inNumbers(), ownBefore, ownAfter);
        }
    }

    private void cycle() throws Exception {
        List<ConnectorConfig> three = create();
        delete(three);
    }

    /** Returns when each has scored all it gets. */
    private List<ConnectorConfig> create() {
        List<ConnectorConfig> three = List.of(watching.unique(), following.unique(), sink.unique());
        three.forEach(connector -> connector.createOn(worker.rest()));
        for (ConnectorConfig connector : three) {
            await().atMost(LIMIT)
                    .pollInterval(Duration.ofMillis(50))
                    .ignoreExceptions()
                    .until(() -> scored(connector) == ROWS);
        }
        return three;
    }

    private void delete(List<ConnectorConfig> three) {
        three.forEach(connector -> worker.rest().delete(connector.name()));
        await().atMost(LIMIT)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> jmx.names("kafka.connect:type=plugins,*").isEmpty());
    }

    /** Objects of the plugin, and of H2O's library, that the worker holds. */
    private long own() throws Exception {
        return jmx.instances("io.connectmojo") + jmx.instances("hex");
    }

    private long scored(ConnectorConfig connector) throws Exception {
        String bean = "kafka.connect:type=plugins,connector=" + connector.name() + ",task=0,transformation=score";
        boolean hasChallenger = connector.config().containsKey("transforms.score.challenger.model.path");
        return (Long) jmx.attribute(hasChallenger ? bean + ",arm=challenger" : bean, "records-scored-total");
    }
}

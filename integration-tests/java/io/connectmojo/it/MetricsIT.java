package io.connectmojo.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Metrics of real workers, read over JMX: the worker's own from 4.1 on, MBeans of the plugin before. */
@ExtendWith(SharedCluster.class)
class MetricsIT {
    private static final ModelCase IRIS = ModelCase.of("iris");
    private static final List<Integer> RECORDS = List.of(3, 5);

    @TempDir
    Path temp;

    @ParameterizedTest
    @CsvSource({
        "4.3.1, 'kafka.connect:type=plugins,connector=%s,task=%s,transformation=score'",
        "4.1.2, 'kafka.connect:type=plugins,connector=%s,task=%s,transformation=score'",
        "4.0.2, 'io.connectmojo:type=scorer,connector=%s,task=%s,id=irises'",
        "3.9.2, 'io.connectmojo:type=scorer,connector=%s,task=%s,id=irises'",
        "3.7.2, 'io.connectmojo:type=scorer,connector=%s,task=%s,id=irises'"
    })
    void metricsPerTask_vanishWithTheConnector(String line, String pattern, ChildJvmCluster cluster) throws Exception {
        String topic = KafkaTopics.uniqueName("irises");
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", cluster.bootstrapServers()));
                ConnectWorker worker = cluster.startWorker(new KafkaLine(line), "metrics-" + line, "service_load");
                WorkerJmx jmx = worker.jmx()) {
            admin.createTopics(List.of(new NewTopic(topic, 2, (short) 1))).all().get();
            ConnectorConfig sink = ConnectorConfig.fileSink(topic, temp.resolve("out.txt"))
                    .with("tasks.max", 2)
                    .scoring(IRIS.model(), "input.format", "json", "model.name", "irises", "outcome.field", "species");
            sink.createOn(worker.rest());
            await().atMost(Duration.ofSeconds(60)).ignoreExceptions().until(() -> hasTwoReaders(admin, sink));
            write(topic, cluster);
            String first = pattern.formatted(sink.name(), 0);
            String second = pattern.formatted(sink.name(), 1);
            await().atMost(Duration.ofSeconds(60))
                    .ignoreExceptions()
                    .until(() -> scored(jmx, first) + scored(jmx, second) == 8);
            assertThat(List.of(scored(jmx, first), scored(jmx, second))).containsExactlyInAnyOrder(3L, 5L);
            assertEverythingIsThere(jmx, first);
            assertThat(jmx.names(line.compareTo("4.1") < 0 ? "kafka.connect:type=plugins,*" : "io.connectmojo:*"))
                    .isEmpty();

            worker.rest().delete(sink.name());
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> jmx.names("io.connectmojo:*").isEmpty()
                            && jmx.names("kafka.connect:type=plugins,*").isEmpty());
        }
    }

    private static long scored(WorkerJmx jmx, String bean) throws Exception {
        return (Long) jmx.attribute(bean, "records-scored-total");
    }

    private static void assertEverythingIsThere(WorkerJmx jmx, String bean) throws Exception {
        Map<String, Object> attributes = jmx.attributes(bean);
        assertThat(attributes)
                .containsEntry("records-failed-total", 0L)
                .containsEntry("model-name", "irises")
                .containsEntry("model-engine", "compiled")
                .containsEntry("model-stale", 0L)
                .containsKeys("score-time-p99-us", "na-share", "model-digest");
        long scored = scored(jmx, bean);
        Set<String> names = jmx.names(bean + ",*");
        TreeMap<String, Long> classes = new TreeMap<>();
        for (String name : names) {
            for (Object value : jmx.attributes(name).values()) {
                assertThat(value).as(name).isInstanceOfAny(Long.class, Double.class, String.class);
            }
            if (name.contains(",class=")) {
                classes.put(name, (Long) jmx.attribute(name, "predictions-total"));
            }
        }
        assertThat(classes).hasSize(3);
        assertThat(classes.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(scored);
        assertThat(jmx.attribute(bean + ",window=total", "outcomes")).isEqualTo(scored);
        assertThat(jmx.attribute(bean + ",window=total", "accuracy")).isEqualTo(1.0);
        assertThat(jmx.attribute(bean + ",column=sepal_length", "missing-total"))
                .isEqualTo(0L);
        assertThat(jmx.attribute(bean + ",code=D004", "errors-total")).isEqualTo(0L);
    }

    private static boolean hasTwoReaders(Admin admin, ConnectorConfig sink) throws Exception {
        String group = "connect-" + sink.name();
        return admin.describeConsumerGroups(List.of(group)).describedGroups().get(group).get().members().stream()
                        .filter(member -> member.assignment().topicPartitions().size() == 1)
                        .count()
                == 2;
    }

    /** Three irises to the first partition and five to the second; their species is what H2O predicts. */
    private static void write(String topic, ConnectCluster cluster) throws Exception {
        Map<String, Object> config = Map.of("bootstrap.servers", cluster.bootstrapServers());
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(config, new StringSerializer(), new StringSerializer())) {
            for (int row = 0; row < 8; row++) {
                String species = IRIS.expected().get(row).get("predict");
                String record = IRIS.records().get(row).put("species", species).toString();
                producer.send(new ProducerRecord<>(topic, row < 3 ? 0 : 1, null, record));
            }
            producer.flush();
        }
    }
}

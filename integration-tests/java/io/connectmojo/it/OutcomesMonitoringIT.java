package io.connectmojo.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The companion with Prometheus' JMX exporter and the shipped rules. */
@ExtendWith(SharedCluster.class)
class OutcomesMonitoringIT {
    private static final Path JAR =
            Path.of(System.getProperty("outcomes.jar", "target/outcomes-build/outcomes/target/mojo-outcomes.jar"));
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final long START = System.currentTimeMillis() / 60_000 * 60_000 - 3_000_000;

    @TempDir
    Path temp;

    /** Whether the companion has the metric, not a worker. */
    static boolean isOfOutcomes(String metric) {
        return metric.startsWith("mojo_outcomes_");
    }

    @Test
    void everyMetricOfTheCompanion_isInItsScrape(ConnectCluster cluster) throws Exception {
        KafkaTopics topics = new KafkaTopics(cluster.bootstrapServers());
        String scored = KafkaTopics.uniqueName("monitored");
        topics.create(scored, 1);
        topics.create(scored + "-real", 1);
        write(cluster, scored);
        URI exporter = URI.create("http://127.0.0.1:" + JvmProcess.freePort() + "/metrics");
        String agent = "-javaagent:" + OtherPlugins.jmxExporter() + "=" + exporter.getAuthority() + ":"
                + MonitoringFiles.EXPORTER_RULES.toAbsolutePath();
        try (JvmProcess outcomes = JvmProcess.startJar(
                JAR,
                temp,
                "outcomes",
                List.of(agent),
                List.of(
                        "--bootstrap-servers=" + cluster.bootstrapServers(),
                        "--input=" + scored,
                        "--outcomes-topic=" + scored + "-real",
                        "--outcome=real",
                        "--set=state.dir=" + temp.resolve("state")))) {
            assertThat(topics.readCommitted(scored + "-window-figures", 1, LIMIT))
                    .as(outcomes.log())
                    .isNotEmpty();
            Set<String> asked = asked();
            assertThat(asked).hasSizeGreaterThan(5);
            await().atMost(LIMIT)
                    .untilAsserted(() -> assertThat(Scrape.of(exporter).names()).containsAll(asked));
            Scrape scrape = Scrape.of(exporter);
            Map<String, String> champion = Map.of("model", "churn@0f3c5e7a9b1d", "arm", "champion");
            assertThat(scrape.sum("mojo_outcomes_window_accuracy", champion)).isEqualTo(0.75);
            assertThat(scrape.sum("mojo_outcomes_window_records", champion)).isEqualTo(4);
            assertThat(scrape.sum("mojo_outcomes_joined_total", Map.of())).isEqualTo(5);
        }
    }

    private static Set<String> asked() throws Exception {
        Set<String> asked = new TreeSet<>();
        MonitoringFiles.queries().forEach(query -> asked.addAll(PromQl.metrics(query)));
        for (JsonNode alert : MonitoringFiles.alerts()) {
            asked.addAll(PromQl.metrics(alert.get("expr").asText()));
        }
        asked.removeIf(metric -> !isOfOutcomes(metric));
        return asked;
    }

    /** Four pairs of one window, of which three are right, and one that closes it. */
    private static void write(ConnectCluster cluster, String scored) {
        Map<String, Object> config = Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, cluster.bootstrapServers());
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(config, new StringSerializer(), new StringSerializer())) {
            for (int i = 0; i < 5; i++) {
                long time = START + (i < 4 ? i : 120_000);
                String value = "{\"prediction\":\"yes\",\"prediction_p_no\":0." + i + ",\"prediction_p_yes\":0."
                        + (9 - i) + ",\"prediction_model\":\"churn@0f3c5e7a9b1d\",\"prediction_arm\":\"champion\"}";
                String real = "{\"real\":\"" + (i == 3 ? "no" : "yes") + "\"}";
                producer.send(new ProducerRecord<>(scored, null, time, "k" + i, value));
                producer.send(new ProducerRecord<>(scored + "-real", null, time, "k" + i, real));
            }
            producer.flush();
        }
    }
}

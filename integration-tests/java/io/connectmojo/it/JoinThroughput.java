package io.connectmojo.it;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Pairs of prediction and outcome per second that the companion joins and counts, with the broker on the same machine. The first quarter
 * does not count. Prints one line: also the processor time of the companion alone, which other programs on the machine do not change.
 */
public final class JoinThroughput {
    private static final int COUNT = Integer.getInteger("mojo.throughput.records", 400_000);
    private static final Path JAR =
            Path.of(System.getProperty("outcomes.jar", "target/outcomes-build/outcomes/target/mojo-outcomes.jar"));
    private static final String SCORED = "scored";
    private static final String REAL = "real";
    private static final long START = System.currentTimeMillis() - 3_000_000;

    private JoinThroughput() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createTempDirectory("throughput");
        try (KafkaBroker broker = KafkaBroker.start(KafkaLine.NEWEST, folder.resolve("broker"))) {
            KafkaTopics topics = new KafkaTopics(broker.bootstrapServers());
            topics.create(SCORED, 2);
            topics.create(REAL, 2);
            write(broker.bootstrapServers());
            List<String> flags = new ArrayList<>(List.of(
                    "--bootstrap-servers=" + broker.bootstrapServers(),
                    "--input=" + SCORED,
                    "--outcomes-topic=" + REAL,
                    "--outcome=churned",
                    "--window=1m",
                    "--grace=30m",
                    "--set=num.stream.threads=2",
                    "--set=state.dir=" + folder.resolve("state")));
            flags.addAll(List.of(arguments));
            try (JvmProcess outcomes =
                    JvmProcess.startJar(JAR, folder, "outcomes", List.of("-XX:TieredStopAtLevel=4", "-Xmx1g"), flags)) {
                outcomes.await(Duration.ofMinutes(10), () -> joined(broker.bootstrapServers()) >= COUNT / 4);
                long quarter = System.nanoTime();
                long from = joined(broker.bootstrapServers());
                Duration used = processorTime(outcomes);
                outcomes.await(Duration.ofMinutes(10), () -> joined(broker.bootstrapServers()) >= COUNT);
                // the figures are written when all pairs are counted
                send(broker.bootstrapServers(), "end", START + 3_600_000, 1);
                long total = 0;
                while (total < COUNT) {
                    total = 0;
                    for (String figures : topics.readCommitted(SCORED + "-window-figures", 1, Duration.ofSeconds(60))) {
                        total += new ObjectMapper()
                                .readTree(figures)
                                .get("total")
                                .asLong();
                    }
                }
                double seconds = (System.nanoTime() - quarter) / 1e9;
                double micros = processorTime(outcomes).minus(used).toNanos() / 1e3;
                System.out.printf(
                        Locale.ROOT,
                        "%.0f pairs per second, %.1f microseconds of a processor each%n",
                        (COUNT - from) / seconds,
                        micros / (COUNT - from));
            }
        } finally {
            ChildJvmCluster.delete(folder);
        }
    }

    private static Duration processorTime(JvmProcess process) {
        return ProcessHandle.of(process.pid())
                .flatMap(handle -> handle.info().totalCpuDuration())
                .orElse(Duration.ZERO);
    }

    private static long joined(String brokers) {
        TopicPartition partition = new TopicPartition("mojo-outcomes-" + SCORED + "-scored-repartition", 0);
        try (Admin admin = Admin.create(Map.<String, Object>of("bootstrap.servers", brokers))) {
            return admin.listTopics().names().get().contains(partition.topic())
                    ? admin.listOffsets(Map.of(partition, OffsetSpec.latest()))
                            .partitionResult(partition)
                            .get()
                            .offset()
                    : 0;
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void write(String brokers) throws Exception {
        send(brokers, "customer ", START, COUNT);
    }

    /** Each prediction, and ten seconds later its outcome. */
    private static void send(String brokers, String key, long time, int count) {
        Map<String, Object> config =
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, brokers, ProducerConfig.LINGER_MS_CONFIG, 20);
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(config, new StringSerializer(), new StringSerializer())) {
            for (int i = 0; i < count; i++) {
                double share = (i * 7919L % 1000) / 1000.0;
                String scored =
                        "{\"age\":" + i % 90 + ",\"plan\":\"basic\",\"prediction\":\"" + (share > 0.5 ? "yes" : "no")
                                + "\",\"prediction_p_no\":" + (1 - share) + ",\"prediction_p_yes\":" + share
                                + ",\"prediction_model\":\"churn@0f3c5e7a9b1d\",\"prediction_arm\":\"champion\"}";
                String known = "{\"churned\":\"" + (i % 3 == 0 ? "yes" : "no") + "\"}";
                producer.send(new ProducerRecord<>(SCORED, null, time + i, key + i, scored));
                producer.send(new ProducerRecord<>(REAL, null, time + i + 10_000, key + i, known));
            }
            producer.flush();
        }
    }
}

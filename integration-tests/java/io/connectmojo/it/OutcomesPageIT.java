package io.connectmojo.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.connectmojo.docs.PageItem;
import io.connectmojo.docs.PageRunner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The page about outcomes: its command, and the records that it says the command writes. */
@ExtendWith(SharedCluster.class)
class OutcomesPageIT {
    private static final Path JAR =
            Path.of(System.getProperty("outcomes.jar", "target/outcomes-build/outcomes/target/mojo-outcomes.jar"));
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String INPUT = "flowers-scored";
    private static final int MINUTE = 60_000;
    private static final int A_MINUTES_RECORDS = 100;

    /** Wrong ones in each minute: as many as the page's accuracy has, then what its alert is raised for. */
    private static final int[] WRONG = {3, 15, 15, 15, 0};

    @TempDir
    Path temp;

    @Test
    void command_writesTheRecordsOfThePage(ConnectCluster cluster) throws Exception {
        assumeThat(Files.isExecutable(ShellRun.SHELL)).as("a shell is here").isTrue();
        List<PageItem> items = PageRunner.OUTCOMES.items();
        String command = items.get(0).text();
        assertThat(command).contains("--input " + INPUT, "--bootstrap-servers localhost:9092");
        // where the page's first command leaves it, seen from the folder of the build
        Path folder = JAR.toAbsolutePath().getParent().getParent().getParent();
        String line = "exec " + command.replace("localhost:9092", cluster.bootstrapServers())
                + " --predicted prediction --min-accuracy 0.9 --set state.dir=" + temp.resolve("state");
        // ahead of the clock, which closes windows, too
        long begin = (System.currentTimeMillis() / MINUTE + 10) * MINUTE;
        write(cluster, begin);
        KafkaTopics topics = new KafkaTopics(cluster.bootstrapServers());
        Path log = temp.resolve("outcomes.log");
        Process process = ShellRun.in(temp, folder).start(line, log);
        try {
            List<ConsumerRecord<String, String>> written = new ArrayList<>();
            written.addAll(topics.read(INPUT + "-window-counts", 3 + 3 * 3, LIMIT));
            written.addAll(topics.read(INPUT + "-window-accuracy", WRONG.length - 1, LIMIT));
            written.addAll(topics.read(INPUT + "-alerts", 1, LIMIT));
            List<JsonNode> values = new ArrayList<>();
            for (ConsumerRecord<String, String> record : written) {
                values.add(shifted(record.value(), begin));
            }
            List<PageItem> shown = items.subList(1, items.size());
            assertThat(shown).hasSize(3);
            for (PageItem item : shown) {
                assertThat(values).as("%s%n%s", item, Files.readString(log)).contains(JSON.readTree(item.text()));
            }
            JsonNode first = shifted(written.get(0).key(), begin);
            assertThat(values).anyMatch(value -> withoutCount(value).equals(first));
        } finally {
            process.destroy();
            assertThat(process.waitFor(30, TimeUnit.SECONDS))
                    .as("it stops at a signal")
                    .isTrue();
        }
    }

    private static JsonNode withoutCount(JsonNode value) {
        ObjectNode key = value.deepCopy();
        key.remove("count");
        return key;
    }

    /** The page's first minute begins at 0. */
    private static JsonNode shifted(String text, long begin) throws Exception {
        ObjectNode json = (ObjectNode) JSON.readTree(text);
        for (String time : List.of("startMs", "endMs")) {
            json.put(time, json.get(time).asLong() - begin);
        }
        return JSON.readTree(json.toString());
    }

    private static void write(ConnectCluster cluster, long begin) {
        Map<String, Object> config = Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, cluster.bootstrapServers());
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(config, new StringSerializer(), new StringSerializer())) {
            for (int minute = 0; minute < WRONG.length; minute++) {
                for (int i = 0; i < A_MINUTES_RECORDS; i++) {
                    boolean wrong = i < WRONG[minute];
                    String species = wrong || i % 2 == 0 ? "virginica" : "versicolor";
                    String value = JSON.createObjectNode()
                            .put("species", species)
                            .put("prediction", wrong ? "versicolor" : species)
                            .toString();
                    producer.send(
                            new ProducerRecord<>(INPUT, null, begin + minute * (long) MINUTE + 500L * i, null, value));
                }
            }
            producer.flush();
        }
    }
}

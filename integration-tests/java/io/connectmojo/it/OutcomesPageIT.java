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
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
        String command = commands().get(0);
        assertThat(command).contains("--input " + INPUT, "--bootstrap-servers localhost:9092");
        String line = line(cluster, command) + " --predicted prediction --min-accuracy 0.9";
        // ahead of the clock, which closes windows, too
        long begin = (System.currentTimeMillis() / MINUTE + 10) * MINUTE;
        write(cluster, begin);
        KafkaTopics topics = new KafkaTopics(cluster.bootstrapServers());
        Path log = temp.resolve("outcomes.log");
        Process process = start(line, log);
        try {
            List<ConsumerRecord<String, String>> written = new ArrayList<>();
            written.addAll(topics.read(INPUT + "-window-counts", 3 + 3 * 3, LIMIT));
            written.addAll(topics.read(INPUT + "-window-accuracy", WRONG.length - 1, LIMIT));
            written.addAll(topics.read(INPUT + "-alerts", 1, LIMIT));
            List<JsonNode> values = new ArrayList<>();
            for (ConsumerRecord<String, String> record : written) {
                values.add(shifted(record.value(), begin));
            }
            List<PageItem> shown = PageRunner.OUTCOMES.items().stream()
                    .filter(item -> item.text().startsWith("{") && item.inline())
                    .toList();
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

    /** The jar where the page's first commands leave it, seen from the folder of the build. */
    private Process start(String line, Path log) throws Exception {
        Path folder = JAR.toAbsolutePath().getParent().getParent().getParent();
        return ShellRun.in(temp, folder).start(line, log);
    }

    private String line(ConnectCluster cluster, String command) {
        return "exec " + command.replace("localhost:9092", cluster.bootstrapServers()) + " --set state.dir="
                + temp.resolve("state");
    }

    private static List<String> commands() {
        return PageRunner.OUTCOMES.items().stream()
                .map(PageItem::text)
                .filter(text -> text.startsWith("java "))
                .toList();
    }

    @Test
    void commandForLateOutcomes_writesTheFiguresOfThePage(ConnectCluster cluster) throws Exception {
        assumeThat(Files.isExecutable(ShellRun.SHELL)).as("a shell is here").isTrue();
        String command = commands().get(1);
        assertThat(command).contains("--input customers-scored", "--outcomes-topic churned", "--joined-topic");
        KafkaTopics topics = new KafkaTopics(cluster.bootstrapServers());
        long begin = (System.currentTimeMillis() / MINUTE + 10) * MINUTE;
        double[] shares = {0.9, 0.8, 0.3, 0.1, 0.1};
        try (KafkaProducer<String, String> producer = producer(cluster)) {
            for (int i = 0; i < shares.length; i++) {
                String key = "customer " + i;
                // the last one closes the window
                long time = begin + (i < shares.length - 1 ? i : 2 * MINUTE);
                String scored = JSON.createObjectNode()
                        .put("prediction", shares[i] > 0.5 ? "yes" : "no")
                        .put("prediction_p_no", 1 - shares[i])
                        .put("prediction_p_yes", shares[i])
                        .put("prediction_model", "churn@0f3c5e7a9b1d")
                        .put("prediction_arm", "champion")
                        .toString();
                String known = i == 0 ? "yes" : "no";
                producer.send(new ProducerRecord<>("customers-scored", null, time, key, scored));
                producer.send(new ProducerRecord<>("churned", null, time, key, "{\"churned\":\"" + known + "\"}"));
            }
            producer.flush();
        }
        Path log = temp.resolve("late.log");
        Process process = start(line(cluster, command), log);
        try {
            JsonNode written = shifted(
                    topics.read("customers-scored-window-figures", 1, LIMIT)
                            .get(0)
                            .value(),
                    begin);
            PageItem shown = PageRunner.OUTCOMES.items().stream()
                    .filter(item -> item.language().equals("json") && !item.inline())
                    .findFirst()
                    .orElseThrow();
            assertThat(rounded(written)).as(Files.readString(log)).isEqualTo(rounded(JSON.readTree(shown.text())));
            assertThat(topics.read("customers-training", 5, LIMIT))
                    .hasSize(5)
                    .allMatch(row -> row.value().contains("\"outcome\":"));
        } finally {
            process.destroy();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static JsonNode rounded(JsonNode json) throws Exception {
        Matcher numbers = Pattern.compile("[0-9]+\\.[0-9]+(E-?[0-9]+)?").matcher(json.toString());
        return JSON.readTree(
                numbers.replaceAll(number -> String.format(Locale.ROOT, "%.4f", Double.parseDouble(number.group()))));
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
        try (KafkaProducer<String, String> producer = producer(cluster)) {
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

    private static KafkaProducer<String, String> producer(ConnectCluster cluster) {
        Map<String, Object> config = Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, cluster.bootstrapServers());
        return new KafkaProducer<>(config, new StringSerializer(), new StringSerializer());
    }
}

package io.connectmojo.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The companion, killed or stopped, goes on where it was: what it writes is what was sent, counted here. */
@ExtendWith(SharedCluster.class)
class OutcomesRestartIT {
    private static final Path JAR =
            Path.of(System.getProperty("outcomes.jar", "target/outcomes-build/outcomes/target/mojo-outcomes.jar"));
    private static final Duration LIMIT = Duration.ofSeconds(120);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> LABELS = List.of("setosa", "versicolor", "virginica");

    /** An hour ago: what is older than its topic's retention, by the records' own time, a broker deletes. */
    private static final long START = System.currentTimeMillis() / 10_000 * 10_000 - 3_600_000;

    private static final int KILLS = 2;
    private static final int BATCHES = 30;
    private static final int BATCH = 100;
    private static final int STEP = 10;

    /** Milliseconds of the records' time, which runs twice as fast as the clock while they are sent; a batch fills one. */
    private static final int WINDOW = 1_000;

    @TempDir
    Path temp;

    @Test
    void killsInTheMiddle_countNothingTwice(ConnectCluster cluster) throws Exception {
        KafkaTopics topics = new KafkaTopics(cluster.bootstrapServers());
        String topic = KafkaTopics.uniqueName("killed");
        topics.create(topic, 1);
        Random random = new Random(1);
        Map<String, Long> expected = new TreeMap<>();
        int sent = 0;
        JvmProcess outcomes = start(cluster, topic, WINDOW, 0);
        try {
            for (int batch = 0; batch < BATCHES; batch++) {
                List<String> records = new ArrayList<>();
                long from = START + (long) sent * STEP;
                for (int i = 0; i < BATCH; i++) {
                    String actual = LABELS.get(random.nextInt(3));
                    String predicted = LABELS.get(random.nextInt(3));
                    records.add(record(actual, predicted));
                    long window = (from + (long) i * STEP) / WINDOW * WINDOW;
                    expected.merge(window + " " + actual + " " + predicted, 1L, Long::sum);
                }
                topics.writeFrom(topic, records, from, STEP);
                sent += BATCH;
                if (batch % (BATCHES / (KILLS + 1)) == 4) {
                    // it has begun to write, and is in the middle of more
                    assertThat(topics.readCommitted(topic + "-window-accuracy", 1, LIMIT))
                            .isNotEmpty();
                }
                if (batch % (BATCHES / (KILLS + 1)) == 8 && batch < BATCHES - BATCHES / (KILLS + 1)) {
                    outcomes.kill();
                    outcomes.close();
                    outcomes = start(cluster, topic, WINDOW, batch);
                }
                Thread.sleep((long) BATCH * STEP / 2);
            }
            List<String> counts = topics.readCommitted(topic + "-window-counts", expected.size(), LIMIT);
            assertThat(counts(counts)).as(outcomes.log()).isEqualTo(expected);
        } finally {
            outcomes.close();
        }
    }

    @Test
    void windowThatWasWritten_isNotWrittenAgainForALateRecord(ConnectCluster cluster) throws Exception {
        KafkaTopics topics = new KafkaTopics(cluster.bootstrapServers());
        String topic = KafkaTopics.uniqueName("late");
        String accuracy = topic + "-window-accuracy";
        topics.create(topic, 1);
        int window = 10_000;
        List<String> five = Collections.nCopies(5, record("setosa", "setosa"));
        try (JvmProcess outcomes = start(cluster, topic, window, 0)) {
            topics.writeFrom(topic, five, START, 1_000);
            topics.writeFrom(topic, five.subList(0, 1), START + 12_000, 0);
            assertThat(topics.readCommitted(accuracy, 1, LIMIT)).isNotEmpty();
            assertThat(outcomes.isAlive()).isTrue();
        }
        try (JvmProcess outcomes = start(cluster, topic, window, 1)) {
            topics.writeFrom(topic, five.subList(0, 1), START + 3_000, 0);
            topics.writeFrom(topic, five.subList(0, 1), START + 25_000, 0);
            Map<Long, Long> totals = new TreeMap<>();
            for (String value : topics.readCommitted(accuracy, 2, LIMIT)) {
                JsonNode json = JSON.readTree(value);
                assertThat(totals.put(
                                json.get("startMs").asLong() - START,
                                json.get("total").asLong()))
                        .as("written once: %s", value)
                        .isNull();
            }
            assertThat(totals).as(outcomes.log()).isEqualTo(Map.of(0L, 5L, (long) window, 1L));
            assertThat(outcomes.log()).doesNotContain("ERROR");
        }
    }

    private static String record(String actual, String predicted) {
        return "{\"species\":\"" + actual + "\",\"prediction\":\"" + predicted + "\"}";
    }

    /** Short limits, so that the cluster soon takes a killed instance for dead. */
    private JvmProcess start(ConnectCluster cluster, String topic, int window, int run) throws IOException {
        return JvmProcess.startJar(
                JAR,
                temp,
                "outcomes" + run,
                List.of(),
                List.of(
                        "--bootstrap-servers=" + cluster.bootstrapServers(),
                        "--input=" + topic,
                        "--actual=species",
                        "--window=" + window + "ms",
                        "--grace=1s",
                        "--set=session.timeout.ms=6000",
                        "--set=transaction.timeout.ms=5000",
                        "--set=state.dir=" + temp.resolve("state")));
    }

    private static Map<String, Long> counts(List<String> values) throws IOException {
        Map<String, Long> counts = new TreeMap<>();
        for (String value : values) {
            JsonNode json = JSON.readTree(value);
            String pair = json.get("startMs") + " " + json.get("species").asText() + " "
                    + json.get("prediction").asText();
            assertThat(counts.put(pair, json.get("count").asLong()))
                    .as("written once: %s", pair)
                    .isNull();
        }
        return counts;
    }
}

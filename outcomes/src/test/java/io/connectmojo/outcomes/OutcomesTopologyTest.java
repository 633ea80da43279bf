package io.connectmojo.outcomes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Windows of one minute; the clock starts at 0. */
class OutcomesTopologyTest {
    private static final String COUNTS = "in-window-counts";
    private static final String ACCURACY = "in-window-accuracy";
    private static final String ALERTS = "in-alerts";

    @TempDir
    java.nio.file.Path state;

    private TopologyTestDriver driver;
    private TestInputTopic<byte[], byte[]> input;

    private void start(String... more) {
        List<String> arguments = new ArrayList<>(
                List.of("--bootstrap-servers=nowhere:1", "--input=in", "--actual=species", "--set=state.dir=" + state));
        arguments.addAll(List.of(more));
        Flags flags = new Flags();
        assertThat(Flags.commandLine(flags).execute(arguments.toArray(String[]::new)))
                .isZero();
        driver = new TopologyTestDriver(new OutcomesTopology(flags, 0, null).build(), flags.streams(), Instant.EPOCH);
        input = driver.createInputTopic("in", new ByteArraySerializer(), new ByteArraySerializer());
    }

    @AfterEach
    void stop() {
        driver.close();
    }

    private void text(String value, long second) {
        input.pipeInput(null, value.getBytes(StandardCharsets.UTF_8), second * 1000);
    }

    private void flower(String actual, String predicted, long second) {
        text("{\"species\":\"" + actual + "\",\"prediction\":\"" + predicted + "\"}", second);
    }

    private List<String> read(String topic) {
        return driver.createOutputTopic(topic, new StringDeserializer(), new StringDeserializer())
                .readValuesToList();
    }

    private double metric(String name) {
        return driver.metrics().entrySet().stream()
                .filter(entry -> entry.getKey().name().equals(name))
                .mapToDouble(entry -> ((Number) entry.getValue().metricValue()).doubleValue())
                .sum();
    }

    @Test
    void eachWindowIsWrittenOnceWhenItsGraceIsOver() {
        start();
        flower("setosa", "setosa", 0);
        flower("setosa", "setosa", 30);
        flower("virginica", "versicolor", 59);
        flower("setosa", "setosa", 60);
        flower("setosa", "setosa", 69);
        assertThat(read(COUNTS)).as("second 69").isEmpty();
        flower("setosa", "setosa", 70);
        assertThat(read(COUNTS))
                .containsExactlyInAnyOrder(
                        "{\"species\":\"setosa\",\"prediction\":\"setosa\",\"startMs\":0,\"endMs\":60000,\"count\":2}",
                        "{\"species\":\"virginica\",\"prediction\":\"versicolor\",\"startMs\":0,\"endMs\":60000,\"count\":1}");
        assertThat(read(ACCURACY))
                .containsExactly(
                        "{\"startMs\":0,\"endMs\":60000,\"correct\":2,\"total\":3,\"accuracy\":0.6666666666666666}");
    }

    @Test
    void lateRecord_countsOnlyWithinTheGrace() {
        start();
        flower("a", "a", 10);
        flower("a", "a", 65);
        flower("a", "b", 11);
        flower("a", "a", 70);
        flower("a", "b", 12);
        driver.advanceWallClockTime(Duration.ofMinutes(2));
        assertThat(read(ACCURACY))
                .containsExactly(
                        "{\"startMs\":0,\"endMs\":60000,\"correct\":1,\"total\":2,\"accuracy\":0.5}",
                        "{\"startMs\":60000,\"endMs\":120000,\"correct\":2,\"total\":2,\"accuracy\":1.0}");
        assertThat(metric("dropped-records-total")).isEqualTo(1);
    }

    @Test
    void theLastWindowClosesByTheClockWhenNoRecordFollows() {
        start();
        flower("a", "a", 50);
        driver.advanceWallClockTime(Duration.ofSeconds(19));
        assertThat(read(COUNTS)).isEmpty();
        driver.advanceWallClockTime(Duration.ofSeconds(1));
        assertThat(read(COUNTS)).hasSize(1);
        driver.advanceWallClockTime(Duration.ofHours(1));
        assertThat(read(COUNTS)).isEmpty();
        assertThat(read(ACCURACY)).as("no window without a record").hasSize(1);
    }

    @Test
    void unreadableRecords_areSkippedButCounted() {
        start("--score=p", "--score-from=0.5", "--max-share=1");
        List<String> bad = List.of(
                "{\"species\":1e999999999,\"prediction\":\"1\"}",
                "{\"species\":1e-999999999,\"prediction\":\"1\"}",
                "no JSON",
                "",
                "[1]",
                "null",
                "{\"species\":{},\"prediction\":\"a\"}",
                "{\"species\":\"a\",\"prediction\":\"a\",\"p\":\"x\"}",
                "{\"species\":\"a\"} {",
                "{\"species\":\"" + "x".repeat(201) + "\"}");
        bad.forEach(value -> text(value, 1));
        input.pipeInput(null, null, 1000L);
        text("{\"species\":null,\"prediction\":\"a\"}", 1);
        text("{\"species\":\"a\"}", 1);
        flower("a", "a", 2);
        flower("a", "a", 70);
        assertThat(read(ACCURACY)).hasSize(1).allMatch(json -> json.contains("\"total\":1,"));
        assertThat(metric("bad-records-total")).isEqualTo(bad.size());
        assertThat(metric("without-outcome-total")).isEqualTo(2);
    }

    @Test
    void envelope_isOpenedWithFieldsNestedUnderAnyName() {
        start("--actual=after.what was", "--predicted=score.label", "--window=10s", "--grace=0s");
        String record = "{\"after\":{\"what was\":1},\"score.label\":1.0}";
        text(record, 0);
        text("{\"schema\":null,\"payload\":" + record + "}", 1);
        text("{\"after\":{\"what was\":\"1\"},\"score\":{\"label\":true}}", 2);
        text(record, 10);
        assertThat(read(COUNTS))
                .containsExactlyInAnyOrder(
                        "{\"after.what was\":\"1\",\"score.label\":\"1\",\"startMs\":0,\"endMs\":10000,\"count\":2}",
                        "{\"after.what was\":\"1\",\"score.label\":\"true\",\"startMs\":0,\"endMs\":10000,\"count\":1}");
    }

    @Test
    void lowAccuracy_raisesOneAlertUntilCleared() {
        start("--min-accuracy=0.5", "--alert-windows=2", "--min-records=2", "--grace=0s");
        boolean[] right = {false, true, false, false, false, true, true};
        for (int minute = 0; minute < right.length; minute++) {
            flower("a", right[minute] ? "a" : "b", minute * 60L);
            flower("a", right[minute] ? "a" : "b", minute * 60L + 1);
        }
        // too few records to count
        flower("a", "b", right.length * 60L);
        flower("a", "a", right.length * 60L + 60);
        assertThat(read(ALERTS))
                .containsExactly(
                        "{\"alert\":\"accuracy\",\"state\":\"raised\",\"value\":0.0,\"limit\":0.5,\"windows\":2,\"startMs\":180000,\"endMs\":240000}",
                        "{\"alert\":\"accuracy\",\"state\":\"cleared\",\"value\":1.0,\"limit\":0.5,\"windows\":2,\"startMs\":300000,\"endMs\":360000}");
    }

    @Test
    void aShareOfHighScoresRaisesAnAlertAlsoWithoutOutcomes() {
        start("--score=mse", "--score-from=3", "--max-share=0.25", "--alert-windows=1", "--grace=0s");
        for (int second : new int[] {0, 1, 2, 3, 60, 61, 62, 63}) {
            boolean high = second == 0 || second == 60 || second == 61;
            text("{\"mse\":" + (high ? 3 : 2.9) + "}", second);
        }
        text("{\"mse\":0}", 120);
        assertThat(read(ALERTS))
                .containsExactly(
                        "{\"alert\":\"share\",\"state\":\"raised\",\"value\":0.5,\"limit\":0.25,\"windows\":1,\"startMs\":60000,\"endMs\":120000}");
        assertThat(read(ACCURACY)).isEmpty();
    }

    @Test
    void tooManyLabels_shareOnePairWithoutChangingAccuracy() {
        start("--grace=0s");
        int records = 1_050;
        for (int i = 0; i < records; i++) {
            flower("id" + i, "id" + i, 0);
        }
        flower("a", "a", 60);
        List<String> counts = read(COUNTS);
        assertThat(counts).hasSize(1_001);
        assertThat(counts.get(1_000)).contains("(other)").endsWith("\"count\":50}");
        assertThat(read(ACCURACY)).first().asString().contains("\"correct\":" + records + ",\"total\":" + records);
    }
}

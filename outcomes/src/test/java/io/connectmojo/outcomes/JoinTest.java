package io.connectmojo.outcomes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.connectmojo.outcomes.join.Joiner;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which outcome a prediction gets. The join window is an hour, the grace 10 seconds. */
class JoinTest {
    private static final long HOUR = 3_600_000;
    private static final long START = 10 * HOUR;

    @TempDir
    Path state;

    private Driven driven;

    private void start(String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "--input=in",
                "--outcomes-topic=out",
                "--outcome=species",
                "--join-window=1h",
                "--grace=10s",
                "--joined-topic=table"));
        arguments.addAll(List.of(more));
        driven = new Driven(state, arguments.toArray(String[]::new));
    }

    @AfterEach
    void stop() {
        driven.close();
    }

    private void prediction(String key, String label, long time) {
        driven.send("in", key, "{\"id\":\"" + key + "\",\"prediction\":\"" + label + "\"}", START + time);
    }

    private void outcome(String key, String label, long time) {
        driven.send("out", key, "{\"species\":\"" + label + "\"}", START + time);
    }

    /** What is joined, as prediction and outcome. */
    private List<String> joined() throws Exception {
        List<String> pairs = new ArrayList<>();
        for (JsonNode row : driven.read("table")) {
            pairs.add(row.get("prediction").asText() + "-" + row.get("outcome").asText());
        }
        return pairs;
    }

    private long stored(String store) {
        long count = 0;
        try (KeyValueIterator<byte[], byte[]> all =
                driven.driver.<byte[], byte[]>getKeyValueStore(store).all()) {
            for (; all.hasNext(); all.next()) {
                count++;
            }
        }
        return count;
    }

    @ParameterizedTest
    @CsvSource({"0, 3599999, true", "0, 3600000, true", "0, 3600001, false"})
    void outcomeLaterByTheWindow_stillJoins(long predicted, long known, boolean joins) throws Exception {
        start();
        prediction("k", "a", predicted);
        outcome("k", "b", known);
        assertThat(joined()).isEqualTo(joins ? List.of("a-b") : List.of());
    }

    @ParameterizedTest
    @CsvSource({"0, 3599999, true", "0, 3600000, true", "0, 3600001, false"})
    void outcomeEarlierByTheWindow_stillJoins(long known, long predicted, boolean joins) throws Exception {
        start();
        outcome("k", "b", known);
        prediction("k", "a", predicted);
        assertThat(joined()).isEqualTo(joins ? List.of("a-b") : List.of());
    }

    @ParameterizedTest
    @CsvSource({"10000, true", "10001, false"})
    void recordsOutOfOrder_joinWithinTheGrace(long ahead, boolean joins) throws Exception {
        start();
        prediction("k", "a", 0);
        prediction("other", "a", HOUR + ahead);
        outcome("k", "b", HOUR);
        assertThat(joined()).isEqualTo(joins ? List.of("a-b") : List.of());
        assertThat(driven.metric("unmatched-predictions-total")).isEqualTo(joins ? 0 : 1);
    }

    @Test
    void firstOutcomeWins_othersCountAsRepeated() throws Exception {
        start();
        prediction("k", "a", 0);
        outcome("k", "b", 1);
        outcome("k", "c", 2);
        outcome("k", "d", 3);
        assertThat(joined()).containsExactly("a-b");
        assertThat(driven.metric("repeated-outcomes-total")).isEqualTo(2);
        prediction("k", "e", 4);
        assertThat(joined()).as("each prediction takes the first").containsExactly("e-b");
    }

    @Test
    void lastOutcomeWins_whenTheWindowIsOver() throws Exception {
        start("--outcome-wins=last");
        outcome("k", "b", 0);
        prediction("k", "a", 1);
        outcome("k", "c", HOUR + 1);
        outcome("k", "d", HOUR + 2);
        prediction("other", "a", HOUR + 10_001);
        assertThat(joined()).as("an outcome may still come").isEmpty();
        prediction("other", "a", HOUR + 10_002);
        assertThat(joined()).containsExactly("a-c");
    }

    @Test
    void eachPredictionOfAKey_takesItsOutcome() throws Exception {
        start();
        prediction("k", "a", 0);
        prediction("k", "b", 0);
        prediction("l", "c", 0);
        outcome("k", "x", 5);
        assertThat(joined()).containsExactly("a-x", "b-x");
    }

    @Test
    void withoutKeyValueOrLabel_nothingJoins() throws Exception {
        start();
        prediction("k", "a", 0);
        driven.send("in", null, "{\"prediction\":\"a\"}", START);
        driven.send("in", "k", "{\"x\":1}", START);
        driven.send("out", null, "{\"species\":\"a\"}", START);
        driven.send("out", "k", null, START);
        driven.send("out", "k", "{\"species\":null}", START);
        driven.send("out", "k", "nonsense", START);
        assertThat(joined()).isEmpty();
        assertThat(driven.metric("without-key-total")).isEqualTo(2);
        assertThat(driven.metric("without-outcome-total")).isEqualTo(1);
        assertThat(driven.metric("without-prediction-total")).isEqualTo(1);
        assertThat(driven.metric("bad-records-total")).isEqualTo(1);
    }

    @Test
    void whatMeetsNothing_isCountedOnceAndForgotten() {
        start();
        for (int i = 0; i < 100; i++) {
            prediction("p" + i, "a", i);
            outcome("o" + i, "a", i);
            prediction("both" + i, "a", i);
            outcome("both" + i, "a", i + 1);
        }
        assertThat(stored(Joiner.RECORDS)).isEqualTo(300);
        assertThat(driven.metric("unmatched-predictions-total")).isZero();
        prediction("end", "a", 3 * HOUR);
        prediction("end", "a", 3 * HOUR);
        assertThat(driven.metric("unmatched-predictions-total")).isEqualTo(100);
        assertThat(driven.metric("unmatched-outcomes-total")).isEqualTo(100);
        assertThat(driven.metric("joined-total")).isEqualTo(100);
        assertThat(stored(Joiner.RECORDS)).isEqualTo(1);
        assertThat(stored(Joiner.ENDS)).isEqualTo(1);
    }

    @Test
    void joinField_maybeNestedReplacesTheKey() throws Exception {
        start("--join-field=id", "--outcome-join-field=order.id");
        prediction("k", "a", 0);
        driven.send("out", "else", "{\"order\":{\"id\":\"k\"},\"species\":\"b\"}", START);
        assertThat(joined()).containsExactly("a-b");
    }

    @Test
    void keyWithoutEnd_stopsGrowing() {
        start();
        for (int i = 0; i < 1_010; i++) {
            prediction("same", "a", i);
        }
        assertThat(driven.metric("too-many-of-key-total")).isEqualTo(10);
    }

    @Test
    void trainingTable_hasTheRecordWithItsOutcome() throws Exception {
        start("--numbers", "--joined-outcome=price");
        driven.send("in", "k", "{\"sqft\":1.50,\"prediction\":2.5,\"deep\":{\"a\":[1]}}", START);
        driven.send("out", "k", "{\"species\":3}", START + 7);
        // a test on the tree would lose the number's last digit
        assertThat(driven.texts("table"))
                .containsExactly("{\"sqft\":1.50,\"prediction\":2.5,\"deep\":{\"a\":[1]},\"price\":3.0,\"price_ms\":"
                        + (START + 7) + "}");
    }
}

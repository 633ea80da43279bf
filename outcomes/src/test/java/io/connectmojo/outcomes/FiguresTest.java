package io.connectmojo.outcomes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.connectmojo.outcomes.Batch.Pair;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the program writes of random records is what {@link Batch} finds in all of them at once. */
class FiguresTest {
    private static final int SCALE = Integer.getInteger("mojo.tests.scale", 1);
    private static final int KEYS = 1_500;
    private static final long JOIN = 600_000;
    private static final long GRACE = 20_000;
    private static final long START = 1_000_000_000_000L;

    @TempDir
    Path state;

    static Stream<Arguments> runs() {
        List<Arguments> runs = new ArrayList<>();
        for (int seed = 0; seed < 2 * SCALE; seed++) {
            for (int classes : new int[] {0, 2, 4}) {
                runs.add(Arguments.of(seed, classes, false));
                runs.add(Arguments.of(seed, classes, true));
            }
        }
        return runs.stream();
    }

    @ParameterizedTest(name = "seed {0}, {1} classes, last wins {2}")
    @MethodSource("runs")
    void randomRecords_giveTheFiguresOfABatch(int seed, int classes, boolean lastWins) throws Exception {
        Random random = new Random(seed);
        RandomRecords records = new RandomRecords(random, classes, KEYS, START, JOIN, GRACE);
        List<String> arguments = new ArrayList<>(List.of(
                "--input=in",
                "--outcomes-topic=out",
                "--outcome=real",
                "--join-window=" + JOIN + "ms",
                "--grace=" + GRACE + "ms",
                "--window=1m"));
        arguments.add("--outcome-wins=" + (lastWins ? "last" : "first"));
        if (classes == 0) {
            arguments.add("--numbers");
        }
        try (Driven driven = new Driven(state, arguments.toArray(String[]::new))) {
            records.inOrder()
                    .forEach(record -> driven.send(record.topic(), record.key(), record.json(), record.time()));
            // two, because a record is too old only when a later one has come
            driven.send("out", "end", "{\"real\":0}", START + 10 * JOIN);
            driven.send("out", "end", "{\"real\":0}", START + 10 * JOIN);
            driven.driver.advanceWallClockTime(java.time.Duration.ofMillis(10 * JOIN));
            TreeMap<String, List<Pair>> expected = new Batch(JOIN, lastWins).windows(records.inOrder(), 60_000);
            List<JsonNode> figures = driven.read("in-window-figures");
            assertThat(driven.metric("dropped-records-total")).isZero();
            assertThat(figures).hasSize(expected.size()).hasSizeGreaterThan(10);
            for (JsonNode window : figures) {
                String group = window.get("startMs").asLong() + "/"
                        + window.get("model").asText() + "/" + window.get("arm").asText();
                assertThat(expected).containsKey(group);
                check(window, expected.get(group), classes);
            }
            long matched = expected.values().stream().mapToLong(List::size).sum();
            assertThat(driven.metric("joined-total")).isEqualTo(matched);
            assertThat(driven.metric("unmatched-predictions-total")).isEqualTo(records.predictions() - matched);
        }
    }

    private static void check(JsonNode window, List<Pair> pairs, int classes) {
        assertThat(window.get("total").asLong()).isEqualTo(pairs.size());
        if (classes == 0) {
            near(window, "rmse", Batch.rmse(pairs));
            near(window, "mae", Batch.mae(pairs));
            near(window, "bias", Batch.bias(pairs));
            near(window, "r2", Batch.r2(pairs));
            near(window, "inside", Batch.inside(pairs));
            return;
        }
        near(window, "accuracy", Batch.accuracy(pairs));
        near(window, "logLoss", Batch.logLoss(pairs));
        near(window, "brier", Batch.brier(pairs));
        for (String label : RandomRecords.labels(classes)) {
            near(window.at("/classes/" + label), "precision", Batch.precision(pairs, label));
            near(window.at("/classes/" + label), "recall", Batch.recall(pairs, label));
        }
        List<String> ranked = classes == 2 ? List.of("c 1") : RandomRecords.labels(classes);
        bounded(window, "auc", ranked.stream().mapToDouble(label -> Batch.auc(pairs, label)));
        bounded(window, "prAuc", ranked.stream().mapToDouble(label -> Batch.averagePrecision(pairs, label)));
        near(window, "calibrationError", Batch.calibrationError(pairs, classes == 2));
    }

    /** The mean over the classes that have records of their own and others. */
    private static void bounded(JsonNode window, String name, java.util.stream.DoubleStream classes) {
        double expected = classes.filter(Double::isFinite).average().orElse(Double.NaN);
        if (Double.isNaN(expected)) {
            assertThat(window.has(name)).isFalse();
            return;
        }
        double bound = window.get(name + "Bound").asDouble();
        assertThat(window.get(name).asDouble()).as("%s of %s", name, window).isCloseTo(expected, within(bound + 1e-9));
    }

    private static void near(JsonNode window, String name, double expected) {
        if (Double.isNaN(expected)) {
            assertThat(window.has(name)).as(name).isFalse();
        } else {
            assertThat(window.get(name).asDouble())
                    .as("%s of %s", name, window)
                    .isCloseTo(expected, within(1e-9 * Math.max(1, Math.abs(expected))));
        }
    }

    @Test
    void aucBound_isSmallForScoresAtTheEdge() throws Exception {
        Random random = new Random(7);
        List<Pair> pairs = new ArrayList<>();
        try (Driven driven = new Driven(state, "--input=in", "--actual=real", "--grace=0s")) {
            for (int i = 0; i < 5_000; i++) {
                // a rare class, as fraud is: all probabilities are below 0.02
                double share = 0.02 * random.nextDouble() * random.nextDouble();
                boolean happens = random.nextDouble() < 20 * share;
                Pair pair = Pair.ofClass(happens ? "yes" : "no", "no", List.of("no", "yes"), 1 - share, share);
                pairs.add(pair);
                driven.send(
                        "in",
                        null,
                        String.format(
                                Locale.ROOT,
                                "{\"real\":\"%s\",\"prediction\":\"no\",\"prediction_p_no\":%s,\"prediction_p_yes\":%s}",
                                pair.actual(),
                                1 - share,
                                share),
                        START + i);
            }
            driven.send("in", null, "{}", START + 100_000);
            JsonNode window = driven.read("in-window-figures").get(0);
            assertThat(window.get("aucBound").asDouble()).isLessThan(0.002);
            assertThat(window.get("auc").asDouble())
                    .isCloseTo(
                            Batch.auc(pairs, "yes"),
                            within(window.get("aucBound").asDouble()));
            assertThat(window.get("prAucBound").asDouble()).isLessThan(0.02);
        }
    }
}

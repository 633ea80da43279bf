package io.connectmojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.connectmojo.cases.ModelFolder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The figures of a comparison, against the same figures of what H2O's wrapper answers for both models. */
class ComparisonFiguresTest {
    private static final int ROUNDS = 10;
    private static final String TOTAL = ",arm=challenger,window=total";

    private final String id = UUID.randomUUID().toString();
    private final ShownMetrics shown = new ShownMetrics(id);

    /** The class that is said to have happened; empty for numbers. */
    private String truth = "";

    private MojoScorer.Value<SinkRecord> open;

    private double value(String metric, String tags) {
        return ((Number) shown.get(metric, tags)).doubleValue();
    }

    private void run(Map<String, String> further, String kind) {
        Map<String, String> config = new HashMap<>(further);
        config.put("metrics.id", id);
        config.putAll(Customers.format(kind, "happened"));
        MojoScorer.Value<SinkRecord> scorer = Customers.scorer(config);
        open = scorer;
        await().atMost(Duration.ofSeconds(20))
                .until(() -> shown.get("model-loads-total", ",arm=challenger").equals(1L));
        for (int i = 0; i < ROUNDS * Customers.ROWS; i++) {
            int row = i % Customers.ROWS;
            scorer.apply(Customers.record(kind, "k" + i, Customers.row(row, "happened", happened(row))));
        }
    }

    @AfterEach
    void close() {
        open.close();
    }

    private Object happened(int row) {
        return truth.isEmpty() ? Integer.toString(100 + row) : row % 3 == 0 ? null : truth;
    }

    private static Map<String, String> models(String champion, String challenger) {
        return Map.of(
                "model.path", ModelFolder.of("trained/" + champion).model().toString(),
                "challenger.model.path",
                        ModelFolder.of("trained/" + challenger).model().toString());
    }

    /** Bins that hold equally many of the sorted values. */
    private static double psi(List<Double> expected, List<Double> actual) {
        double[] sorted =
                expected.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        List<Double> edges = new ArrayList<>();
        int from = 0;
        while (from < sorted.length) {
            int bin = from * 10 / sorted.length;
            int to = (int) Math.ceil((bin + 1) * sorted.length / 10.0);
            while (to < sorted.length && sorted[to] == sorted[to - 1]) {
                to++;
            }
            edges.add(sorted[to - 1]);
            from = to;
        }
        edges.set(edges.size() - 1, Double.POSITIVE_INFINITY);
        double[] p = new double[edges.size()];
        double[] q = new double[edges.size()];
        Arrays.fill(p, 0.5);
        Arrays.fill(q, 0.5);
        expected.forEach(score -> p[bin(edges, score)]++);
        actual.forEach(score -> q[bin(edges, score)]++);
        return psi(p, q);
    }

    private static int bin(List<Double> edges, double score) {
        int bin = 0;
        while (score > edges.get(bin)) {
            bin++;
        }
        return bin;
    }

    private static double psi(double[] p, double[] q) {
        double all = Arrays.stream(p).sum();
        double others = Arrays.stream(q).sum();
        double sum = 0;
        for (int i = 0; i < p.length; i++) {
            sum += (q[i] / others - p[i] / all) * Math.log(q[i] / others * all / p[i]);
        }
        return sum;
    }

    private static List<Double> scores(List<Map<String, Object>> answers, String name) {
        List<Double> scores = new ArrayList<>();
        for (int i = 0; i < ROUNDS; i++) {
            answers.forEach(answer -> scores.add(
                    name.isEmpty()
                            ? (Double) answer.get("value")
                            : (Double) ((Map<?, ?>) answer.get("probabilities")).get(name)));
        }
        return scores;
    }

    private void assertDifferences(List<Double> one, List<Double> other) {
        double sum = 0;
        double largest = 0;
        for (int i = 0; i < one.size(); i++) {
            double difference = Math.abs(one.get(i) - other.get(i));
            sum += difference;
            largest = Math.max(largest, difference);
        }
        assertThat(value("challenger-compared", TOTAL)).isEqualTo(one.size());
        assertThat(value("challenger-difference-mean", TOTAL)).isCloseTo(sum / one.size(), within(1e-9));
        assertThat(value("challenger-difference-max", TOTAL)).isEqualTo(largest);
        assertThat(value("challenger-psi", ",arm=challenger")).isCloseTo(psi(one, other), within(1e-9));
        assertThat(value("challenger-psi-noise", ",arm=challenger"))
                .isBetween(0.01, 0.2)
                .isNotNaN();
    }

    @ParameterizedTest
    @ValueSource(strings = {"struct", "json"})
    void numbers_haveTheirDifferencesWithEachArmsError(String kind) throws Exception {
        List<Map<String, Object>> gbm = Customers.answers(Customers.GBM);
        List<Map<String, Object>> drf = Customers.answers(Customers.DRF);
        Map<String, String> config = new HashMap<>(models("gbm_regression", "drf_regression"));
        config.put("outcome.field", "happened");
        run(config, kind);
        assertDifferences(scores(gbm, ""), scores(drf, ""));
        assertThat(shown.beans()).noneMatch(name -> name.contains("challenger-agreement"));
        for (String arm : List.of("champion", "challenger")) {
            List<Map<String, Object>> answers = arm.equals("champion") ? gbm : drf;
            double errors = 0;
            for (int row = 0; row < Customers.ROWS; row++) {
                errors += Math.abs((Double) answers.get(row).get("value") - (100 + row));
            }
            assertThat(value("mae", ",arm=" + arm + ",window=total"))
                    .as(arm)
                    .isCloseTo(errors / Customers.ROWS, within(1e-9));
            assertThat(value("score-time-max-us", ",arm=" + arm)).isPositive();
        }
    }

    @ParameterizedTest
    @CsvSource({"gbm_binomial,glm_binomial", "glm_binomial,drf_binomial"})
    void labels_agreeAsH2osDo(String champion, String challenger) throws Exception {
        List<Map<String, Object>> one = Customers.answers(ModelFolder.of("trained/" + champion));
        List<Map<String, Object>> other = Customers.answers(ModelFolder.of("trained/" + challenger));
        truth = (String) one.get(0).get("label");
        Map<String, String> config = new HashMap<>(models(champion, challenger));
        config.put("outcome.field", "happened");
        run(config, "map");
        List<?> names = List.copyOf(((Map<?, ?>) one.get(0).get("probabilities")).keySet());
        assertDifferences(scores(one, (String) names.get(1)), scores(other, (String) names.get(1)));
        assertAgreement(one, other);
        assertThat(value("accuracy", ",arm=challenger,window=total")).isCloseTo(accuracy(other), within(1e-12));
        assertThat(value("accuracy", ",arm=champion,window=total")).isCloseTo(accuracy(one), within(1e-12));
    }

    private double accuracy(List<Map<String, Object>> answers) {
        int asked = 0;
        int right = 0;
        for (int row = 0; row < Customers.ROWS; row++) {
            asked += happened(row) == null ? 0 : 1;
            right += truth.equals(answers.get(row).get("label")) && happened(row) != null ? 1 : 0;
        }
        return (double) right / asked;
    }

    private void assertAgreement(List<Map<String, Object>> one, List<Map<String, Object>> other) {
        int agreed = 0;
        for (int row = 0; row < Customers.ROWS; row++) {
            agreed += one.get(row).get("label").equals(other.get(row).get("label")) ? 1 : 0;
        }
        assertThat(agreed).isBetween(1, Customers.ROWS - 1);
        assertThat(value("challenger-agreement", TOTAL)).isCloseTo((double) agreed / Customers.ROWS, within(1e-12));
    }

    @ParameterizedTest
    @CsvSource({"gbm_multinomial,glm_multinomial"})
    void manyLabels_areComparedByTheirShares(String champion, String challenger) throws Exception {
        List<Map<String, Object>> one = Customers.answers(ModelFolder.of("trained/" + champion));
        List<Map<String, Object>> other = Customers.answers(ModelFolder.of("trained/" + challenger));
        run(models(champion, challenger), "delimited");
        assertAgreement(one, other);
        List<String> names = new ArrayList<>();
        one.forEach(answer -> names.add((String) answer.get("label")));
        List<String> classes = names.stream().distinct().toList();
        double[] p = new double[classes.size()];
        double[] q = new double[classes.size()];
        Arrays.fill(p, 0.5);
        Arrays.fill(q, 0.5);
        one.forEach(answer -> p[classes.indexOf((String) answer.get("label"))] += ROUNDS);
        other.forEach(answer -> q[classes.indexOf((String) answer.get("label"))] += ROUNDS);
        assertThat(value("challenger-psi", ",arm=challenger")).isCloseTo(psi(p, q), within(1e-9));
    }
}

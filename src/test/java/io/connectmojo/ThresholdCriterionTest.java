package io.connectmojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.connectmojo.cases.CsvFile;
import io.connectmojo.cases.ModelFolder;
import io.connectmojo.model.load.ModelLoader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * {@code output.threshold} as one of H2O's criteria. What is right is told by H2O: the table in {@code modelDetails.json}, read here
 * with another library, the threshold of {@code model.ini}, and the labels and probabilities of H2O's own predictions.
 */
class ThresholdCriterionTest {
    private static final ModelFolder AIRLINE = ModelFolder.of("airline-delays");

    static List<ModelFolder> binomialWithTable() {
        return ModelFolder.inRepository().stream()
                .filter(folder -> folder.category().equals("Binomial") && !folder.isHandmade())
                .filter(folder -> !table(folder).isEmpty())
                .toList();
    }

    @Test
    void models_areManyWithEighteenCriteriaEach() {
        assertThat(binomialWithTable()).hasSizeGreaterThan(30);
        assertThat(table(AIRLINE)).hasSize(18).containsKeys("max f1", "max f2", "max min_per_class_accuracy");
    }

    @ParameterizedTest
    @MethodSource("binomialWithTable")
    void model_hasH2osTableWhoseMaxF1IsItsOwnThreshold(ModelFolder folder) throws IOException {
        Map<String, Double> read = ModelLoader.load(folder.model()).thresholds();
        assertThat(read).containsExactlyEntriesOf(table(folder));
        assertThat(read.get("max f1")).isEqualTo(ownThreshold(folder));
    }

    @ParameterizedTest
    @MethodSource("criteria")
    void label_followsTheThresholdOfTheCriterion(String criterion) {
        double threshold = table(AIRLINE).get(criterion);
        CsvFile input = AIRLINE.input();
        CsvFile expected = AIRLINE.csv("expected.csv");
        int yes = 0;
        try (MojoScorer.Value<SinkRecord> scorer = scorer(criterion)) {
            for (int row = 0; row < input.rows().size(); row++) {
                Map<String, Object> flight = new LinkedHashMap<>();
                for (String column : input.header()) {
                    flight.put(column, input.cell(row, column));
                }
                String label = Double.parseDouble(expected.cell(row, "YES")) >= threshold ? "YES" : "NO";
                yes += label.equals("YES") ? 1 : 0;
                assertThat(((Map<?, ?>) scorer.apply(Houses.record(null, flight))
                                        .value())
                                .get("prediction"))
                        .as("row %d", row)
                        .isEqualTo(label);
                if (criterion.equals("max f1")) {
                    assertThat(label).as("H2O's own label").isEqualTo(expected.cell(row, "predict"));
                }
            }
        }
        assertThat(yes).as("rows of the second class").isBetween(1, input.rows().size() - 1);
    }

    static List<String> criteria() {
        return List.of("max f1", "max f2", "max f0point5", "max accuracy", "max absolute_mcc", "max recall");
    }

    @Test
    void unknownCriterion_isRefusedWithThoseOfTheModel() {
        assertThatThrownBy(() -> scorer("max f3"))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith(
                        "MOJO-C011 The model has no threshold for 'max f3' [output.threshold] - it has 18")
                .satisfies(e -> assertThat(e.getMessage().lines().findFirst().orElseThrow())
                        .hasSizeLessThanOrEqualTo(240))
                .satisfies(e -> assertThat(e.getMessage().lines().skip(1).map(String::strip))
                        .containsExactlyElementsOf(table(AIRLINE).keySet()));
    }

    @ParameterizedTest
    @MethodSource("withoutTable")
    void modelWithoutCriteria_isRefusedWithTheReason(ModelFolder folder, String why) {
        assertThatThrownBy(() -> {
                    try (MojoScorer.Value<SinkRecord> scorer = new MojoScorer.Value<>()) {
                        scorer.configure(
                                Houses.config("model.path", folder.model().toString(), "output.threshold", "max f1"));
                    }
                })
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("MOJO-C011 ")
                .hasMessageContaining("[output.threshold]")
                .hasMessageContaining(why);
    }

    static Stream<org.junit.jupiter.params.provider.Arguments> withoutTable() {
        return Stream.of(
                org.junit.jupiter.params.provider.Arguments.of(ModelFolder.of("handmade/svm_binomial"), "no table"),
                org.junit.jupiter.params.provider.Arguments.of(
                        ModelFolder.of("trained/glm_fractionalbinomial"), "no table"),
                org.junit.jupiter.params.provider.Arguments.of(Houses.MODEL, "category Regression"),
                org.junit.jupiter.params.provider.Arguments.of(ModelFolder.of("iris"), "not compared with one"));
    }

    private static MojoScorer.Value<SinkRecord> scorer(String threshold) {
        MojoScorer.Value<SinkRecord> scorer = new MojoScorer.Value<>();
        scorer.configure(Houses.config("model.path", AIRLINE.model().toString(), "output.threshold", threshold));
        return scorer;
    }

    /** By H2O's rule: of the validation frame where there is one, else of the training frame. */
    private static Map<String, Double> table(ModelFolder folder) {
        Map<String, Double> table = new LinkedHashMap<>();
        JsonNode output = json(folder, "experimental/modelDetails.json").path("output");
        for (String metrics : new String[] {"validation_metrics", "training_metrics"}) {
            JsonNode data =
                    output.path(metrics).path("max_criteria_and_metric_scores").path("data");
            for (int i = 0; table.size() == i && i < data.path(0).size(); i++) {
                if (data.get(1).get(i).isNumber()) {
                    table.put(data.get(0).get(i).asText(), data.get(1).get(i).asDouble());
                }
            }
            if (!data.isMissingNode()) {
                return table.containsKey("max f1") ? table : Map.of();
            }
        }
        return table;
    }

    private static double ownThreshold(ModelFolder folder) throws IOException {
        try (ZipFile zip = new ZipFile(folder.model().toFile());
                InputStream ini = zip.getInputStream(zip.getEntry("model.ini"))) {
            return new String(ini.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.startsWith("default_threshold = "))
                    .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf('=') + 1)))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static JsonNode json(ModelFolder folder, String entry) {
        try (ZipFile zip = new ZipFile(folder.model().toFile())) {
            ZipEntry found = zip.getEntry(entry);
            return found == null
                    ? new ObjectMapper().createObjectNode()
                    : new ObjectMapper().readTree(zip.getInputStream(found));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}

package io.connectmojo.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.connectmojo.cases.CsvFile;
import io.connectmojo.cases.ModelFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Figures are compared with those that follow from H2O's own predictions of both models. */
class CompareCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ModelFolder GBM = ModelFolder.of("trained/gbm_binomial");
    private static final ModelFolder GLM = ModelFolder.of("trained/glm_binomial");
    private static final ModelFolder PRICE = ModelFolder.of("trained/gbm_regression");
    private static final ModelFolder OTHER_PRICE = ModelFolder.of("trained/drf_regression");

    @TempDir
    Path temp;

    private static MojoRun compare(Object old, Object now, Path data, Object... more) {
        List<Object> args = new ArrayList<>(List.of("compare", old, now, "--data", data));
        args.addAll(List.of(more));
        return MojoRun.of(args.toArray());
    }

    private static JsonNode json(MojoRun run) throws IOException {
        assertThat(run.out()).as(run.err()).startsWith("{");
        return JSON.readTree(run.out());
    }

    private static Path input(ModelFolder model) {
        return model.path().resolve("input.csv");
    }

    /** The rows with a last column of what a third model's cluster predicted, as if it had happened. */
    private Path withOutcome(ModelFolder third) throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(input(third)));
        CsvFile expected = third.csv("expected.csv");
        lines.set(0, lines.get(0) + ",happened");
        for (int i = 1; i < lines.size(); i++) {
            lines.set(i, lines.get(i) + "," + expected.cell(i - 1, "predict"));
        }
        return Files.write(temp.resolve("happened.csv"), lines);
    }

    private static Stream<Integer> rows(ModelFolder model) {
        return Stream.iterate(0, i -> i < model.csv("expected.csv").rows().size(), i -> i + 1);
    }

    private static double number(ModelFolder model, int row, String column) {
        return Double.parseDouble(model.csv("expected.csv").cell(row, column));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "house-prices",
                "iris",
                "airline-delays",
                "trained/kmeans_categorical",
                "trained/coxph",
                "trained/pca"
            })
    void modelWithItself_takesOver(String name) throws IOException {
        ModelFolder model = ModelFolder.of(name);
        MojoRun run = compare(model.model(), model.model(), input(model), "--json");
        JsonNode facts = json(run);
        assertThat(run.exit()).as(run.out() + run.err()).isZero();
        assertThat(facts.get("may_take_over").asBoolean()).isTrue();
        assertThat(facts.get("most_different")).isEmpty();
        assertThat(facts.get("columns").get("gained")).isEmpty();
        if (facts.has("psi")) {
            assertThat(facts.get("psi").asDouble()).isZero();
            assertThat(facts.get("agreement").asDouble()).isEqualTo(1);
        }
    }

    @Test
    void labels_areComparedAsTheClustersPredicted() throws IOException {
        JsonNode facts = json(compare(GBM.model(), GLM.model(), input(GBM), "--json", "--rows", 5));
        double same = rows(GBM)
                .filter(i -> GBM.csv("expected.csv")
                        .cell(i, "predict")
                        .equals(GLM.csv("expected.csv").cell(i, "predict")))
                .count();
        assertThat(facts.get("agreement").asDouble())
                .isEqualTo(same / rows(GBM).count())
                .isBetween(0.3, 0.99);
        double largest = rows(GBM)
                .mapToDouble(i -> Math.abs(number(GBM, i, "yes") - number(GLM, i, "yes")))
                .max()
                .orElseThrow();
        JsonNode first = facts.get("most_different").get(0);
        assertThat(facts.get("most_different")).hasSize(5);
        assertThat(first.get("distance").asDouble()).isEqualTo(largest);
        int row = first.get("record").asInt() - 1;
        assertThat(Math.abs(number(GBM, row, "yes") - number(GLM, row, "yes"))).isEqualTo(largest);
        assertThat(first.get("old_reasons")).hasSize(3);
        assertThat(first.get("new_reasons")).hasSize(3);
        double mean = rows(GBM)
                .mapToDouble(i -> number(GLM, i, "yes") - number(GBM, i, "yes"))
                .average()
                .orElseThrow();
        assertThat(facts.at("/difference/mean").asDouble()).isCloseTo(mean, within(1e-12));
    }

    @Test
    void quality_isThatOfTheClustersPredictions() throws IOException {
        ModelFolder third = ModelFolder.of("trained/drf_binomial");
        JsonNode facts = json(compare(GBM.model(), GLM.model(), withOutcome(third), "--outcome", "happened", "--json"));
        JsonNode metrics = facts.at("/quality/metrics");
        assertThat(facts.at("/quality/rows").asInt())
                .isEqualTo(third.input().rows().size());
        assertThat(metrics.get(0).at("/old/value").asDouble()).isCloseTo(logLoss(GBM, third), within(1e-9));
        assertThat(metrics.get(0).at("/new/value").asDouble()).isCloseTo(logLoss(GLM, third), within(1e-9));
        assertThat(metrics.get(2).at("/old/value").asDouble()).isCloseTo(auc(GBM, third), within(1e-12));
        assertThat(metrics.get(2).at("/new/value").asDouble()).isCloseTo(auc(GLM, third), within(1e-12));
        assertThat(metrics.get(2).at("/new/low").asDouble())
                .isLessThan(metrics.get(2).at("/new/value").asDouble());
    }

    private static boolean happened(ModelFolder third, int row) {
        return third.csv("expected.csv").cell(row, "predict").equals("yes");
    }

    private static double logLoss(ModelFolder model, ModelFolder third) {
        return rows(model)
                .mapToDouble(i -> -Math.log(number(model, i, happened(third, i) ? "yes" : "no")))
                .average()
                .orElseThrow();
    }

    /** Pair by pair. */
    private static double auc(ModelFolder model, ModelFolder third) {
        double won = 0;
        double pairs = 0;
        for (int yes : rows(model).filter(i -> happened(third, i)).toList()) {
            for (int no : rows(model).filter(i -> !happened(third, i)).toList()) {
                pairs++;
                won += (1 + Math.signum(number(model, yes, "yes") - number(model, no, "yes"))) / 2;
            }
        }
        return won / pairs;
    }

    @Test
    void numbers_areComparedAsTheClustersPredicted() throws IOException {
        Path data = withOutcome(ModelFolder.of("trained/gbm_weights"));
        JsonNode facts = json(compare(PRICE.model(), OTHER_PRICE.model(), data, "--outcome", "happened", "--json"));
        double squares = rows(PRICE)
                .mapToDouble(i -> Math.pow(
                        number(PRICE, i, "predict") - number(ModelFolder.of("trained/gbm_weights"), i, "predict"), 2))
                .average()
                .orElseThrow();
        JsonNode rmse = facts.at("/quality/metrics").get(0);
        assertThat(rmse.get("name").asText()).isEqualTo("rmse");
        assertThat(rmse.at("/old/value").asDouble()).isCloseTo(Math.sqrt(squares), within(1e-9));
        assertThat(rmse.at("/difference/low").asDouble())
                .isLessThan(rmse.at("/difference/high").asDouble());
        double largest = rows(PRICE)
                .mapToDouble(i -> Math.abs(number(PRICE, i, "predict") - number(OTHER_PRICE, i, "predict")))
                .max()
                .orElseThrow();
        assertThat(facts.get("most_different").get(0).get("distance").asDouble())
                .isEqualTo(largest);
        long cells = 0;
        for (JsonNode row : facts.at("/matrix/counts")) {
            for (JsonNode cell : row) {
                cells += cell.asLong();
            }
        }
        assertThat(cells).isEqualTo(rows(PRICE).count());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "trained/gbm_binomial   | trained/gbm_regression       | it is of category Regression, the old one of Binomial",
                "trained/gbm_binomial   | trained/gbm_calibrated_platt | ",
                "trained/gbm_binomial   | trained/gbm_offset_bernoulli | has scored none of the records",
                "trained/glm_binomial   | airline-delays               | MOJO-",
                "trained/gbm_multinomial| iris                         | MOJO-",
            })
    void whatAWorkerWouldRefuse_mayNotTakeOver(String old, String now, String why) throws IOException {
        MojoRun run =
                compare(ModelFolder.of(old).model(), ModelFolder.of(now).model(), input(ModelFolder.of(old)), "--json");
        JsonNode facts = json(run);
        assertThat(run.exit()).as(run.err()).isEqualTo(why == null ? 0 : 1);
        assertThat(facts.get("may_take_over").asBoolean()).isEqualTo(why == null);
        if (why != null) {
            assertThat(facts.get("because").get(0).asText()).contains(why);
        }
    }

    @Test
    void outputsOfTheConnector_decideToo() throws IOException {
        ModelFolder calibrated = ModelFolder.of("trained/gbm_calibrated_platt");
        Path config = TestConnector.write(temp, calibrated.model(), "output.include", "calibrated.probabilities");
        MojoRun run = compare(calibrated.model(), GBM.model(), input(GBM), "--config", config);
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.out()).startsWith("The new model may not take over:\n").contains("MOJO-M030 ", "MOJO-C008 ");
        MojoRun plain = compare(calibrated.model(), GBM.model(), input(GBM));
        assertThat(plain.exit()).as(plain.out() + plain.err()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "--min-agreement, 1, 1, the models agree in a share of 0.",
        "--min-agreement, 0.1, 0, may take over",
        "--max-shift, 0.0001, 1, the PSI between the predictions is ",
        "--max-shift, 100, 0, may take over",
        "--max-shift, -1, 2, --max-shift takes 0 or more",
        "--rows, -1, 2, --rows takes 0 to 1000",
    })
    void limits_decideTheExitCode(String option, String limit, int exit, String told) {
        MojoRun run = compare(GBM.model(), GLM.model(), input(GBM), option, limit);
        assertThat(run.exit()).isEqualTo(exit);
        assertThat(run.out() + run.err()).contains(told);
    }

    @Test
    void text_showsEveryPart() throws IOException {
        MojoRun run = compare(
                GBM.model(), GLM.model(), withOutcome(ModelFolder.of("trained/drf_binomial")), "--outcome", "happened");
        assertThat(run.out())
                .contains(
                        "The new model may take over.",
                        "old: Gradient Boosting Machine",
                        "new: Generalized Linear Model")
                .contains("µs a row", "MB in memory", "the same, with the same levels", "agreement", "PSI", "old\\new")
                .contains(
                        "with 95 % bounds",
                        "auc: old ", "difference of logloss", "Records that differ most", "    old: ");
    }

    @Test
    void noRecordForTheOldModel_isADataProblem() throws IOException {
        Path data = Files.writeString(temp.resolve("none.csv"), "a\n1\n");
        MojoRun run = compare(GBM.model(), GLM.model(), data);
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err()).contains("MOJO-D101", "the old model has scored none");
    }
}

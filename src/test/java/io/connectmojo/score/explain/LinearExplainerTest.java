package io.connectmojo.score.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import hex.ModelCategory;
import hex.genmodel.GenModel;
import hex.genmodel.algos.ensemble.StackedEnsembleMojoModel;
import hex.genmodel.algos.glm.GlmMojoModelBase;
import io.connectmojo.cases.ModelFolder;
import io.connectmojo.model.load.EditedMojo;
import io.connectmojo.score.NotCompiled;
import io.connectmojo.score.compiled.tree.ModelZips;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The oracle is what genmodel predicts, its link undone, and the coefficients as the MOJO writes them. */
class LinearExplainerTest {
    private static final int ROWS = 300 * Integer.getInteger("mojo.tests.scale", 1);

    private record Case(String name, GenModel model, Map<String, String> ini) {
        double number(String key, double otherwise) {
            return ini.containsKey(key) ? Double.parseDouble(ini.get(key)) : otherwise;
        }

        double[] numbers(String key) {
            String list = ini.getOrDefault(key, "[]");
            return Arrays.stream(list.substring(1, list.length() - 1).split(", "))
                    .filter(item -> !item.isEmpty())
                    .mapToDouble(Double::parseDouble)
                    .toArray();
        }

        /** The margin that a prediction stands for. */
        double predicted(double margin) {
            return switch (ini.get("link")) {
                case "identity" -> GenModel.GLM_identityInv(margin);
                case "logit" -> GenModel.GLM_logitInv(margin);
                case "log" -> GenModel.GLM_logInv(margin);
                case "inverse" -> GenModel.GLM_inverseInv(margin);
                case "tweedie" -> GenModel.GLM_tweedieInv(margin, number("tweedie_link_power", 0));
                default -> throw new AssertionError(ini.get("link"));
            };
        }
    }

    private static Stream<Case> linear(boolean multinomial) {
        return ModelFolder.all().stream().flatMap(folder -> {
            GenModel model = ModelZips.load(folder.model());
            return model instanceof GlmMojoModelBase
                            && model.getModelCategory() != ModelCategory.Ordinal
                            && model.nclasses() > 2 == multinomial
                    ? Stream.of(new Case(folder.name(), model, ini(folder)))
                    : Stream.empty();
        });
    }

    private static Map<String, String> ini(ModelFolder folder) {
        try {
            byte[] ini =
                    EditedMojo.of(Files.readAllBytes(folder.model())).entries().get("model.ini");
            Map<String, String> pairs = new TreeMap<>();
            for (String line : new String(ini, StandardCharsets.UTF_8).split("\n")) {
                int equals = line.indexOf(" = ");
                if (equals > 0) {
                    pairs.put(
                            line.substring(0, equals),
                            line.substring(equals + 3).trim());
                }
            }
            return pairs;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @TestFactory
    Stream<DynamicTest> contributions_addUpToTheMarginOfThePrediction() {
        return linear(false)
                .map(c -> DynamicTest.dynamicTest(c.name, () -> {
                    Explanation explanation = Explainers.of(c.model).newExplanation();
                    double[] contributions = new double[c.model.nfeatures() + 1];
                    CellRows rows = new CellRows(c.model, new float[0][], 3);
                    double[] row = new double[c.model.nfeatures()];
                    double[] predictions = new double[c.model.getPredsSize()];
                    for (int i = 0; i < ROWS; i++) {
                        fill(c, rows, row);
                        explanation.read(row);
                        explanation.explain(0, contributions, 0);
                        double expected = c.model.score0(row.clone(), 0, predictions)[c.model.nclasses() == 2 ? 2 : 0];
                        double predicted =
                                c.predicted(Arrays.stream(contributions).sum());
                        if (Double.isFinite(expected)) {
                            assertThat(predicted)
                                    .as("row %d: %s", i, Arrays.toString(row))
                                    .isCloseTo(
                                            expected,
                                            offset(1e-9
                                                    * Math.max(1e-9, Math.abs(expected))
                                                    * (1 + size(contributions))));
                        }
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> contributionsOfAClass_giveItsProbability() {
        return linear(true)
                .map(c -> DynamicTest.dynamicTest(c.name, () -> {
                    Explainer explainer = Explainers.of(c.model);
                    Explanation explanation = explainer.newExplanation();
                    double[] contributions = new double[c.model.nfeatures() + 1];
                    CellRows rows = new CellRows(c.model, new float[0][], 3);
                    double[] row = new double[c.model.nfeatures()];
                    double[] predictions = new double[c.model.getPredsSize()];
                    for (int i = 0; i < ROWS; i++) {
                        fill(c, rows, row);
                        explanation.read(row);
                        double[] margins = new double[explainer.classes()];
                        double most = Double.NEGATIVE_INFINITY;
                        for (int k = 0; k < margins.length; k++) {
                            explanation.explain(k, contributions, 0);
                            margins[k] = Arrays.stream(contributions).sum();
                            most = Math.max(most, margins[k]);
                        }
                        double all = 0;
                        for (double margin : margins) {
                            all += Math.exp(margin - most);
                        }
                        c.model.score0(row.clone(), 0, predictions);
                        for (int k = 0; k < margins.length; k++) {
                            assertThat(Math.exp(margins[k] - most) / all)
                                    .as("class %d, row %d", k, i)
                                    .isCloseTo(predictions[1 + k], offset(1e-9));
                        }
                    }
                }));
    }

    /** Of numbers that a person would send; and without means, missing cells are refused before. */
    private static void fill(Case c, CellRows rows, double[] row) {
        rows.fill(row);
        boolean imputes = c.ini.get("mean_imputation").equals("true");
        for (int i = 0; i < row.length; i++) {
            if (Double.isInfinite(row[i]) || Math.abs(row[i]) > 1e6) {
                row[i] = 17;
            }
            if (Double.isNaN(row[i]) && !imputes) {
                row[i] = 0;
            }
        }
    }

    private static double size(double[] values) {
        return Arrays.stream(values).map(Math::abs).sum();
    }

    @TestFactory
    Stream<DynamicTest> aNumber_contributesItsDistanceFromTheMeanOfTheMojo() {
        return linear(false)
                .map(c -> DynamicTest.dynamicTest(c.name, () -> {
                    int categorical = (int) c.number("cats", 0);
                    double[] offsets = c.numbers("cat_offsets");
                    double[] means = c.numbers("num_means");
                    double[] beta = c.numbers("beta");
                    Explanation explanation = Explainers.of(c.model).newExplanation();
                    double[] row = new double[c.model.nfeatures()];
                    double[] contributions = new double[row.length + 1];
                    for (int i = categorical; i < row.length; i++) {
                        double coefficient = beta[(int) offsets[categorical] + i - categorical];
                        double mean = means.length == 0 ? 0 : means[i - categorical];
                        row[i] = mean + 3;
                        explanation.read(row);
                        explanation.explain(0, contributions, 0);
                        assertThat(contributions[i])
                                .isCloseTo(3 * coefficient, offset(1e-9 * (1 + Math.abs(mean * coefficient))));
                        row[i] = means.length == 0 ? 0 : Double.NaN;
                        explanation.read(row);
                        explanation.explain(0, contributions, 0);
                        assertThat(contributions[i]).as("missing").isZero();
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> aLevel_contributesItsCoefficient() {
        return linear(false)
                .map(c -> DynamicTest.dynamicTest(c.name, () -> {
                    int categorical = (int) c.number("cats", 0);
                    double[] offsets = c.numbers("cat_offsets");
                    double[] beta = c.numbers("beta");
                    boolean skipped = c.ini.get("use_all_factor_levels").equals("false");
                    Explanation explanation = Explainers.of(c.model).newExplanation();
                    double[] row = new double[c.model.nfeatures()];
                    double[] contributions = new double[row.length + 1];
                    for (int i = 0; i < categorical; i++) {
                        for (int level = 0; level < c.model.getDomainValues(i).length; level++) {
                            row[i] = level;
                            explanation.read(row);
                            explanation.explain(0, contributions, 0);
                            int place = (int) offsets[i] + level - (skipped ? 1 : 0);
                            boolean has = place >= offsets[i] && place < offsets[i + 1];
                            assertThat(contributions[i]).isEqualTo(has ? beta[place] : 0);
                        }
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> anEnsemble_isExplainedByItsBaseModelsOrRefused() {
        return ModelFolder.all().stream()
                .filter(folder -> ModelZips.load(folder.model()) instanceof StackedEnsembleMojoModel)
                .map(folder -> DynamicTest.dynamicTest(folder.name(), () -> {
                    GenModel model = ModelZips.load(folder.model());
                    if (model.getModelCategory() != ModelCategory.Regression) {
                        assertThatThrownBy(() -> Explainers.of(model))
                                .isInstanceOf(NotCompiled.class)
                                .hasMessageContaining("probabilities");
                        return;
                    }
                    addsUp(model);
                }));
    }

    private static void addsUp(GenModel model) throws NotCompiled {
        Explanation explanation = Explainers.of(model).newExplanation();
        double[] contributions = new double[model.nfeatures() + 1];
        double[] row = new double[model.nfeatures()];
        CellRows rows = new CellRows(model, new float[0][], 3);
        for (int i = 0; i < ROWS; i++) {
            rows.fill(row);
            for (int c = 0; c < row.length; c++) {
                row[c] = Double.isInfinite(row[c]) || Math.abs(row[c]) > 1e6 ? 17 : row[c];
            }
            double expected = model.score0(row.clone(), new double[model.getPredsSize()])[0];
            explanation.read(row);
            explanation.explain(0, contributions, 0);
            assertThat(Arrays.stream(contributions).sum())
                    .as("row %d: %s", i, Arrays.toString(row))
                    // XGBoost sums in floats
                    .isCloseTo(expected, offset(1e-6 * size(contributions)));
            assertThat(size(contributions)).isGreaterThan(Math.abs(contributions[row.length]));
        }
    }

    @Test
    void anOrdinalModel_isRefusedWithTheReason() {
        GenModel ordinal = ModelZips.load(ModelFolder.of("trained/glm_ordinal").model());
        assertThatThrownBy(() -> Explainers.of(ordinal))
                .isInstanceOf(NotCompiled.class)
                .hasMessageContaining("intercepts");
    }
}

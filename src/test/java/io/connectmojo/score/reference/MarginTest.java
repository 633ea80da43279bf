package io.connectmojo.score.reference;

import static org.assertj.core.api.Assertions.assertThat;

import hex.genmodel.GenModel;
import hex.genmodel.MojoModel;
import hex.genmodel.algos.xgboost.XGBoostMojoModel;
import io.connectmojo.cases.CsvFile;
import io.connectmojo.model.Model;
import io.connectmojo.problem.MojoException;
import io.connectmojo.score.Category;
import io.connectmojo.score.OutputPart;
import io.connectmojo.score.Prediction;
import io.connectmojo.score.Row;
import io.connectmojo.score.Scorer;
import io.connectmojo.score.compiled.Engine;
import io.connectmojo.score.compiled.Scorers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Collectors;
import java.util.zip.ZipFile;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The oracle is H2O's own prediction: the inverse link that the MOJO's text names, applied to the margin, gives it. */
class MarginTest {
    private static final Set<OutputPart> ASKED = Set.of(OutputPart.MARGIN);

    /** Found once: each model is loaded to see. */
    private static final List<ModelCase> WITH_MARGIN =
            ModelCase.all().filter(MarginTest::givesMargin).toList();

    static List<ModelCase> withMargin() {
        return WITH_MARGIN;
    }

    private static boolean givesMargin(ModelCase models) {
        try {
            return Scorers.shapeOf(models.load()).gives(OutputPart.MARGIN);
        } catch (MojoException refused) {
            return false;
        }
    }

    @Test
    void margin_whereTheMojoNamesALink_isGiven() throws Exception {
        Set<String> expected = new TreeSet<>();
        Set<String> actual = new TreeSet<>();
        for (ModelCase models : ModelCase.inRepository().toList()) {
            try {
                Category category = Scorers.shapeOf(models.load()).category();
                boolean oneMargin = category == Category.Binomial || category == Category.Regression;
                if (oneMargin && inverseLink(models, category) != null) {
                    expected.add(models.toString());
                }
            } catch (MojoException refused) {
                continue;
            }
            if (WITH_MARGIN.contains(models)) {
                actual.add(models.toString());
            }
        }
        assertThat(actual).isEqualTo(expected);
        assertThat(actual)
                .contains("gbm_binomial", "gbm_tweedie", "glm_binomial", "glm_gamma", "xgb_poisson", "dl_poisson")
                .contains("xgb_gbtree_binomial", "xgb_gblinear_binomial", "xgb_dart_binomial", "gbm_offset_poisson")
                .doesNotContain(
                        "glm_gaussian", "gbm_regression", "drf_binomial", "dl_binomial", "xgb_gbtree_regression");
    }

    @ParameterizedTest
    @MethodSource("withMargin")
    void inverseLinkOfMargin_isThePredictionOfTheWrapper(ModelCase models) throws Exception {
        Model model = models.load();
        Category category = Scorers.shapeOf(model).category();
        DoubleUnaryOperator inverse = inverseLink(models, category);
        CsvFile input = KnownDifferences.readable(models, model);
        PlainWrapper wrapper = new PlainWrapper(models, Set.of(), false);
        Scorer scorer = Scorers.reference(model, ASKED);
        Prediction prediction = scorer.newPrediction();
        MojoModel plain = models.loadPlainly();
        Set<Double> margins = new TreeSet<>();
        for (int i = 0; i < input.rows().size(); i++) {
            Row row = ModelCase.row(model, input, i);
            if (Double.isNaN(row.offset)) {
                continue; // such a record is refused before it is scored
            }
            Map<String, Object> answer;
            try {
                answer = wrapper.answer(input, i);
            } catch (Exception refused) {
                continue;
            }
            scorer.score(row, prediction);
            double margin = OutputPart.MARGIN.of(prediction);
            margins.add(margin);
            double predicted = category == Category.Binomial
                    ? ((double[]) answer.get("probabilities"))[1]
                    : (double) answer.get("value");
            double expected = corrected(plain, inverse.applyAsDouble(margin));
            if (model.genModel() instanceof XGBoostMojoModel) { // floats
                assertThat(predicted)
                        .as("%s, row %s", models, i)
                        .isCloseTo(expected, Offset.offset(3e-7 * Math.max(1, Math.abs(expected))));
            } else {
                assertThat(predicted).as("%s, row %s", models, i).isEqualTo(Double.valueOf(expected));
            }
        }
        assertThat(margins).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("withMargin")
    void margin_ofTheEngineThatServes_isThatOfTheReference(ModelCase models) {
        Model model = models.load();
        CsvFile input = KnownDifferences.readable(models, model);
        Engine best = Scorers.best(model, ASKED, false);
        boolean compiled =
                Scorers.best(model, Set.of(), false).scorer().engine().equals("compiled");
        assertThat(best.scorer().engine()).as(best.why()).isEqualTo(compiled ? "compiled" : "reference");
        Scorer reference = Scorers.reference(model, ASKED);
        Prediction expected = reference.newPrediction();
        Prediction actual = best.scorer().newPrediction();
        for (int i = 0; i < Math.min(50, input.rows().size()); i++) {
            try {
                reference.score(ModelCase.row(model, input, i), expected);
            } catch (MojoException refused) {
                continue;
            }
            best.scorer().score(ModelCase.row(model, input, i), actual);
            assertThat(OutputPart.MARGIN.of(actual))
                    .as("%s, row %s", models, i)
                    .isEqualTo(Double.valueOf(OutputPart.MARGIN.of(expected)));
        }
    }

    /** Balanced classes: the link's probability is corrected afterwards. */
    private static double corrected(MojoModel model, double probability) {
        if (!model._balanceClasses || model.nclasses() != 2) {
            return probability;
        }
        double[] p = {0, 1 - probability, probability};
        return GenModel.correctProbabilities(p, model._priorClassDistrib, model._modelClassDistrib)[2];
    }

    /** By what the MOJO's own text says; null where it names no link, or the identity. */
    private static DoubleUnaryOperator inverseLink(ModelCase models, Category category) throws IOException {
        Map<String, String> says = modelIni(models);
        String distribution = says.getOrDefault("distribution", "");
        boolean logarithmic = Set.of("poisson", "gamma", "tweedie").contains(distribution);
        switch (says.get("algorithm")) {
            case "Gradient Boosting Machine", "Gradient Boosting Method" -> {
                boolean binomial =
                        Set.of("bernoulli", "quasibinomial", "modified_huber").contains(distribution);
                return binomial
                        ? x -> 1 / (1 + Math.min(1e19, Math.exp(-x)))
                        : logarithmic ? x -> Math.min(1e19, Math.exp(x)) : null;
            }
            case "Deep Learning" -> {
                return logarithmic && category == Category.Regression ? x -> Math.min(1e19, Math.exp(x)) : null;
            }
            case "XGBoost" -> {
                // the objective stands in the booster, which is no text: the models are named by it
                boolean log = models.toString().matches(".*(poisson|gamma|tweedie).*");
                return category == Category.Binomial ? MarginTest::logistic : log ? Math::exp : null;
            }
            case "Generalized Linear Modeling", "Generalized Linear Model" -> {
                double power = Double.parseDouble(says.getOrDefault("tweedie_link_power", "0"));
                return switch (says.get("link")) {
                    case "logit" -> MarginTest::logistic;
                    case "log" -> Math::exp;
                    case "inverse" -> x -> 1 / (x < 0 ? Math.min(-1e-5, x) : Math.max(1e-5, x));
                    case "tweedie" -> x -> power == 0 ? Math.max(2e-16, Math.exp(x)) : Math.pow(x, 1 / power);
                    default -> null;
                };
            }
            default -> {
                return null;
            }
        }
    }

    private static double logistic(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    private static Map<String, String> modelIni(ModelCase models) throws IOException {
        try (ZipFile zip = new ZipFile(models.folder().model().toFile())) {
            byte[] ini = zip.getInputStream(zip.getEntry("model.ini")).readAllBytes();
            return new String(ini, StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.contains(" = "))
                    .map(line -> line.split(" = ", 2))
                    .collect(Collectors.toMap(pair -> pair[0].trim(), pair -> pair[1].trim(), (a, b) -> a));
        }
    }
}

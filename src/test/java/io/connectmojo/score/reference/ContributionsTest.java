package io.connectmojo.score.reference;

import static org.assertj.core.api.Assertions.assertThat;

import hex.genmodel.algos.drf.DrfMojoModel;
import hex.genmodel.algos.gbm.GbmMojoModel;
import hex.genmodel.algos.xgboost.XGBoostMojoModel;
import io.connectmojo.cases.CsvFile;
import io.connectmojo.model.Model;
import io.connectmojo.problem.MojoException;
import io.connectmojo.score.Category;
import io.connectmojo.score.OutputPart;
import io.connectmojo.score.Prediction;
import io.connectmojo.score.PredictionShape;
import io.connectmojo.score.Row;
import io.connectmojo.score.Scorer;
import io.connectmojo.score.compiled.Scorers;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Contributions and their bias add up to what the model says before its link is undone. */
class ContributionsTest {
    private static final Set<String> LOGARITHMIC = Set.of("poisson", "gamma", "tweedie");

    static Stream<ModelCase> cases() {
        return ModelCase.all().filter(ContributionsTest::givesContributions);
    }

    private static boolean givesContributions(ModelCase models) {
        try {
            Model model = models.load();
            PredictionShape shape = Scorers.shapeOf(model);
            return shape.category() != Category.KLime
                    && ModelCase.partsOfGenmodel(model, shape).contains(OutputPart.CONTRIBUTIONS)
                    && !isDart(models)
                    // probabilities are corrected for the balance after the trees have been added up
                    && !models.loadPlainly()._balanceClasses;
        } catch (MojoException refused) {
            return false;
        }
    }

    /** H2O's contributions of dart models leave the weights of the trees out, in the cluster as well. */
    private static boolean isDart(ModelCase models) {
        return models.loadPlainly() instanceof XGBoostMojoModel xgb && "dart".equals(xgb._boosterType);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void contributionsAddUpToTheRawPredictionWithoutTheOffset(ModelCase models) throws Exception {
        Model model = models.load();
        if (model.algorithm().equals("XGBoost") && model.offsetColumn().isPresent()) {
            return; // the bias holds the base score, which such models do not add
        }
        CsvFile input = KnownDifferences.readable(models, model);
        Scorer scorer = Scorers.reference(model, Set.of(OutputPart.CONTRIBUTIONS));
        Prediction prediction = scorer.newPrediction();
        boolean logarithmic = false;
        for (int i = 0; i < input.rows().size(); i++) {
            Row row = ModelCase.row(model, input, i);
            double offset = row.offset;
            scorer.score(row, prediction);
            logarithmic = i == 0 ? isLogarithmic(model, prediction, offset) : logarithmic;
            double raw = raw(model, prediction, logarithmic) - offset;
            double sum = Arrays.stream(prediction.contributions).sum();
            if (Double.isInfinite(raw) || Double.isNaN(sum) || Double.isInfinite(sum)) {
                continue; // a probability of exactly 0 or 1 has no finite log-odds
            }
            assertThat(sum)
                    .as("%s, row %s", models, i)
                    // contributions are floats, and the small ones drown in the sum of the large ones
                    .isCloseTo(raw, org.assertj.core.data.Offset.offset(2e-4 * scale(prediction, raw)));
        }
    }

    private static double scale(Prediction prediction, double raw) {
        return Math.max(
                1,
                Math.max(
                        Math.abs(raw),
                        Arrays.stream(prediction.contributions).map(Math::abs).sum()));
    }

    private static double raw(Model model, Prediction p, boolean logarithmic) {
        if (p.probabilities.length == 2) {
            // a forest averages the votes for the second class
            return model.genModel() instanceof DrfMojoModel
                    ? p.probabilities[1]
                    : Math.log(p.probabilities[1] / p.probabilities[0]);
        }
        if (!logarithmic) {
            return p.value;
        }
        // XGBoost predicts from the offset in place of its base score of 0.5, and explains from the base score
        boolean instead = model.genModel() instanceof XGBoostMojoModel xgb && xgb._hasOffset;
        return Math.log(p.value) + (instead ? Math.log(0.5) : 0);
    }

    /** XGBoost MOJOs do not tell their link: the one that fits the first row has to fit all. */
    private static boolean isLogarithmic(Model model, Prediction p, double offset) {
        if (model.genModel() instanceof GbmMojoModel gbm) {
            return LOGARITHMIC.contains(gbm._family.name());
        }
        double sum = Arrays.stream(p.contributions).sum() + offset;
        return p.value > 0 && Math.abs(raw(model, p, true) - sum) < Math.abs(p.value - sum);
    }
}

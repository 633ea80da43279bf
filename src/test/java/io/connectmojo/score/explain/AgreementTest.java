package io.connectmojo.score.explain;

import static org.assertj.core.api.Assertions.assertThat;

import hex.genmodel.PredictContributions;
import hex.genmodel.PredictContributionsFactory;
import hex.genmodel.algos.drf.DrfMojoModel;
import hex.genmodel.algos.tree.SharedTreeMojoModel;
import hex.genmodel.algos.xgboost.XGBoostJavaMojoModel;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Compiled contributions against genmodel's floats, and per class against the raw margins that genmodel predicts from. */
class AgreementTest {
    private static final int SCALE = Integer.getInteger("mojo.tests.scale", 1);
    private static final int ROWS = SCALE == 1 ? 300 : 1000 * SCALE;
    private static final int MARGIN_ROWS = SCALE == 1 ? 500 : 10_000 * SCALE;

    private static Stream<GenmodelTrees> models(boolean multinomial) {
        return GenmodelTrees.all().filter(model -> model.model().nclasses() > 2 == multinomial);
    }

    @TestFactory
    Stream<DynamicTest> contributions_areWithinTheFloatsOfGenmodel() {
        return models(false)
                .filter(model -> !(model.model() instanceof DrfMojoModel forest) || forest._modelAttributes != null)
                .map(model -> DynamicTest.dynamicTest(model.name(), () -> compare(model)));
    }

    private static void compare(GenmodelTrees model) throws Exception {
        Explainer explainer = Explainers.of(model.model());
        PredictContributions genmodel = ((PredictContributionsFactory) model.model()).makeContributionsPredictor();
        String[] names = genmodel.getContributionNames();
        assertThat(explainer.names()).containsExactly(Arrays.copyOf(names, names.length - 1));
        Explanation explanation = explainer.newExplanation();
        double[] actual = new double[names.length];
        CellRows rows =
                new CellRows(model.model(), explainer.thresholds(), model.name().hashCode());
        double[] row = new double[model.model().nfeatures()];
        for (int i = 0; i < ROWS; i++) {
            rows.fill(row);
            float[] expected = genmodel.calculateContributions(row);
            explanation.read(row);
            explanation.explain(0, actual, 0);
            double tolerance = 1e-5 * (1 + largest(actual));
            for (int c = 0; c < actual.length; c++) {
                if (Float.isFinite(expected[c])) {
                    assertThat(actual[c])
                            .as("%s in row %d: %s", names[c], i, Arrays.toString(row))
                            .isCloseTo(expected[c], org.assertj.core.data.Offset.offset(tolerance));
                }
            }
        }
    }

    @TestFactory
    Stream<DynamicTest> contributionsOfAClass_addUpToItsMargin() {
        return models(true).map(model -> DynamicTest.dynamicTest(model.name(), () -> addUp(model)));
    }

    private static void addUp(GenmodelTrees model) throws Exception {
        Explainer explainer = Explainers.of(model.model());
        assertThat(explainer.classes()).isEqualTo(model.model().nclasses());
        Explanation explanation = explainer.newExplanation();
        double[] actual = new double[explainer.names().size() + 1];
        CellRows rows =
                new CellRows(model.model(), explainer.thresholds(), model.name().hashCode());
        double[] row = new double[model.model().nfeatures()];
        for (int i = 0; i < MARGIN_ROWS; i++) {
            rows.fill(row);
            double[] margins = margins(model, row);
            explanation.read(row);
            for (int c = 0; c < margins.length; c++) {
                explanation.explain(c, actual, 0);
                // XGBoost sums in floats
                double precision = model.model() instanceof XGBoostJavaMojoModel ? 1e-5 : 1e-9;
                assertThat(Arrays.stream(actual).sum())
                        .as("class %d in row %d: %s", c, i, Arrays.toString(row))
                        .isCloseTo(margins[c], org.assertj.core.data.Offset.offset(precision * largest(actual)));
            }
        }
    }

    private static double[] margins(GenmodelTrees model, double[] row) {
        int classes = model.model().nclasses();
        double[] margins = new double[classes];
        if (model.model() instanceof XGBoostJavaMojoModel booster) {
            float[] raw = GenmodelTrees.predictor(booster).predict(GenmodelTrees.oneHot(booster, row), true);
            for (int c = 0; c < classes; c++) {
                margins[c] = raw[c];
            }
            return margins;
        }
        SharedTreeMojoModel trees = (SharedTreeMojoModel) model.model();
        double[] sums = new double[classes + 1];
        trees.scoreTreeRange(row, 0, trees.getNTreeGroups(), sums);
        double divisor = trees instanceof DrfMojoModel ? trees.getNTreeGroups() : 1;
        for (int c = 0; c < classes; c++) {
            margins[c] = sums[1 + c] / divisor;
        }
        return margins;
    }

    private static double largest(double[] values) {
        return Arrays.stream(values).map(Math::abs).max().orElse(0);
    }
}

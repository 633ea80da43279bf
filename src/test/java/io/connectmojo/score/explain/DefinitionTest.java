package io.connectmojo.score.explain;

import static org.assertj.core.api.Assertions.assertThat;

import hex.genmodel.algos.tree.SharedTreeMojoModel;
import hex.genmodel.algos.xgboost.XGBoostJavaMojoModel;
import io.connectmojo.score.NotCompiled;
import io.connectmojo.score.compiled.tree.GrownTrees;
import io.connectmojo.score.compiled.tree.cover.CoveredTrees;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Compiled contributions of trees against their definition in exact arithmetic. */
class DefinitionTest {
    private static final int SCALE = Integer.getInteger("mojo.tests.scale", 1);
    private static final double TOLERANCE = 1e-12;

    /** More trees take minutes, and the first ones are as good as any. */
    private static final int MAX_TREES = 60;

    private static final int MAX_FEATURES_FOR_SUBSETS = 9;

    @Test
    void atLeastTwentyModelsAreCompared() {
        assertThat(small()).hasSizeGreaterThanOrEqualTo(20);
    }

    private static Stream<GenmodelTrees> small() {
        return GenmodelTrees.all().filter(model -> model.classes().get(0).size() <= MAX_TREES);
    }

    @TestFactory
    Stream<DynamicTest> contributionsOfModels_areThoseOfTheDefinition() {
        return small().map(model -> DynamicTest.dynamicTest(model.name(), () -> {
            CoveredTrees trees = covered(model);
            CellRows rows =
                    new CellRows(model.model(), trees.thresholds(), model.name().hashCode());
            double[] raw = new double[model.model().nfeatures()];
            for (int i = 0; i < 2 * SCALE; i++) {
                rows.fill(raw);
                Object row = model.row(raw);
                for (int c = 0; c < model.classes().size(); c++) {
                    compare(trees, model.classes().get(c), raw, row, c, i % 2 == 0);
                }
            }
        }));
    }

    @TestFactory
    Stream<DynamicTest> contributionsOfDeepTrees_areThoseOfTheDefinition() {
        return IntStream.range(0, 24 * SCALE)
                .mapToObj(i -> DynamicTest.dynamicTest("seed " + i, () -> {
                    int depth = 1 + i % 24;
                    GrownTrees grown = new GrownTrees(i, 3, depth, i % 3 == 0 ? 6 : 40);
                    CoveredTrees trees = grown.packed();
                    List<TreeNode> roots =
                            grown.roots().stream().map(DefinitionTest::node).toList();
                    for (int r = 0; r < 2; r++) {
                        double[] row = grown.row();
                        compare(trees, roots, row, row, 0, false);
                    }
                }));
    }

    private static TreeNode node(GrownTrees.Node node) {
        return node.left == null
                ? TreeNode.leaf(node.cover, node.value)
                : new TreeNode(
                        node.column,
                        node.cover,
                        0,
                        row -> node.goesRight((double[]) row),
                        node(node.left),
                        node(node.right));
    }

    private static CoveredTrees covered(GenmodelTrees model) throws NotCompiled {
        return model.model() instanceof XGBoostJavaMojoModel booster
                ? CoveredTrees.of(booster)
                : CoveredTrees.of((SharedTreeMojoModel) model.model());
    }

    private static void compare(
            CoveredTrees trees, List<TreeNode> roots, double[] raw, Object row, int ofClass, boolean bySubsets) {
        BigDecimal[] expected = Definition.zeros(trees.features() + 1);
        for (TreeNode root : roots) {
            if (bySubsets && root.features().size() <= MAX_FEATURES_FOR_SUBSETS) {
                Definition.addBySubsets(root, row, expected);
            } else {
                Definition.addByPaths(root, row, expected);
            }
        }
        double[] actual = contributions(trees, raw, ofClass);
        double largest = Arrays.stream(actual).map(Math::abs).max().orElse(0);
        for (int f = 0; f < actual.length; f++) {
            double difference = expected[f].subtract(new BigDecimal(actual[f])).doubleValue();
            assertThat(Math.abs(difference))
                    .as("feature %d of class %d, row %s", f, ofClass, Arrays.toString(raw))
                    .isLessThanOrEqualTo(TOLERANCE * largest);
        }
    }

    private static double[] contributions(CoveredTrees trees, double[] raw, int ofClass) {
        ShapForest forest = ShapForestBuilder.build(trees);
        int[] keys = new int[trees.keys()];
        trees.read(raw, keys);
        double[] contributions = new double[trees.features() + 1];
        TreeShap.add(forest, ofClass, keys, new ShapScratch(forest), contributions, 0);
        contributions[trees.features()] = forest.mean(ofClass);
        return contributions;
    }
}

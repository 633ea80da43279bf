package io.connectmojo.score.compiled.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import hex.genmodel.GenModel;
import hex.genmodel.MojoModel;
import hex.genmodel.algos.isoforextended.ExtendedIsolationForestMojoModel;
import hex.genmodel.algos.tree.SharedTreeMojoModel;
import hex.genmodel.algos.xgboost.XGBoostJavaMojoModel;
import io.connectmojo.score.NotCompiled;
import io.connectmojo.score.compiled.tree.forest.ForestShape;
import io.connectmojo.score.compiled.tree.isolation.IsolationTrees;
import io.connectmojo.score.compiled.tree.kernel.CompactKernel;
import io.connectmojo.score.compiled.tree.kernel.CompleteKernel;
import io.connectmojo.score.compiled.tree.kernel.CompleteTrees;
import io.connectmojo.score.compiled.tree.kernel.Kernel;
import io.connectmojo.score.compiled.tree.kernel.KernelChoice;
import io.connectmojo.score.compiled.tree.kernel.LeafMaskKernel;
import io.connectmojo.score.compiled.tree.kernel.Scratch;
import io.connectmojo.score.compiled.tree.kernel.SingleCompareKernel;
import io.connectmojo.score.compiled.tree.kernel.TableBudget;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

@Tag("long")
class FastTreesTest {
    private static final int SCALE = Integer.getInteger("mojo.tests.scale", 1);
    private static final TableBudget ANY_TABLES = new TableBudget(Long.MAX_VALUE, Long.MAX_VALUE);

    /** Every form that the forest can have, whether or not it pays. */
    private static final List<KernelChoice> FORMS = List.of(
            CompactKernel::new,
            (forest, keys) -> SingleCompareKernel.of(forest, ForestShape.of(forest), keys, ANY_TABLES),
            (forest, keys) -> LeafMaskKernel.of(forest, ForestShape.of(forest), keys, ANY_TABLES),
            (forest, keys) -> {
                ForestShape shape = ForestShape.of(forest);
                return shape.depth() <= CompleteTrees.LEAF_BITS ? new CompleteKernel(forest, shape, keys) : null;
            });

    private record Case(String name, MojoModel model) {
        FastTrees trees(KernelChoice kernels) throws NotCompiled {
            if (model instanceof ExtendedIsolationForestMojoModel forest) {
                return IsolationTrees.of(forest);
            }
            return model instanceof SharedTreeMojoModel trees
                    ? FlatTrees.of(trees, kernels)
                    : BoosterTrees.of((XGBoostJavaMojoModel) model, kernels);
        }

        boolean hasOffset() {
            return model._offsetColumn != null;
        }

        double[] score0(double[] row, double offset, double[] into) {
            return hasOffset() ? model.score0(row, offset, into) : model.score0(row, into);
        }

        double[] predictions() {
            return new double[model.getPredsSize(model.getModelCategory())];
        }
    }

    private static Stream<Case> treeModels() {
        return ModelZips.all().stream().flatMap(FastTreesTest::treeModel);
    }

    private static Stream<Case> treeModel(Path zip) {
        GenModel model = ModelZips.load(zip);
        boolean trees = model instanceof SharedTreeMojoModel shared && shared._mojo_version >= 1.2
                || model instanceof XGBoostJavaMojoModel booster && booster._boosterType.equals("gbtree")
                || model instanceof ExtendedIsolationForestMojoModel;
        return trees ? Stream.of(new Case(ModelZips.name(zip), (MojoModel) model)) : Stream.empty();
    }

    @TestFactory
    Stream<DynamicTest> allFormsGiveTheBitsOfScore0() {
        return treeModels()
                .map(c -> DynamicTest.dynamicTest(c.name, () -> {
                    long seed = c.name.hashCode();
                    agrees(c, c.trees(KernelChoice.fastest(ANY_TABLES)), seed);
                    for (KernelChoice form : FORMS) {
                        boolean[] possible = {true};
                        FastTrees trees = c.trees((forest, keys) -> {
                            Kernel kernel = form.of(forest, keys);
                            possible[0] = kernel != null;
                            return possible[0] ? kernel : new CompactKernel(forest, keys);
                        });
                        if (possible[0]) {
                            agrees(c, trees, ++seed);
                        }
                    }
                }));
    }

    private static void agrees(Case c, FastTrees trees, long seed) {
        int rows = SCALE * Math.max(500, Math.min(15_000, 1_000_000 / trees(c.model)));
        RandomRows random = new RandomRows(c.model, trees.thresholds(), seed);
        double[] row = new double[c.model.nfeatures()];
        double[] expected = c.predictions();
        double[] actual = c.predictions();
        Scratch scratch = trees.newScratch();
        for (int i = 0; i < rows; i++) {
            random.fill(row);
            double offset = c.hasOffset() ? i % 3 - 1 : 0;
            c.score0(row, offset, expected);
            trees.score(row, offset, actual, scratch);
            if (!Arrays.equals(expected, actual)) {
                assertThat(actual)
                        .as("seed %d, row %d, %s form: %s", seed, i, trees.form(), Arrays.toString(row))
                        .containsExactly(expected);
            }
        }
    }

    private static int trees(MojoModel model) {
        if (model instanceof SharedTreeMojoModel shared) {
            return shared.getNTreeGroups() * shared.getNTreesPerGroup();
        }
        return model instanceof XGBoostJavaMojoModel booster ? booster._ntrees : 1000;
    }

    @TestFactory
    Stream<DynamicTest> scoringLeavesNoGarbage() {
        // of more than two classes genmodel itself makes a list per row, to break ties
        return treeModels()
                .filter(c -> c.model._nclasses <= 2)
                .map(c -> DynamicTest.dynamicTest(c.name, () -> {
                    FastTrees trees = c.trees(KernelChoice.fastest(ANY_TABLES));
                    double[] row = new double[c.model.nfeatures()];
                    new RandomRows(c.model, trees.thresholds(), 1).fill(row);
                    double[] predictions = c.predictions();
                    Scratch scratch = trees.newScratch();
                    assertThat(leastBytes(() -> trees.score(row, 0, predictions, scratch)))
                            .as("bytes of 1000 records")
                            .isZero();
                }));
    }

    /** The least of some runs: the virtual machine's own work now and then counts as the thread's. */
    private static long leastBytes(Runnable record) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        for (int run = 0; run < 5; run++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 1000; i++) {
                record.run();
            }
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        return least;
    }

    @Test
    void aBoosterOfAnotherKindIsNotCompiled() {
        for (Path zip : ModelZips.all()) {
            if (ModelZips.load(zip) instanceof XGBoostJavaMojoModel booster && !booster._boosterType.equals("gbtree")) {
                assertThatThrownBy(() -> BoosterTrees.of(booster))
                        .isInstanceOf(NotCompiled.class)
                        .hasMessageContaining(booster._boosterType);
            }
        }
    }
}

package io.connectmojo.score.tree;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import hex.genmodel.GenModel;
import hex.genmodel.algos.tree.SharedTreeMojoModel;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class FlatTreesTest {
    private static final int SCALE = Integer.getInteger("mojo.tests.scale", 1);
    private static final TableBudget NO_TABLES = new TableBudget(0, 0);

    private record Case(String name, SharedTreeMojoModel model) {}

    private static Stream<Case> treeModels() {
        return ModelZips.all().stream().flatMap(FlatTreesTest::treeModel);
    }

    private static Stream<Case> treeModel(Path zip) {
        GenModel model = ModelZips.load(zip);
        return model instanceof SharedTreeMojoModel trees && trees._mojo_version >= 1.2
                ? Stream.of(new Case(ModelZips.name(zip), trees))
                : Stream.empty();
    }

    @TestFactory
    Stream<DynamicTest> bothFormsGiveTheBitsOfScore0() {
        return treeModels()
                .map(c -> DynamicTest.dynamicTest(c.name, () -> {
                    FlatTrees fast = FlatTrees.of(c.model, new TableBudget(Long.MAX_VALUE, Long.MAX_VALUE));
                    FlatTrees compact = FlatTrees.of(c.model, NO_TABLES);
                    long seed = c.name.hashCode();
                    agrees(c.model, fast, seed);
                    agrees(c.model, compact, seed + 1);
                }));
    }

    private static void agrees(SharedTreeMojoModel model, FlatTrees flat, long seed) {
        int trees = model.getNTreeGroups() * model.getNTreesPerGroup();
        int rows = SCALE * Math.max(500, Math.min(15_000, 1_000_000 / trees));
        RandomRows random = new RandomRows(model, flat.thresholds(), seed);
        double[] row = new double[model.nfeatures()];
        double[] expected = new double[model.getPredsSize(model.getModelCategory())];
        double[] actual = new double[expected.length];
        FlatTrees.Scratch scratch = flat.newScratch();
        for (int i = 0; i < rows; i++) {
            random.fill(row);
            double offset = i % 3 - 1;
            score0(model, row, offset, expected);
            flat.score(row, hasOffset(model) ? offset : 0, actual, scratch);
            if (!Arrays.equals(expected, actual)) {
                assertThat(actual)
                        .as("seed %d, row %d, %s form: %s", seed, i, flat.form(), Arrays.toString(row))
                        .containsExactly(expected);
            }
        }
    }

    private static boolean hasOffset(SharedTreeMojoModel model) {
        return model._offsetColumn != null;
    }

    private static void score0(SharedTreeMojoModel model, double[] row, double offset, double[] into) {
        if (hasOffset(model)) {
            model.score0(row, offset, into);
        } else {
            model.score0(row, into);
        }
    }

    @TestFactory
    Stream<DynamicTest> scoringLeavesNoGarbage() {
        return treeModels()
                .filter(c -> c.model._nclasses <= 2)
                .map(c -> DynamicTest.dynamicTest(c.name, () -> {
                    FlatTrees flat = FlatTrees.of(c.model);
                    RandomRows random = new RandomRows(c.model, flat.thresholds(), 1);
                    double[] row = new double[c.model.nfeatures()];
                    double[] predictions = new double[c.model.getPredsSize(c.model.getModelCategory())];
                    FlatTrees.Scratch scratch = flat.newScratch();
                    random.fill(row);
                    flat.score(row, 0, predictions, scratch);
                    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
                    long before = threads.getCurrentThreadAllocatedBytes();
                    for (int i = 0; i < 1000; i++) {
                        flat.score(row, 0, predictions, scratch);
                    }
                    assertThat(threads.getCurrentThreadAllocatedBytes() - before)
                            .isLessThan(1000);
                }));
    }
}

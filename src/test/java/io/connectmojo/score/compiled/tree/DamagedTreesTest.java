package io.connectmojo.score.compiled.tree;

import static org.assertj.core.api.Assertions.assertThat;

import hex.genmodel.algos.tree.SharedTreeMojoModel;
import io.connectmojo.score.NotCompiled;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Trees with flipped bytes: genmodel hangs, fails or scores them; packed trees are refused or score the same. */
class DamagedTreesTest {
    private static final int SCALE = Integer.getInteger("mojo.tests.scale", 1);

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);

    @TestFactory
    Stream<DynamicTest> aDamagedTreeIsRefusedOrScoredAsGenmodelScoresIt() {
        return ModelZips.all().stream()
                .filter(zip -> ModelZips.load(zip) instanceof SharedTreeMojoModel model
                        && model._mojo_version >= 1.2
                        && model.getNTreeGroups() <= 60)
                .map(zip -> DynamicTest.dynamicTest(ModelZips.name(zip), () -> damage(zip)));
    }

    private void damage(Path zip) throws NotCompiled {
        SharedTreeMojoModel model = (SharedTreeMojoModel) ModelZips.load(zip);
        RandomRows rows = new RandomRows(model, FlatTrees.of(model).thresholds(), seed);
        int refused = 0;
        int rounds = 100 * SCALE;
        for (int i = 0; i < rounds; i++) {
            byte[] tree = model.treeBytes(random.nextInt(model.getNTreeGroups()), 0);
            int at = random.nextInt(tree.length);
            byte before = tree[at];
            tree[at] ^= (byte) (1 << random.nextInt(8));
            try {
                agrees(model, FlatTrees.of(model), rows);
            } catch (NotCompiled e) {
                refused++;
            }
            tree[at] = before;
        }
        assertThat(refused).as("refused of %d, seed %d", rounds, seed).isBetween(1, rounds - 1);
    }

    private void agrees(SharedTreeMojoModel model, FlatTrees flat, RandomRows rows) {
        double[] row = new double[model.nfeatures()];
        double[] expected = new double[model.getPredsSize(model.getModelCategory())];
        double[] actual = new double[expected.length];
        for (int i = 0; i < 20; i++) {
            rows.fill(row);
            try {
                model.score0(row, expected);
            } catch (RuntimeException tieOfNotANumber) {
                continue;
            }
            flat.score(row, 0, actual, flat.newScratch());
            assertThat(actual).as("seed %d: %s", seed, Arrays.toString(row)).containsExactly(expected);
        }
    }
}

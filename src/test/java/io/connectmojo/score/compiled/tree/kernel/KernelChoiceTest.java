package io.connectmojo.score.compiled.tree.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmojo.score.NotCompiled;
import io.connectmojo.score.compiled.tree.forest.Forest;
import io.connectmojo.score.compiled.tree.forest.ForestBuilder;
import io.connectmojo.score.compiled.tree.forest.Keys;
import io.connectmojo.score.compiled.tree.forest.OrderedKey;
import io.connectmojo.score.compiled.tree.forest.PackedNode;
import java.util.Random;
import org.junit.jupiter.api.Test;

class KernelChoiceTest {
    private static final KernelChoice FASTEST = KernelChoice.fastest(new TableBudget(1 << 24, 1 << 26));
    private static final KernelChoice WITHOUT_TABLES = KernelChoice.fastest(new TableBudget(0, 0));

    @Test
    void manyFullTrees_completeInLessMemory() throws NotCompiled {
        Forest forest = forest(500, 6, 6);
        assertThat(choose(FASTEST, forest).form()).isEqualTo("complete");
        assertThat(choose(FASTEST, forest).bytes()).isLessThan(8L * forest.nodes().length);
    }

    @Test
    void fewTreesOfFewLeaves_leafMasks() throws NotCompiled {
        assertThat(choose(FASTEST, forest(10, 6, 6)).form()).isEqualTo("leaf-mask");
        assertThat(choose(FASTEST, forest(500, 6, 1)).form()).isEqualTo("leaf-mask");
    }

    @Test
    void fewTreesOfManyLeaves_singleCompare() throws NotCompiled {
        assertThat(choose(FASTEST, forest(8, 7, 7)).form()).isEqualTo("single-compare");
    }

    @Test
    void fewTreesWithoutBudget_complete() throws NotCompiled {
        assertThat(choose(WITHOUT_TABLES, forest(10, 6, 6)).form()).isEqualTo("complete");
    }

    @Test
    void thinTrees_notComplete() throws NotCompiled {
        assertThat(choose(FASTEST, forest(5000, 6, 1)).form()).isEqualTo("single-compare");
        assertThat(choose(WITHOUT_TABLES, forest(500, 6, 1)).form()).isEqualTo("compact");
    }

    @Test
    void deepTrees_notComplete() throws NotCompiled {
        assertThat(choose(FASTEST, forest(50, 9, 9)).form()).isEqualTo("single-compare");
    }

    /** Of 300 trees the last block is not full; the plain walk is one comparison after another. */
    @Test
    void severalBlocks_sumsOfPlainWalks() throws NotCompiled {
        Random random = new Random(7);
        for (Forest forest : new Forest[] {forest(300, 6, 6), forest(300, 6, 1), forest(129, 9, 9)}) {
            for (KernelChoice choice : new KernelChoice[] {FASTEST, WITHOUT_TABLES, CompactKernel::new}) {
                Walk walk = new Walk(forest, choose(choice, forest));
                Scratch scratch = walk.newScratch();
                for (int i = 0; i < 200; i++) {
                    double[] row = {number(random), number(random), random.nextInt(7)};
                    walk.read(row, scratch);
                    assertThat(walk.sum(0, scratch)).as(walk.form()).isEqualTo(plainSum(forest, row));
                }
            }
        }
    }

    private static double number(Random random) {
        return random.nextInt(5) == 0 ? Double.NaN : random.nextInt(60) + random.nextInt(3) / 2.0;
    }

    private static double plainSum(Forest forest, double[] row) {
        double sum = 0;
        for (int root : forest.roots()[0]) {
            int at = root;
            long node = forest.nodes()[at];
            while (!PackedNode.isLeaf(node)) {
                at += PackedNode.distance(node) + (right(forest, node, row) ? 1 : 0);
                node = forest.nodes()[at];
            }
            sum += PackedNode.value(node);
        }
        return sum;
    }

    private static boolean right(Forest forest, long node, double[] row) {
        double value = row[forest.column(node)];
        if (PackedNode.isLevelSet(node)) {
            return (forest.sets()[PackedNode.word(node)] >>> (int) Math.min(5, value) & 1) != 0;
        }
        boolean missingRight = PackedNode.slot(node) > forest.columns();
        return Double.isNaN(value) ? missingRight : value >= OrderedKey.toFloat(PackedNode.word(node) + 1);
    }

    private static Kernel choose(KernelChoice choice, Forest forest) {
        return choice.of(forest, new Keys(forest, false, false));
    }

    /** The first {@code full} levels of each tree are full; below, only left children split. */
    private static Forest forest(int trees, int depth, int full) throws NotCompiled {
        int[] levels = {Forest.NUMERIC, Forest.NUMERIC, 5};
        ForestBuilder builder = new ForestBuilder(levels, 1, 1 << 24, 8);
        for (int t = 0; t < trees; t++) {
            grow(builder, builder.tree(0), depth, depth - full, t);
        }
        return builder.build();
    }

    private static void grow(ForestBuilder builder, int at, int depth, int thin, int salt) throws NotCompiled {
        if (depth == 0) {
            builder.leaf(at, salt);
            return;
        }
        int left = depth % 3 == 0
                ? builder.levelSet(at, 2, new int[] {salt * 7 + depth & 31})
                : builder.threshold(at, depth & 1, salt % 50 + depth, salt % 2 == 0);
        grow(builder, left, depth - 1, thin, salt);
        if (depth > thin) {
            grow(builder, left + 1, depth - 1, thin, salt + 1);
        } else {
            builder.leaf(left + 1, salt);
        }
    }
}

package io.connectmojo.score.compiled.tree;

import static org.assertj.core.api.Assertions.assertThat;

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
    void fewTrees_singleCompare() throws NotCompiled {
        assertThat(choose(FASTEST, forest(10, 6, 6)).form()).isEqualTo("single-compare");
    }

    @Test
    void fewTreesWithoutBudget_complete() throws NotCompiled {
        assertThat(choose(WITHOUT_TABLES, forest(10, 6, 6)).form()).isEqualTo("complete");
    }

    @Test
    void thinTrees_notComplete() throws NotCompiled {
        assertThat(choose(FASTEST, forest(500, 6, 1)).form()).isEqualTo("single-compare");
        assertThat(choose(WITHOUT_TABLES, forest(500, 6, 1)).form()).isEqualTo("compact");
    }

    @Test
    void deepTrees_notComplete() throws NotCompiled {
        assertThat(choose(FASTEST, forest(50, 9, 9)).form()).isEqualTo("single-compare");
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

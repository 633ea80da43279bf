package io.connectmojo.score.explain;

import static io.connectmojo.score.explain.ShapForest.ROW_SHIFT;
import static io.connectmojo.score.explain.ShapForest.TWIG;

/** A pass through one tree for four points of its quadrature, written out: the compiler keeps them in registers. */
final class FourPoints {
    static final int POINTS = 4;

    /** A row of the tables: a and b at each point. */
    private static final int WIDTH = 2 * POINTS;

    private FourPoints() {}

    static void add(
            ShapForest forest, ShapForest.Tree tree, ShapForest.Pass pass, ShapScratch scratch, double[] into, int at) {
        System.arraycopy(pass.weights(), 0, scratch.down, POINTS, POINTS);
        down(forest, tree, pass, scratch);
        twigs(forest, tree, pass, scratch, into, at);
        leaves(forest, tree, scratch);
        up(forest, tree, pass, scratch, into, at);
    }

    private static void down(ShapForest forest, ShapForest.Tree tree, ShapForest.Pass pass, ShapScratch scratch) {
        int[] decisions = scratch.decisions;
        double[] down = scratch.down;
        double[] tables = forest.tables;
        double[] shares = forest.shares;
        int[] children = forest.children;
        int table = pass.table();
        int inner = tree.innerBase();
        for (int i = 1; i <= tree.inner(); i++) {
            inner++;
            int decision = decisions[i];
            int right = decision & 1;
            int row = table + (decision >> ROW_SHIFT) * WIDTH;
            int hot = POINTS * children[2 * inner + right];
            int cold = POINTS * children[2 * inner + 1 - right];
            double lost = shares[4 * inner + 2 * right];
            double gone = shares[4 * inner + 2 * right + 1];
            int from = POINTS * i;
            double here0 = down[from];
            double any0 = here0 * tables[row];
            down[hot] = here0 - any0 * lost;
            down[cold] = any0 * gone;
            double here1 = down[from + 1];
            double any1 = here1 * tables[row + 1];
            down[hot + 1] = here1 - any1 * lost;
            down[cold + 1] = any1 * gone;
            double here2 = down[from + 2];
            double any2 = here2 * tables[row + 2];
            down[hot + 2] = here2 - any2 * lost;
            down[cold + 2] = any2 * gone;
            double here3 = down[from + 3];
            double any3 = here3 * tables[row + 3];
            down[hot + 3] = here3 - any3 * lost;
            down[cold + 3] = any3 * gone;
        }
    }

    private static void twigs(
            ShapForest forest, ShapForest.Tree tree, ShapForest.Pass pass, ShapScratch scratch, double[] into, int at) {
        int[] decisions = scratch.decisions;
        double[] down = scratch.down;
        double[] up = scratch.up;
        double[] tables = forest.tables;
        double[] twigs = forest.twigs;
        int[] features = forest.features;
        int table = pass.table();
        int base = tree.base();
        int twig = TWIG * tree.twig();
        for (int i = tree.inner() + 1; i <= tree.size(); i++, twig += TWIG) {
            int decision = decisions[i];
            int row = table + (decision >> ROW_SHIFT) * WIDTH;
            int from = POINTS * i;
            double value = twigs[twig + (decision & 1)];
            double gain = twigs[twig + 2 + (decision & 1)];
            into[at + features[base + i]] += gain
                    * (down[from] * tables[row + 4]
                            + down[from + 1] * tables[row + 5]
                            + down[from + 2] * tables[row + 6]
                            + down[from + 3] * tables[row + 7]);
            up[from] = value - tables[row] * gain;
            up[from + 1] = value - tables[row + 1] * gain;
            up[from + 2] = value - tables[row + 2] * gain;
            up[from + 3] = value - tables[row + 3] * gain;
        }
    }

    private static void leaves(ShapForest forest, ShapForest.Tree tree, ShapScratch scratch) {
        double[] up = scratch.up;
        int to = POINTS * (tree.size() + 1);
        for (int leaf = tree.leaf(); leaf < tree.leafEnd(); leaf++, to += POINTS) {
            double value = forest.leaves[leaf];
            up[to] = value;
            up[to + 1] = value;
            up[to + 2] = value;
            up[to + 3] = value;
        }
    }

    private static void up(
            ShapForest forest, ShapForest.Tree tree, ShapForest.Pass pass, ShapScratch scratch, double[] into, int at) {
        int[] decisions = scratch.decisions;
        double[] down = scratch.down;
        double[] up = scratch.up;
        double[] tables = forest.tables;
        double[] shares = forest.shares;
        int[] children = forest.children;
        int[] features = forest.features;
        int table = pass.table();
        int base = tree.base();
        int inner = tree.innerBase() + tree.inner() + 1;
        for (int i = tree.inner(); i >= 1; i--) {
            inner--;
            int decision = decisions[i];
            int right = decision & 1;
            int row = table + (decision >> ROW_SHIFT) * WIDTH;
            int hot = POINTS * children[2 * inner + right];
            int cold = POINTS * children[2 * inner + 1 - right];
            double lost = shares[4 * inner + 2 * right];
            double gone = shares[4 * inner + 2 * right + 1];
            int to = POINTS * i;
            double hot0 = up[hot];
            double gain0 = lost * hot0 - gone * up[cold];
            double hot1 = up[hot + 1];
            double gain1 = lost * hot1 - gone * up[cold + 1];
            double hot2 = up[hot + 2];
            double gain2 = lost * hot2 - gone * up[cold + 2];
            double hot3 = up[hot + 3];
            double gain3 = lost * hot3 - gone * up[cold + 3];
            into[at + features[base + i]] += down[to] * tables[row + 4] * gain0
                    + down[to + 1] * tables[row + 5] * gain1
                    + down[to + 2] * tables[row + 6] * gain2
                    + down[to + 3] * tables[row + 7] * gain3;
            up[to] = hot0 - tables[row] * gain0;
            up[to + 1] = hot1 - tables[row + 1] * gain1;
            up[to + 2] = hot2 - tables[row + 2] * gain2;
            up[to + 3] = hot3 - tables[row + 3] * gain3;
        }
    }
}

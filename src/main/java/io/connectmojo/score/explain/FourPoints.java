package io.connectmojo.score.explain;

import static io.connectmojo.score.explain.ShapForest.FEATURE;
import static io.connectmojo.score.explain.ShapForest.LEFT;
import static io.connectmojo.score.explain.ShapForest.PARENT;
import static io.connectmojo.score.explain.ShapForest.RIGHT;
import static io.connectmojo.score.explain.ShapForest.STRIDE;
import static io.connectmojo.score.explain.ShapForest.TWIG;

/** A pass through one tree for four points of its quadrature, written out: the compiler keeps them in registers. */
final class FourPoints {
    private static final int POINTS = 4;

    private FourPoints() {}

    static void add(
            ShapForest forest,
            ShapForest.Tree tree,
            ShapForest.Pass pass,
            ShapForest.Scratch scratch,
            double[] into,
            int at) {
        down(forest, tree, pass, scratch);
        twigs(forest, tree, pass, scratch, into, at);
        leaves(forest, tree, scratch);
        up(forest, tree, pass, scratch, into, at);
    }

    private static void down(
            ShapForest forest, ShapForest.Tree tree, ShapForest.Pass pass, ShapForest.Scratch scratch) {
        int[] right = scratch.right;
        int[] rows = scratch.rows;
        double[] down = scratch.down;
        double[] tables = forest.tables;
        double[] shares = forest.shares;
        int[] links = forest.links;
        int base = tree.base();
        down[0] = pass.weights()[0];
        down[1] = pass.weights()[1];
        down[2] = pass.weights()[2];
        down[3] = pass.weights()[3];
        for (int i = 1; i <= tree.inner(); i++) {
            int parent = links[STRIDE * (base + i) + PARENT];
            int above = parent >> 1;
            double hot = 1 ^ right[above] ^ parent & 1;
            double cold = shares[2 * base + parent] - hot;
            int row = pass.table() + rows[above] * (2 * POINTS);
            int from = POINTS * above;
            int to = POINTS * i;
            down[to] = down[from] * (hot + tables[row] * cold);
            down[to + 1] = down[from + 1] * (hot + tables[row + 1] * cold);
            down[to + 2] = down[from + 2] * (hot + tables[row + 2] * cold);
            down[to + 3] = down[from + 3] * (hot + tables[row + 3] * cold);
        }
    }

    private static void twigs(
            ShapForest forest,
            ShapForest.Tree tree,
            ShapForest.Pass pass,
            ShapForest.Scratch scratch,
            double[] into,
            int at) {
        int[] right = scratch.right;
        int[] rows = scratch.rows;
        double[] down = scratch.down;
        double[] up = scratch.up;
        double[] tables = forest.tables;
        double[] shares = forest.shares;
        double[] twigs = forest.twigs;
        int[] links = forest.links;
        int base = tree.base();
        int twig = TWIG * tree.twig();
        for (int i = tree.inner() + 1; i <= tree.size(); i++, twig += TWIG) {
            int parent = links[STRIDE * (base + i) + PARENT];
            int above = parent >> 1;
            double hot = 1 ^ right[above] ^ parent & 1;
            double cold = shares[2 * base + parent] - hot;
            int row = pass.table() + rows[above] * (2 * POINTS);
            int own = pass.table() + rows[i] * (2 * POINTS);
            int from = POINTS * above;
            double reach = down[from] * (hot + tables[row] * cold) * tables[own + 4]
                    + down[from + 1] * (hot + tables[row + 1] * cold) * tables[own + 5]
                    + down[from + 2] * (hot + tables[row + 2] * cold) * tables[own + 6]
                    + down[from + 3] * (hot + tables[row + 3] * cold) * tables[own + 7];
            double gain = twigs[twig + 1 + right[i]];
            double value = twigs[twig] + gain;
            into[at + links[STRIDE * (base + i) + FEATURE]] += reach * gain;
            int to = POINTS * i;
            up[to] = value - tables[own] * gain;
            up[to + 1] = value - tables[own + 1] * gain;
            up[to + 2] = value - tables[own + 2] * gain;
            up[to + 3] = value - tables[own + 3] * gain;
        }
    }

    private static void leaves(ShapForest forest, ShapForest.Tree tree, ShapForest.Scratch scratch) {
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
            ShapForest forest,
            ShapForest.Tree tree,
            ShapForest.Pass pass,
            ShapForest.Scratch scratch,
            double[] into,
            int at) {
        int[] right = scratch.right;
        int[] rows = scratch.rows;
        double[] down = scratch.down;
        double[] up = scratch.up;
        double[] tables = forest.tables;
        double[] shares = forest.shares;
        int[] links = forest.links;
        int base = tree.base();
        for (int i = tree.inner(); i >= 1; i--) {
            int link = STRIDE * (base + i);
            int left = POINTS * links[link + LEFT];
            int other = POINTS * links[link + RIGHT];
            double toLeft = shares[2 * (base + i)];
            double toRight = shares[2 * (base + i) + 1];
            int hot = left + (other - left & -right[i]);
            int own = pass.table() + rows[i] * (2 * POINTS);
            int to = POINTS * i;
            double hot0 = up[hot];
            double hot1 = up[hot + 1];
            double hot2 = up[hot + 2];
            double hot3 = up[hot + 3];
            double gain0 = hot0 - (toLeft * up[left] + toRight * up[other]);
            double gain1 = hot1 - (toLeft * up[left + 1] + toRight * up[other + 1]);
            double gain2 = hot2 - (toLeft * up[left + 2] + toRight * up[other + 2]);
            double gain3 = hot3 - (toLeft * up[left + 3] + toRight * up[other + 3]);
            into[at + links[link + FEATURE]] += down[to] * tables[own + 4] * gain0
                    + down[to + 1] * tables[own + 5] * gain1
                    + down[to + 2] * tables[own + 6] * gain2
                    + down[to + 3] * tables[own + 7] * gain3;
            up[to] = hot0 - tables[own] * gain0;
            up[to + 1] = hot1 - tables[own + 1] * gain1;
            up[to + 2] = hot2 - tables[own + 2] * gain2;
            up[to + 3] = hot3 - tables[own + 3] * gain3;
        }
    }
}

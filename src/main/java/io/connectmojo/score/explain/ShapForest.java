package io.connectmojo.score.explain;

import java.util.List;

/**
 * Trees laid out for contributions. Immutable, shared by all tasks.
 *
 * <p>Each tree has a run of entries: one before its root, which no row reaches by a split, then its splits with a split below
 * them, breadth first, then those whose children both are leaves (twigs). Within a tree, entries are counted from 0, so its
 * root is 1.
 */
final class ShapForest {
    /** Of {@link #splits}: the key that a split compares and what with. */
    static final int SLOT = 0;

    static final int WORD = 1;

    /** Twice the nearest entry above with the same feature, plus 1 for its right side; 0 without one. */
    static final int PREVIOUS = 2;

    /** The split's row in the tables of its tree. */
    static final int ROW = 3;

    /** Of {@link #links}: twice the entry above, plus 1 for its right side. */
    static final int PARENT = 0;

    static final int FEATURE = 1;

    /** Entries of the children; leaves are counted on behind the entries of the tree. Unused by twigs. */
    static final int LEFT = 2;

    static final int RIGHT = 3;

    /** Integers per entry in {@link #splits} and {@link #links}. */
    static final int STRIDE = 4;

    /** Of {@link #twigs}: the mean of both leaves, and each leaf less the mean. */
    static final int TWIG = 3;

    /** Row of the tables for splits that decide nothing because the row has failed an earlier one on their feature. */
    static final int DEAD = 0;

    /** Row of the tables for the first split on a feature. */
    static final int FIRST = 1;

    final int[] splits;
    final int[] links;

    /** Per entry the shares of its cover that went left and right. */
    final double[] shares;

    final double[] twigs;

    /** Values of the leaves whose sibling is a split. */
    final float[] leaves;

    /** Per {@link Pass} and row: a at each point, then b at each point. */
    final double[] tables;

    /** Per class. */
    private final List<Tree[]> trees;

    private final double[] means;
    private final int longest;

    /**
     * One tree.
     *
     * @param base its first entry
     * @param inner how many of its splits are no twigs
     * @param size how many splits it has
     * @param twig its first twig
     * @param leaf its first leaf, and
     * @param leafEnd the first of the next tree
     * @param repeats whether a path has two splits on one feature
     */
    record Tree(int base, int inner, int size, int twig, int leaf, int leafEnd, boolean repeats, Pass[] passes) {
        int places() {
            return size + 1 + leafEnd - leaf;
        }
    }

    /**
     * Three or four points of a tree's quadrature, done together.
     *
     * @param table where its rows begin
     * @param weights one per point
     */
    record Pass(int table, double[] weights) {}

    ShapForest(
            int[] splits,
            int[] links,
            double[] shares,
            double[] twigs,
            float[] leaves,
            double[] tables,
            List<Tree[]> trees,
            double[] means) {
        this.splits = splits;
        this.links = links;
        this.shares = shares;
        this.twigs = twigs;
        this.leaves = leaves;
        this.tables = tables;
        this.trees = List.copyOf(trees);
        this.means = means;
        int most = 0;
        for (Tree[] ofClass : trees) {
            for (Tree tree : ofClass) {
                most = Math.max(most, tree.places());
            }
        }
        this.longest = most;
    }

    /** What one task needs: not thread-safe. */
    static final class Scratch {
        /** Per entry: whether the row goes right. */
        final int[] right;

        /** Per entry: 0 left, 1 right, 2 and more where the row has failed an earlier split on the feature. */
        final int[] states;

        /** Per entry: its row in the tables for the row at hand. */
        final int[] rows;

        final double[] down;
        final double[] up;

        private Scratch(int places) {
            right = new int[places];
            states = new int[places];
            rows = new int[places];
            down = new double[places * 4];
            up = new double[places * 4];
        }
    }

    Scratch newScratch() {
        return new Scratch(longest);
    }

    int classes() {
        return trees.size();
    }

    /** The mean of a class's sum over the training rows: its bias. */
    double mean(int ofClass) {
        return means[ofClass];
    }

    /**
     * Adds the contributions to the sum of a class's leaves.
     *
     * @param keys of the row
     * @param into one number per feature from {@code at} on
     */
    void explain(int[] keys, int ofClass, Scratch scratch, double[] into, int at) {
        for (Tree tree : trees.get(ofClass)) {
            if (tree.size == 0) {
                continue;
            }
            decide(tree, keys, scratch);
            for (Pass pass : tree.passes) {
                if (pass.weights.length == 3) {
                    ThreePoints.add(this, tree, pass, scratch, into, at);
                } else {
                    FourPoints.add(this, tree, pass, scratch, into, at);
                }
            }
        }
    }

    private void decide(Tree tree, int[] keys, Scratch scratch) {
        int[] splits = this.splits;
        int[] right = scratch.right;
        int[] states = scratch.states;
        int[] rows = scratch.rows;
        right[0] = 0;
        states[0] = 0;
        rows[0] = DEAD;
        int at = STRIDE * tree.base;
        for (int i = 1; i <= tree.size; i++) {
            at += STRIDE;
            int decision = (int) ((long) splits[at + WORD] - keys[splits[at + SLOT]] >>> 63);
            int previous = splits[at + PREVIOUS];
            // all ones where the row went the way that leads here at the split before, or there was none
            int alive = (states[previous >> 1] ^ previous & 1) - 1 >> 31;
            right[i] = decision;
            states[i] = decision | ~alive & 2;
            rows[i] = splits[at + ROW] & alive;
        }
    }

    /** Memory that this takes. */
    long bytes() {
        long objects = trees.stream().mapToLong(ofClass -> ofClass.length).sum() * 120;
        return 4L * (splits.length + links.length + leaves.length)
                + 8L * (shares.length + twigs.length + tables.length)
                + objects;
    }
}

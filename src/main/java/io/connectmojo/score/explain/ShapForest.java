package io.connectmojo.score.explain;

import java.util.Arrays;
import java.util.List;

/**
 * Trees laid out for contributions. Immutable, shared by all tasks.
 *
 * <p>Each tree has a run of entries, one per split: first those with a split below them, breadth first (inner ones), then those
 * whose children both are leaves (twigs). Within a tree, entries are counted from 1.
 */
final class ShapForest {
    /** Of {@link #splits}: the key that a split compares and what with. */
    static final int SLOT = 0;

    static final int WORD = 1;

    /** Twice the nearest entry above with the same feature, plus 1 for its right side; 0 without one. */
    static final int PREVIOUS = 2;

    /** The split's row in the tables of its tree. */
    static final int ROW = 3;

    /** Integers per entry in {@link #splits}. */
    static final int STRIDE = 4;

    /** Of {@link #twigs}: both leaves, then each leaf less the mean of both. */
    static final int TWIG = 4;

    /** Row of the tables for splits that decide nothing because the row has failed an earlier one on their feature. */
    static final int DEAD = 0;

    /** Row of the tables for the first split on a feature. */
    static final int FIRST = 1;

    /** How {@link ShapScratch#decisions} hold the row of the tables; below it stand right and failed, one bit each. */
    static final int ROW_SHIFT = 2;

    final int[] splits;

    /** Per entry. */
    final int[] features;

    /** Per inner entry: its children, left and right; leaves are counted on behind the entries of the tree. */
    final int[] children;

    /**
     * Per inner entry and side that a row takes, left and right: one less the share of the cover that went the same way, and
     * the share that went the other way.
     */
    final double[] shares;

    final double[] twigs;

    /** Values of the leaves whose sibling is a split. */
    final float[] leaves;

    /** Per {@link Pass} and row: a at each point, then b at each point. */
    final double[] tables;

    /** Per class. */
    private final List<Tree[]> trees;

    private final double[] means;

    /**
     * One tree.
     *
     * @param base one less than its first entry in the arrays
     * @param innerBase one less than its first inner entry
     * @param inner how many of its splits are no twigs
     * @param size how many splits it has
     * @param twig its first twig
     * @param leaf its first leaf, and
     * @param leafEnd the first of the next tree
     */
    record Tree(int base, int innerBase, int inner, int size, int twig, int leaf, int leafEnd, Pass[] passes) {
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
            int[] features,
            int[] children,
            double[] shares,
            double[] twigs,
            float[] leaves,
            double[] tables,
            List<Tree[]> trees,
            double[] means) {
        this.splits = splits;
        this.features = features;
        this.children = children;
        this.shares = shares;
        this.twigs = twigs;
        this.leaves = leaves;
        this.tables = tables;
        this.trees = List.copyOf(trees);
        this.means = means;
    }

    /** The most entries and leaves that a tree has, and one more. */
    int places() {
        return trees.stream()
                .flatMap(Arrays::stream)
                .mapToInt(Tree::places)
                .max()
                .orElse(1);
    }

    Tree[] trees(int ofClass) {
        return trees.get(ofClass);
    }

    int classes() {
        return trees.size();
    }

    /** The mean of a class's sum over the training rows: its bias. */
    double mean(int ofClass) {
        return means[ofClass];
    }

    /** Memory that this takes. */
    long bytes() {
        long objects = trees.stream().mapToLong(ofClass -> ofClass.length).sum() * 120;
        return 4L * (splits.length + features.length + children.length + leaves.length)
                + 8L * (shares.length + twigs.length + tables.length)
                + objects;
    }
}

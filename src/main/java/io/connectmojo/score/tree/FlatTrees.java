package io.connectmojo.score.tree;

import hex.genmodel.algos.tree.SharedTreeMojoModel;
import java.util.Arrays;

/**
 * The trees of an H2O tree model (GBM, DRF, XRT, isolation forest, uplift DRF) in packed form. Computes the sums of the
 * leaves as scoreTreeRange does, in its order, and leaves everything after them to genmodel's own unifyPreds. Immutable,
 * shared by all tasks.
 */
public final class FlatTrees {
    /** Older formats split differently. */
    private static final double OLDEST_FORMAT = 1.2;

    private final SharedTreeMojoModel model;
    private final Kernel kernel;
    private final int[][] roots;
    private final int[] trees;
    private final int columns;
    private final int firstSum;

    private FlatTrees(SharedTreeMojoModel model, Forest forest, Kernel kernel) {
        this.model = model;
        this.kernel = kernel;
        this.roots = forest.roots();
        this.trees = forest.trees();
        this.columns = forest.columns();
        this.firstSum = model._nclasses == 1 ? 0 : 1;
    }

    /** What one task needs to walk the trees: not thread-safe. */
    public static final class Scratch {
        private final int[] keys;
        private final float[] leaves = new float[Kernel.LANES];

        Scratch(Kernel kernel) {
            keys = new int[kernel.keys()];
        }
    }

    public static FlatTrees of(SharedTreeMojoModel model) throws NotCompiled {
        return of(model, TableBudget.WORKER);
    }

    static FlatTrees of(SharedTreeMojoModel model, TableBudget budget) throws NotCompiled {
        Forest forest = forest(model);
        Keys keys = new Keys(forest, false, false);
        Kernel fast = SingleCompareKernel.of(forest, keys, budget);
        return new FlatTrees(model, forest, fast != null ? fast : new CompactKernel(forest, keys));
    }

    private static Forest forest(SharedTreeMojoModel model) throws NotCompiled {
        if (model._mojo_version < OLDEST_FORMAT) {
            throw new NotCompiled("its trees are in an old format");
        }
        int[] levels = new int[model.nfeatures()];
        for (int c = 0; c < levels.length; c++) {
            String[] domain = model.getDomainValues(c);
            levels[c] = domain == null ? Forest.NUMERIC : domain.length;
        }
        int groups = model.getNTreeGroups();
        int classes = model.getNTreesPerGroup();
        ForestBuilder builder = new ForestBuilder(levels, classes, mostBytes(model));
        TreeReader reader = new TreeReader(builder);
        for (int c = 0; c < classes; c++) {
            for (int g = 0; g < groups; g++) {
                byte[] tree = model.treeBytes(g, c);
                if (tree != null) {
                    reader.read(tree, c);
                }
            }
        }
        return builder.build();
    }

    /**
     * Half of what genmodel holds: beside the trees it keeps one and a half times their size for leaf numbers and weights,
     * so that is the trees' size and a quarter.
     */
    private static long mostBytes(SharedTreeMojoModel model) {
        long bytes = 1 << 16;
        for (int c = 0; c < model.getNTreesPerGroup(); c++) {
            for (int g = 0; g < model.getNTreeGroups(); g++) {
                byte[] tree = model.treeBytes(g, c);
                bytes += tree == null ? 0 : tree.length;
            }
        }
        return bytes + bytes / 4;
    }

    public Scratch newScratch() {
        return new Scratch(kernel);
    }

    /**
     * Scores like the model's score0. Leaves the row as it is.
     *
     * @param row the features as genmodel takes them: NaN or the index of a level in categorical columns
     * @param predictions as long as score0's
     */
    public void score(double[] row, double offset, double[] predictions, Scratch scratch) {
        kernel.read(row, scratch.keys);
        Arrays.fill(predictions, 0);
        for (int c = 0; c < trees.length; c++) {
            predictions[firstSum + c] = sum(c, scratch);
        }
        model.unifyPreds(row, offset, predictions);
    }

    private double sum(int ofClass, Scratch scratch) {
        int[] roots = this.roots[ofClass];
        float[] leaves = scratch.leaves;
        double sum = 0;
        for (int t = 0; t < trees[ofClass]; t += Kernel.LANES) {
            kernel.leaves(scratch.keys, roots, t, leaves);
            // the empty trees at the end add zero, which changes no sum that began at zero
            sum += leaves[0];
            sum += leaves[1];
            sum += leaves[2];
            sum += leaves[3];
            sum += leaves[4];
            sum += leaves[5];
            sum += leaves[6];
            sum += leaves[7];
        }
        return sum;
    }

    /** Per column, the thresholds of its numeric splits: what is worth probing. */
    public float[][] thresholds() {
        return Thresholds.of(kernel.nodes(), columns);
    }

    /** Memory that this takes beside the model. */
    public long bytes() {
        return kernel.bytes()
                + 4L * Arrays.stream(roots).mapToInt(ofClass -> ofClass.length).sum();
    }

    /** For the log. */
    public String form() {
        return kernel instanceof CompactKernel ? "compact" : "single-compare";
    }
}

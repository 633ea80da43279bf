package io.connectmojo.score.compiled.tree;

import java.util.Arrays;

/** A forest ready to be walked: sums of leaf values per class, in the order of the trees. Immutable. */
final class Walk {
    private final Kernel kernel;
    private final int[][] roots;
    private final int[] trees;
    private final int columns;

    Walk(Forest forest, Keys keys, TableBudget budget) {
        Kernel fast = SingleCompareKernel.of(forest, keys, budget);
        this.kernel = fast != null ? fast : new CompactKernel(forest, keys);
        this.roots = forest.roots();
        this.trees = forest.trees();
        this.columns = forest.columns();
    }

    int classes() {
        return trees.length;
    }

    Scratch newScratch() {
        return new Scratch(kernel.keys(), classes());
    }

    void read(double[] row, Scratch scratch) {
        kernel.read(row, scratch.keys);
    }

    /**
     * In double precision, from zero. The empty trees at the end of a class add zero, which changes no sum that began at
     * zero.
     */
    double sum(int ofClass, Scratch scratch) {
        int[] roots = this.roots[ofClass];
        float[] leaves = scratch.leaves;
        double sum = 0;
        for (int t = 0; t < trees[ofClass]; t += Kernel.LANES) {
            kernel.leaves(scratch.keys, roots, t, leaves);
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

    /** In single precision, from a start value; the caller must not care for the sign of a zero. */
    float sum(int ofClass, float start, Scratch scratch) {
        int[] roots = this.roots[ofClass];
        float[] leaves = scratch.leaves;
        float sum = start;
        for (int t = 0; t < trees[ofClass]; t += Kernel.LANES) {
            kernel.leaves(scratch.keys, roots, t, leaves);
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

    float[][] thresholds() {
        return Thresholds.of(kernel.nodes(), columns);
    }

    long bytes() {
        return kernel.bytes()
                + 4L * Arrays.stream(roots).mapToInt(ofClass -> ofClass.length).sum();
    }

    String form() {
        return kernel instanceof CompactKernel ? "compact" : "single-compare";
    }
}

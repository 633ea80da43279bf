package io.connectmojo.score.compiled.tree.kernel;

import io.connectmojo.score.compiled.tree.forest.Forest;

/** A forest ready to be walked: sums of leaf values per class, in the order of the trees. Immutable. */
public final class Walk {
    private final Kernel kernel;
    private final int[] trees;

    public Walk(Forest forest, Kernel kernel) {
        this.kernel = kernel;
        this.trees = forest.trees();
    }

    public int classes() {
        return trees.length;
    }

    public Scratch newScratch() {
        return kernel.newScratch(classes());
    }

    public void read(double[] row, Scratch scratch) {
        kernel.read(row, scratch);
    }

    /** In double precision, from zero. */
    public double sum(int ofClass, Scratch scratch) {
        double sum = 0;
        for (int from = 0; from < trees[ofClass]; from += Kernel.BLOCK) {
            sum = kernel.sum(scratch, ofClass, from, Math.min(Kernel.BLOCK, trees[ofClass] - from), sum);
        }
        return sum;
    }

    /** In single precision, from a start value. */
    public float sum(int ofClass, float start, Scratch scratch) {
        float sum = start;
        for (int from = 0; from < trees[ofClass]; from += Kernel.BLOCK) {
            sum = kernel.sum(scratch, ofClass, from, Math.min(Kernel.BLOCK, trees[ofClass] - from), sum);
        }
        return sum;
    }

    public float[][] thresholds() {
        return kernel.thresholds();
    }

    public long bytes() {
        return kernel.bytes();
    }

    public String form() {
        return kernel.form();
    }
}

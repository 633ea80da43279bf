package io.connectmojo.score.compiled.tree;

/** A forest ready to be walked: sums of leaf values per class, in the order of the trees. Immutable. */
final class Walk {
    private final Kernel kernel;
    private final int[] trees;

    Walk(Forest forest, Kernel kernel) {
        this.kernel = kernel;
        this.trees = forest.trees();
    }

    int classes() {
        return trees.length;
    }

    Scratch newScratch() {
        return kernel.newScratch(classes());
    }

    void read(double[] row, Scratch scratch) {
        kernel.read(row, scratch);
    }

    /** In double precision, from zero. */
    double sum(int ofClass, Scratch scratch) {
        float[] leaves = scratch.leaves;
        double sum = 0;
        for (int from = 0; from < trees[ofClass]; from += Kernel.BLOCK) {
            int count = Math.min(Kernel.BLOCK, trees[ofClass] - from);
            kernel.leaves(scratch, ofClass, from, count);
            for (int i = 0; i < count; i++) {
                sum += leaves[i];
            }
        }
        return sum;
    }

    /** In single precision, from a start value. */
    float sum(int ofClass, float start, Scratch scratch) {
        float[] leaves = scratch.leaves;
        float sum = start;
        for (int from = 0; from < trees[ofClass]; from += Kernel.BLOCK) {
            int count = Math.min(Kernel.BLOCK, trees[ofClass] - from);
            kernel.leaves(scratch, ofClass, from, count);
            for (int i = 0; i < count; i++) {
                sum += leaves[i];
            }
        }
        return sum;
    }

    float[][] thresholds() {
        return kernel.thresholds();
    }

    long bytes() {
        return kernel.bytes();
    }

    String form() {
        return kernel.form();
    }
}

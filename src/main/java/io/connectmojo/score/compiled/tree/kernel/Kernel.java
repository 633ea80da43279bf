package io.connectmojo.score.compiled.tree.kernel;

/**
 * Walks a forest. Immutable and shared by all tasks; the scratch belongs to one.
 *
 * <p>One walk is a chain of dependent loads: a processor that walks one tree at a time mostly waits. So all trees of a block
 * take a step before any takes the next one.
 */
public interface Kernel {
    /** Most trees that are walked side by side. */
    int BLOCK = 128;

    Scratch newScratch(int classes);

    /** Turns a row into what the walks ask for. */
    void read(double[] row, Scratch scratch);

    /**
     * Writes the leaf values of a block of a class into the scratch.
     *
     * @param from first tree: a multiple of {@link #BLOCK}
     * @param count trees, at most as many as a block has
     */
    void leaves(Scratch scratch, int ofClass, int from, int count);

    /** Adds the leaf values of a block of a class, one after the other. */
    default double sum(Scratch scratch, int ofClass, int from, int count, double start) {
        leaves(scratch, ofClass, from, count);
        double sum = start;
        for (int i = 0; i < count; i++) {
            sum += scratch.leaves[i];
        }
        return sum;
    }

    /** The same in single precision. */
    default float sum(Scratch scratch, int ofClass, int from, int count, float start) {
        leaves(scratch, ofClass, from, count);
        float sum = start;
        for (int i = 0; i < count; i++) {
            sum += scratch.leaves[i];
        }
        return sum;
    }

    /** Per column, the thresholds of its numeric splits, each once. */
    float[][] thresholds();

    long bytes();

    /** Its name in the log. */
    String form();
}

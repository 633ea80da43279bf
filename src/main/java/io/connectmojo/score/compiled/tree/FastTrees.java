package io.connectmojo.score.compiled.tree;

import io.connectmojo.score.compiled.tree.kernel.Scratch;

/**
 * A tree model in packed form. Scores like the model's score0, bit for bit. Immutable, shared by all tasks; each task brings
 * its own {@link Scratch}.
 */
public interface FastTrees {
    /**
     * Leaves the row as it is.
     *
     * @param row the features as genmodel takes them: in categorical columns NaN or the index of a level
     * @param predictions as long as score0's
     */
    void score(double[] row, double offset, double[] predictions, Scratch scratch);

    Scratch newScratch();

    /** Per column, the thresholds of its numeric splits: what is worth probing. */
    float[][] thresholds();

    /** Memory that this takes beside the model. */
    long bytes();

    /** {@code compact}, {@code single-compare}, {@code complete}, {@code leaf-mask} or {@code indexed}, for the log. */
    String form();
}

package io.connectmojo.score.compiled.tree;

/** Walks a forest. Immutable and shared by all tasks; the scratch belongs to one. */
interface Kernel {
    /**
     * A class has a multiple of as many roots: some kernels walk as many trees side by side. One walk is a chain of dependent
     * loads, so a processor that walks one tree at a time mostly waits; eight chains keep it busy.
     */
    int LANES = 8;

    /** Most trees of one call: a multiple of {@link #LANES}. */
    int BLOCK = 128;

    Scratch newScratch(int classes);

    /** Turns a row into what the walks ask for. */
    void read(double[] row, Scratch scratch);

    /** Writes the leaf values of {@code count} trees of a class, at most {@link #BLOCK}, into the scratch. */
    void leaves(Scratch scratch, int ofClass, int from, int count);

    /** Per column, the thresholds of its numeric splits, each once. */
    float[][] thresholds();

    long bytes();

    /** Its name in the log. */
    String form();
}

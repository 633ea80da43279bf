package io.connectmojo.score.compiled.tree;

/** Walks a forest. Immutable and shared by all tasks; the scratch belongs to one. */
interface Kernel {
    /**
     * Trees walked side by side. One walk is a chain of dependent loads, so a processor that walks one tree at a time mostly
     * waits; eight chains keep it busy.
     */
    int LANES = 8;

    /** Length of the key array. */
    int keys();

    /** Turns a row into keys. */
    void read(double[] row, int[] keys);

    /** Leaf values of the {@link #LANES} trees from {@code from} on. */
    void leaves(int[] keys, int[] roots, int from, float[] into);

    /** The nodes in this kernel's own form; slots up to 2n are numbers in both. */
    long[] nodes();

    long bytes();
}

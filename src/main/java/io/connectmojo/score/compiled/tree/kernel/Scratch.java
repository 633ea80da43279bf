package io.connectmojo.score.compiled.tree.kernel;

import io.connectmojo.score.compiled.tree.forest.Forest;

/** What one task needs to walk trees: not thread-safe. */
public final class Scratch {
    /** See {@link Forest}. */
    final int[] keys;

    /** A bit per split, see {@link NumericSplits} and {@link LevelSplits}; or one per leaf, see {@link LeafMasks}. */
    final long[] answers;

    /** Per numeric column, how many of its words lie below the row's key; or per column the place of a line, see {@link LeafMasks}. */
    final int[] ranks;

    /** Where the walk through each tree of a block has come to. */
    final int[] places = new int[Kernel.BLOCK];

    final float[] leaves = new float[Kernel.BLOCK];
    public final float[] margins;

    /** For trees that need none. */
    public static Scratch none() {
        return new Scratch(0, 0, 0, 0);
    }

    Scratch(int keys, int answers, int ranks, int classes) {
        this.keys = new int[keys];
        this.answers = new long[answers];
        this.ranks = new int[ranks];
        this.margins = new float[classes];
    }
}

package io.connectmojo.score.compiled.tree;

/** What one task needs to walk trees: not thread-safe. */
public final class Scratch {
    final int[] keys;
    final float[] leaves = new float[Kernel.LANES];
    final float[] margins;

    Scratch(int keys, int classes) {
        this.keys = new int[keys];
        this.margins = new float[classes];
    }
}

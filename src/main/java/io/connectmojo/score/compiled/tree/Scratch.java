package io.connectmojo.score.compiled.tree;

/** What one task needs to walk trees: not thread-safe. */
public final class Scratch {
    final int[] keys;
    final float[] leaves = new float[Kernel.LANES];
    final float[] margins;

    /** For trees that need none. */
    public static Scratch none() {
        return new Scratch(0, 0);
    }

    Scratch(int keys, int classes) {
        this.keys = new int[keys];
        this.margins = new float[classes];
    }
}

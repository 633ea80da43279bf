package io.connectmojo.score.explain;

/** What one task needs to explain with a {@link ShapForest}: not thread-safe. */
final class ShapScratch {
    /** Per entry: its row in the tables, failed, right; of no entry: 0. */
    final int[] decisions;

    /** Per entry and point: G. */
    final double[] down;

    /** Per entry and point: S. */
    final double[] up;

    ShapScratch(ShapForest forest) {
        int places = forest.places();
        decisions = new int[places];
        down = new double[places * FourPoints.POINTS];
        up = new double[places * FourPoints.POINTS];
    }
}

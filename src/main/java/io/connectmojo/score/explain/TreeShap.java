package io.connectmojo.score.explain;

import static io.connectmojo.score.explain.ShapForest.PREVIOUS;
import static io.connectmojo.score.explain.ShapForest.ROW;
import static io.connectmojo.score.explain.ShapForest.ROW_SHIFT;
import static io.connectmojo.score.explain.ShapForest.SLOT;
import static io.connectmojo.score.explain.ShapForest.STRIDE;
import static io.connectmojo.score.explain.ShapForest.WORD;

/** Runs through the trees of a {@link ShapForest}: first where the row goes at each split, then as many passes as it takes. */
final class TreeShap {
    private TreeShap() {}

    /**
     * Adds the contributions to the sum of a class's leaves.
     *
     * @param keys of the row
     * @param into one number per feature from {@code at} on
     */
    static void add(ShapForest forest, int ofClass, int[] keys, ShapScratch scratch, double[] into, int at) {
        for (ShapForest.Tree tree : forest.trees(ofClass)) {
            if (tree.size() == 0) {
                continue;
            }
            decide(forest.splits, tree, keys, scratch.decisions);
            for (ShapForest.Pass pass : tree.passes()) {
                if (pass.weights().length == ThreePoints.POINTS) {
                    ThreePoints.add(forest, tree, pass, scratch, into, at);
                } else {
                    FourPoints.add(forest, tree, pass, scratch, into, at);
                }
            }
        }
    }

    private static void decide(int[] splits, ShapForest.Tree tree, int[] keys, int[] decisions) {
        int at = STRIDE * tree.base();
        for (int i = 1; i <= tree.size(); i++) {
            at += STRIDE;
            int right = (int) ((long) splits[at + WORD] - keys[splits[at + SLOT]] >>> 63);
            int previous = splits[at + PREVIOUS];
            // all ones where there was no earlier split, or the row went the way that leads here
            int alive = ((decisions[previous >> 1] ^ previous & 1) & 3) - 1 >> 31;
            decisions[i] = (splits[at + ROW] << ROW_SHIFT & alive) + (~alive & 2) + right;
        }
    }
}

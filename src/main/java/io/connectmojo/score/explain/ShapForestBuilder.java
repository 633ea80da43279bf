package io.connectmojo.score.explain;

import static io.connectmojo.score.explain.ShapForest.FIRST;
import static io.connectmojo.score.explain.ShapForest.PREVIOUS;
import static io.connectmojo.score.explain.ShapForest.ROW;
import static io.connectmojo.score.explain.ShapForest.SLOT;
import static io.connectmojo.score.explain.ShapForest.STRIDE;
import static io.connectmojo.score.explain.ShapForest.TWIG;
import static io.connectmojo.score.explain.ShapForest.WORD;

import io.connectmojo.score.compiled.tree.cover.CoveredTrees;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Lays covered trees out, one after the other. Used once. */
final class ShapForestBuilder {
    private final CoveredTrees trees;
    private final ShapTables tables = new ShapTables();
    private int[] splits = new int[1024];
    private int[] features = new int[256];
    private int[] children = new int[512];
    private double[] shares = new double[1024];
    private double[] twigs = new double[512];
    private float[] leaves = new float[256];
    private int entries;
    private int innerCount;
    private int twigCount;
    private int leafCount;

    private ShapForestBuilder(CoveredTrees trees) {
        this.trees = trees;
    }

    static ShapForest build(CoveredTrees trees) {
        return new ShapForestBuilder(trees).build();
    }

    private ShapForest build() {
        List<ShapForest.Tree[]> laidOut = new ArrayList<>();
        double[] means = new double[trees.classes()];
        for (int c = 0; c < means.length; c++) {
            ShapForest.Tree[] ofClass = new ShapForest.Tree[trees.trees(c)];
            for (int t = 0; t < ofClass.length; t++) {
                TreeOrder order = new TreeOrder(trees, trees.root(c, t));
                means[c] += order.mean();
                ofClass[t] = layOut(order);
            }
            laidOut.add(ofClass);
        }
        return new ShapForest(
                Arrays.copyOf(splits, STRIDE * entries),
                Arrays.copyOf(features, entries),
                Arrays.copyOf(children, 2 * innerCount),
                Arrays.copyOf(shares, 4 * innerCount),
                Arrays.copyOf(twigs, TWIG * twigCount),
                Arrays.copyOf(leaves, leafCount),
                tables.toArray(),
                laidOut,
                means);
    }

    private ShapForest.Tree layOut(TreeOrder order) {
        int first = entries;
        int firstInner = innerCount;
        int firstTwig = twigCount;
        int firstLeaf = leafCount;
        entries += order.size();
        grow();
        double[] repeats = new double[order.size()];
        int repeatCount = 0;
        for (int i = 1; i <= order.size(); i++) {
            int node = order.node(i);
            int entry = first + i - 1;
            splits[STRIDE * entry + SLOT] = trees.slot(node);
            splits[STRIDE * entry + WORD] = trees.word(node);
            splits[STRIDE * entry + PREVIOUS] = order.previous(i);
            splits[STRIDE * entry + ROW] = FIRST;
            if (order.previous(i) != 0) {
                repeats[repeatCount++] = order.product(i);
                splits[STRIDE * entry + ROW] = FIRST + repeatCount;
            }
            features[entry] = trees.feature(node);
            if (i > order.inner()) {
                twig(node);
            } else {
                inner(order, node, firstLeaf);
            }
        }
        ShapForest.Pass[] passes =
                tables.passes(Quadrature.pointsFor(order.distinctFeatures()), Arrays.copyOf(repeats, repeatCount));
        return new ShapForest.Tree(
                first - 1, firstInner - 1, order.inner(), order.size(), firstTwig, firstLeaf, leafCount, passes);
    }

    private void inner(TreeOrder order, int node, int firstLeaf) {
        int left = trees.left(node);
        for (int side = 0; side < 2; side++) {
            int share = 4 * innerCount + 2 * side;
            shares[share] = trees.otherShare(node, left + side);
            shares[share + 1] = trees.share(node, left + 1 - side);
            children[2 * innerCount + side] = child(order, left + side, firstLeaf);
        }
        innerCount++;
    }

    private int child(TreeOrder order, int node, int firstLeaf) {
        if (!trees.isLeaf(node)) {
            return order.entry(node);
        }
        leaves[leafCount++] = trees.value(node);
        return order.size() + leafCount - firstLeaf;
    }

    private void twig(int node) {
        int left = trees.left(node);
        for (int side = 0; side < 2; side++) {
            double value = trees.value(left + side);
            twigs[TWIG * twigCount + side] = value;
            twigs[TWIG * twigCount + 2 + side] = trees.otherShare(node, left + side) * value
                    - trees.share(node, left + 1 - side) * trees.value(left + 1 - side);
        }
        twigCount++;
    }

    /** A tree has no more inner entries, twigs and leaves than entries. */
    private void grow() {
        splits = STRIDE * entries > splits.length ? Arrays.copyOf(splits, 2 * STRIDE * entries) : splits;
        features = entries > features.length ? Arrays.copyOf(features, 2 * entries) : features;
        if (2 * (innerCount + entries) > children.length) {
            children = Arrays.copyOf(children, 4 * (innerCount + entries));
            shares = Arrays.copyOf(shares, 2 * children.length);
        }
        twigs = TWIG * (twigCount + entries) > twigs.length
                ? Arrays.copyOf(twigs, 2 * TWIG * (twigCount + entries))
                : twigs;
        leaves = leafCount + entries > leaves.length ? Arrays.copyOf(leaves, 2 * (leafCount + entries)) : leaves;
    }
}

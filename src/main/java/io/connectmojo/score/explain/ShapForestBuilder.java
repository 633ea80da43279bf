package io.connectmojo.score.explain;

import static io.connectmojo.score.explain.ShapForest.FEATURE;
import static io.connectmojo.score.explain.ShapForest.FIRST;
import static io.connectmojo.score.explain.ShapForest.LEFT;
import static io.connectmojo.score.explain.ShapForest.PARENT;
import static io.connectmojo.score.explain.ShapForest.PREVIOUS;
import static io.connectmojo.score.explain.ShapForest.RIGHT;
import static io.connectmojo.score.explain.ShapForest.ROW;
import static io.connectmojo.score.explain.ShapForest.SLOT;
import static io.connectmojo.score.explain.ShapForest.STRIDE;
import static io.connectmojo.score.explain.ShapForest.TWIG;
import static io.connectmojo.score.explain.ShapForest.WORD;

import io.connectmojo.score.tree.CoveredTrees;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Lays covered trees out, one after the other. Used once. */
final class ShapForestBuilder {
    private final CoveredTrees trees;
    private final ShapTables tables = new ShapTables();
    private int[] splits = new int[1024];
    private int[] links = new int[1024];
    private double[] shares = new double[512];
    private double[] twigs = new double[512];
    private float[] leaves = new float[256];
    private int entries;
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
                Arrays.copyOf(links, STRIDE * entries),
                Arrays.copyOf(shares, 2 * entries),
                Arrays.copyOf(twigs, TWIG * twigCount),
                Arrays.copyOf(leaves, leafCount),
                tables.toArray(),
                laidOut,
                means);
    }

    private ShapForest.Tree layOut(TreeOrder order) {
        int base = entries;
        int firstTwig = twigCount;
        int firstLeaf = leafCount;
        entries += order.size() + 1;
        grow();
        splits[STRIDE * base + WORD] = Integer.MAX_VALUE;
        splits[STRIDE * base + ROW] = FIRST;
        shares[2 * base] = 1;
        double[] repeats = new double[order.size()];
        int repeatCount = 0;
        for (int i = 1; i <= order.size(); i++) {
            int node = order.node(i);
            int entry = STRIDE * (base + i);
            splits[entry + SLOT] = trees.slot(node);
            splits[entry + WORD] = trees.word(node);
            splits[entry + PREVIOUS] = order.previous(i);
            splits[entry + ROW] = FIRST;
            if (order.previous(i) != 0) {
                repeats[repeatCount++] = order.product(i);
                splits[entry + ROW] = FIRST + repeatCount;
            }
            links[entry + PARENT] = order.parent(i);
            links[entry + FEATURE] = trees.feature(node);
            int left = trees.left(node);
            shares[2 * (base + i)] = trees.share(node, left);
            shares[2 * (base + i) + 1] = trees.share(node, left + 1);
            if (i > order.inner()) {
                twig(node);
            } else {
                links[entry + LEFT] = child(order, left, firstLeaf);
                links[entry + RIGHT] = child(order, left + 1, firstLeaf);
            }
        }
        ShapForest.Pass[] passes =
                tables.passes(Quadrature.pointsFor(order.distinctFeatures()), Arrays.copyOf(repeats, repeatCount));
        return new ShapForest.Tree(
                base, order.inner(), order.size(), firstTwig, firstLeaf, leafCount, repeatCount > 0, passes);
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
        double mean = trees.share(node, left) * trees.value(left) + trees.share(node, left + 1) * trees.value(left + 1);
        twigs[TWIG * twigCount] = mean;
        twigs[TWIG * twigCount + 1] = trees.value(left) - mean;
        twigs[TWIG * twigCount + 2] = trees.value(left + 1) - mean;
        twigCount++;
    }

    /** A tree has no more twigs and leaves than entries. */
    private void grow() {
        if (STRIDE * entries > splits.length) {
            splits = Arrays.copyOf(splits, 2 * STRIDE * entries);
            links = Arrays.copyOf(links, 2 * STRIDE * entries);
            shares = Arrays.copyOf(shares, 4 * entries);
        }
        if (TWIG * entries > twigs.length) {
            twigs = Arrays.copyOf(twigs, 2 * TWIG * entries);
        }
        if (entries > leaves.length) {
            leaves = Arrays.copyOf(leaves, 2 * entries);
        }
    }
}

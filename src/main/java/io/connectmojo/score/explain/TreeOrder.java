package io.connectmojo.score.explain;

import io.connectmojo.score.compiled.tree.cover.CoveredTrees;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The splits of one tree in the order of {@link ShapForest}, and what its paths say of each: used while laying it out. Entries
 * are counted from 1.
 */
final class TreeOrder {
    private final CoveredTrees trees;
    private final int root;
    private final List<Integer> nodes = new ArrayList<>();
    private final Map<Integer, Integer> entries = new HashMap<>();
    private final int inner;
    private final int[] parents;
    private final int[] previous;
    private final double[] products;
    private final int distinct;

    TreeOrder(CoveredTrees trees, int root) {
        this.trees = trees;
        this.root = root;
        List<Integer> twigs = new ArrayList<>();
        Map<Integer, Integer> sides = new HashMap<>();
        List<Integer> queue = new ArrayList<>();
        queue.add(root);
        for (int i = 0; i < queue.size(); i++) {
            int node = queue.get(i);
            if (trees.isLeaf(node)) {
                continue;
            }
            int left = trees.left(node);
            boolean twig = trees.isLeaf(left) && trees.isLeaf(left + 1);
            (twig ? twigs : nodes).add(node);
            for (int side = 0; side < 2 && !twig; side++) {
                queue.add(left + side);
                sides.put(left + side, 2 * node + side);
            }
        }
        this.inner = nodes.size();
        nodes.addAll(twigs);
        for (int i = 0; i < nodes.size(); i++) {
            entries.put(nodes.get(i), i + 1);
        }
        this.parents = new int[nodes.size() + 1];
        this.previous = new int[nodes.size() + 1];
        this.products = new double[nodes.size() + 1];
        int most = 0;
        for (int i = 1; i < parents.length; i++) {
            int node = nodes.get(i - 1);
            if (node != root) {
                int above = of(node, sides);
                parents[i] = 2 * of(above >> 1, entries) + (above & 1);
            }
        }
        for (int i = 1; i < parents.length; i++) {
            most = Math.max(most, lookAbove(i));
        }
        this.distinct = most;
    }

    /** Finds the earlier splits on the entry's feature; the answer is how many features its path has, with its own. */
    private int lookAbove(int entry) {
        int feature = trees.feature(node(entry));
        double product = 1;
        List<Integer> seen = new ArrayList<>();
        seen.add(feature);
        for (int up = parents[entry]; up != 0; up = parents[up >> 1]) {
            int above = node(up >> 1);
            int other = trees.feature(above);
            if (other == feature) {
                previous[entry] = previous[entry] == 0 ? up : previous[entry];
                product *= trees.share(above, trees.left(above) + (up & 1));
            }
            if (!seen.contains(other)) {
                seen.add(other);
            }
        }
        products[entry] = product;
        return seen.size();
    }

    int size() {
        return nodes.size();
    }

    /** How many entries are no twigs. */
    int inner() {
        return inner;
    }

    int node(int entry) {
        return nodes.get(entry - 1);
    }

    /** Of a split. */
    int entry(int node) {
        return of(node, entries);
    }

    private static int of(int node, Map<Integer, Integer> map) {
        return Objects.requireNonNull(map.get(node), "a node of another tree");
    }

    /** Twice the entry above, plus 1 for its right side; 0 for the root. */
    int parent(int entry) {
        return parents[entry];
    }

    /** Twice the nearest entry above with the same feature, plus 1 for its right side; 0 without one. */
    int previous(int entry) {
        return previous[entry];
    }

    /** The product of the shares at the splits above with the same feature. */
    double product(int entry) {
        return products[entry];
    }

    /** The most features that one path has. */
    int distinctFeatures() {
        return distinct;
    }

    /** The tree's mean over the training rows. */
    double mean() {
        return mean(root);
    }

    private double mean(int node) {
        if (trees.isLeaf(node)) {
            return trees.value(node);
        }
        int left = trees.left(node);
        return trees.share(node, left) * mean(left) + trees.share(node, left + 1) * mean(left + 1);
    }
}

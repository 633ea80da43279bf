package io.connectmojo.score.compiled.tree.kernel;

import io.connectmojo.score.compiled.tree.forest.Forest;
import io.connectmojo.score.compiled.tree.forest.ForestShape;
import io.connectmojo.score.compiled.tree.forest.PackedNode;
import java.util.function.IntUnaryOperator;

/**
 * The trees of a forest filled up to complete binary trees of one depth, level by level: level d holds 2^d nodes of the first
 * tree, then those of the second one. So the children of the node at place i are at 2i and 2i + 1 of the next level, and a
 * node is nothing but the number of its split: four bytes. A leaf above the last level becomes a chain of left children, as
 * split 0 always goes left.
 *
 * <p>Leaf values stand apart, and only those of the forest. A node of the last level also says, in its lowest
 * {@link #LEAF_BITS}, which leaf of its tree the left child is; the right child is the next leaf.
 *
 * @param levels nodes of all levels but the last
 * @param last nodes of the last level
 * @param firstLeaf per tree, where its leaves begin
 * @param leaves values
 */
public record CompleteTrees(int[][] levels, int[] last, int[] firstLeaf, float[] leaves) {
    public static final int LEAF_BITS = 8;

    /** So few that the numbers of all their splits have 24 bits. */
    private static final int MAX_NODES = 1 << 22;

    /** Whether the trees of a forest are so shallow and so full that this takes no more memory than their packed nodes. */
    static boolean fit(Forest forest, ForestShape shape) {
        int nodes = forest.nodes().length;
        return shape.depth() <= LEAF_BITS
                && nodes <= MAX_NODES
                && 4L * ((long) shape.trees() << depth(shape)) + 4L * shape.leaves() <= 8L * nodes;
    }

    /** @param numbers from the index of a node to the number of its split */
    static CompleteTrees of(Forest forest, ForestShape shape, IntUnaryOperator numbers) {
        int depth = depth(shape);
        int[][] levels = new int[depth - 1][];
        for (int d = 0; d < levels.length; d++) {
            levels[d] = new int[shape.trees() << d];
        }
        int[] last = new int[shape.trees() << depth - 1];
        CompleteTrees trees = new CompleteTrees(levels, last, new int[shape.trees()], new float[shape.leaves()]);
        int tree = 0;
        int leaf = 0;
        for (int c = 0; c < forest.trees().length; c++) {
            for (int t = 0; t < forest.trees()[c]; t++) {
                trees.firstLeaf[tree] = leaf;
                leaf = trees.fill(forest.nodes(), numbers, forest.roots()[c][t], 0, tree, leaf, leaf);
                tree++;
            }
        }
        return trees;
    }

    private static int depth(ForestShape shape) {
        return Math.max(1, shape.depth());
    }

    /** Fills in a subtree, whose root belongs at a place of a level; the answer is the next leaf. */
    private int fill(long[] nodes, IntUnaryOperator numbers, int node, int level, int place, int first, int next) {
        boolean isLeaf = PackedNode.isLeaf(nodes[node]);
        int leaf = next;
        if (isLeaf || level == levels.length) {
            int number = isLeaf ? 0 : numbers.applyAsInt(node);
            last[place << levels.length - level] = number << LEAF_BITS | leaf - first;
        }
        if (isLeaf) {
            leaves[leaf] = PackedNode.value(nodes[node]);
            return leaf + 1;
        }
        int child = node + PackedNode.distance(nodes[node]);
        if (level == levels.length) {
            leaves[leaf] = PackedNode.value(nodes[child]);
            leaves[leaf + 1] = PackedNode.value(nodes[child + 1]);
            return leaf + 2;
        }
        levels[level][place] = numbers.applyAsInt(node);
        leaf = fill(nodes, numbers, child, level + 1, 2 * place, first, leaf);
        return fill(nodes, numbers, child + 1, level + 1, 2 * place + 1, first, leaf);
    }

    long bytes() {
        long words = (long) last.length + firstLeaf.length + leaves.length;
        for (int[] level : levels) {
            words += level.length;
        }
        return 4 * words;
    }
}

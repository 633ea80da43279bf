package io.connectmojo.score.compiled.tree.kernel;

import io.connectmojo.score.compiled.tree.forest.Forest;
import io.connectmojo.score.compiled.tree.forest.PackedNode;

/**
 * Where the walks through packed nodes begin, and how many steps a block of {@link Kernel#BLOCK} trees needs until the last
 * walk is at its leaf.
 */
public final class TreeBlocks {
    private final int[][] roots;
    private final int[][] depths;

    public TreeBlocks(Forest forest) {
        roots = forest.roots();
        int[] heights = heights(forest.nodes());
        depths = new int[roots.length][];
        for (int c = 0; c < roots.length; c++) {
            depths[c] = new int[roots[c].length / Kernel.BLOCK + 1];
            for (int t = 0; t < roots[c].length; t++) {
                int block = t / Kernel.BLOCK;
                depths[c][block] = Math.max(depths[c][block], heights[roots[c][t]]);
            }
        }
    }

    /** Per node, the steps to the farthest leaf below it. Children stand behind their parent. */
    private static int[] heights(long[] nodes) {
        int[] heights = new int[nodes.length];
        for (int i = nodes.length - 1; i >= 0; i--) {
            if (!PackedNode.isLeaf(nodes[i])) {
                int child = i + PackedNode.distance(nodes[i]);
                heights[i] = 1 + Math.max(heights[child], heights[child + 1]);
            }
        }
        return heights;
    }

    /** Puts the walks at the roots of some trees. */
    public void start(int ofClass, int from, int count, int[] places) {
        System.arraycopy(roots[ofClass], from, places, 0, count);
    }

    /** Steps of the block that begins with this tree. */
    public int depth(int ofClass, int from) {
        return depths[ofClass][from / Kernel.BLOCK];
    }
}

package io.connectmojo.score.compiled.tree.forest;

/**
 * How large the trees of a forest are.
 *
 * @param depth steps of the longest walk through one tree
 * @param trees number of trees
 * @param leaves number of leaves
 * @param steps steps of a walk through all trees, if every leaf were as likely
 */
public record ForestShape(int depth, int trees, int leaves, double steps) {
    public static ForestShape of(Forest forest) {
        long[] nodes = forest.nodes();
        int[] depths = new int[nodes.length];
        int deepest = 0;
        int leaves = 0;
        long sum = 0;
        for (int i = 0; i < nodes.length; i++) {
            if (PackedNode.isLeaf(nodes[i])) {
                leaves++;
                sum += depths[i];
                deepest = Math.max(deepest, depths[i]);
            } else {
                int child = i + PackedNode.distance(nodes[i]);
                depths[child] = depths[i] + 1;
                depths[child + 1] = depths[i] + 1;
            }
        }
        int trees = 0;
        for (int count : forest.trees()) {
            trees += count;
        }
        return new ForestShape(deepest, trees, leaves, (double) sum / Math.max(1, leaves) * trees);
    }
}

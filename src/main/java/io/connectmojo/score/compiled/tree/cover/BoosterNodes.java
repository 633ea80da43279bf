package io.connectmojo.score.compiled.tree.cover;

import biz.k11i.xgboost.tree.RegTree;
import biz.k11i.xgboost.tree.RegTreeNode;
import io.connectmojo.score.NotCompiled;
import io.connectmojo.score.compiled.tree.forest.Forest;
import io.connectmojo.score.compiled.tree.forest.PackedNode;
import java.util.ArrayDeque;
import java.util.Queue;

/** Reads covers and features of an XGBoost model's trees for the forest that {@link BoosterReader} has made of them. */
final class BoosterNodes {
    private BoosterNodes() {}

    private record Pending(int node, int place) {}

    static void read(RegTree[][] trees, Forest forest, float[] covers, int[] features) throws NotCompiled {
        for (int c = 0; c < trees.length; c++) {
            for (int t = 0; t < trees[c].length; t++) {
                read(trees[c][t], forest, forest.roots()[c][t], covers, features);
            }
        }
    }

    private static void read(RegTree tree, Forest forest, int root, float[] covers, int[] features) throws NotCompiled {
        if (tree.getStats() == null || tree.getStats().length < tree.getNodes().length) {
            throw new NotCompiled("the node weights of a tree are missing");
        }
        Queue<Pending> pending = new ArrayDeque<>();
        pending.add(new Pending(0, root));
        while (!pending.isEmpty()) {
            Pending at = pending.remove();
            RegTreeNode node = tree.getNodes()[at.node];
            covers[at.place] = tree.getStats()[at.node].getWeight();
            long packed = forest.nodes()[at.place];
            if (!PackedNode.isLeaf(packed)) {
                features[at.place] = node.getSplitIndex();
                int left = at.place + PackedNode.distance(packed);
                pending.add(new Pending(node.getLeftChildIndex(), left));
                pending.add(new Pending(node.getRightChildIndex(), left + 1));
            }
        }
    }
}

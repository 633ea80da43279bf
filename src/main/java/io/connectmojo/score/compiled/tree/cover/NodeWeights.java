package io.connectmojo.score.compiled.tree.cover;

import hex.genmodel.algos.tree.SharedTreeMojoModel;
import io.connectmojo.model.archive.TreeBytes;
import io.connectmojo.score.HiddenMember;
import io.connectmojo.score.NotCompiled;
import io.connectmojo.score.compiled.tree.forest.Forest;
import io.connectmojo.score.compiled.tree.forest.PackedNode;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;

/**
 * Reads the covers of H2O's trees from the auxiliary trees of a MOJO: a record for each split with its number, and the weights
 * and numbers of its children.
 */
final class NodeWeights {
    private static final int RECORD = 40;
    private static final int WEIGHTS = 8;
    private static final int CHILDREN = 32;

    private final Forest forest;
    private final float[] covers;

    private NodeWeights(Forest forest) {
        this.forest = forest;
        this.covers = new float[forest.nodes().length];
    }

    /** Per node of the forest. */
    static float[] of(SharedTreeMojoModel model, Forest forest) throws NotCompiled {
        byte[][] auxiliary = auxiliaryTrees(model);
        NodeWeights weights = new NodeWeights(forest);
        int groups = model.getNTreeGroups();
        for (int c = 0; c < forest.trees().length; c++) {
            int tree = 0;
            for (int g = 0; g < groups; g++) {
                if (model.treeBytes(g, c) != null) {
                    weights.read(auxiliary[c * groups + g], forest.roots()[c][tree++]);
                }
            }
        }
        return weights.covers;
    }

    /** Those of the model, one per tree. */
    static byte[][] auxiliaryTrees(SharedTreeMojoModel model) throws NotCompiled {
        byte[][] auxiliary = HiddenMember.read(model, "_compressed_trees_aux", byte[][].class, NotCompiled::new);
        if (auxiliary == null) {
            throw new NotCompiled("its MOJO is older than node weights");
        }
        int groups = model.getNTreeGroups();
        for (int i = 0; i < auxiliary.length; i++) {
            if (model.treeBytes(i % groups, i / groups) != null && auxiliary[i] == null) {
                throw new NotCompiled("the node weights of a tree are missing");
            }
        }
        return auxiliary;
    }

    private record Pending(int node, int number) {}

    private void read(byte[] auxiliary, int root) throws NotCompiled {
        if (PackedNode.isLeaf(forest.nodes()[root])) {
            return;
        }
        if (auxiliary.length % RECORD != 0) {
            throw new NotCompiled("the node weights of a tree are cut off");
        }
        TreeBytes bytes = new TreeBytes(auxiliary);
        Map<Integer, Integer> records = new HashMap<>();
        for (int at = 0; at < auxiliary.length; at += RECORD) {
            bytes.position(at);
            records.put(bytes.four(), at);
        }
        Queue<Pending> pending = new ArrayDeque<>();
        pending.add(new Pending(root, 0));
        while (!pending.isEmpty()) {
            Pending at = pending.remove();
            long node = forest.nodes()[at.node];
            if (PackedNode.isLeaf(node)) {
                continue;
            }
            Integer record = records.get(at.number);
            if (record == null) {
                throw new NotCompiled("the node weights of a tree are those of another one");
            }
            int left = at.node + PackedNode.distance(node);
            bytes.position(record + WEIGHTS);
            covers[left] = bytes.real();
            covers[left + 1] = bytes.real();
            if (at.node == root) {
                covers[root] = covers[left] + covers[left + 1];
            }
            bytes.position(record + CHILDREN);
            pending.add(new Pending(left, bytes.four()));
            pending.add(new Pending(left + 1, bytes.four()));
        }
    }
}

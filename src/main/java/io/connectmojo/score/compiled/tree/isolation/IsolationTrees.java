package io.connectmojo.score.compiled.tree.isolation;

import hex.genmodel.algos.isoforextended.ExtendedIsolationForestMojoModel;
import io.connectmojo.score.HiddenMember;
import io.connectmojo.score.NotCompiled;
import io.connectmojo.score.compiled.tree.FastTrees;
import io.connectmojo.score.compiled.tree.kernel.Scratch;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Extended isolation forests. Genmodel looks for every next node from the top of the tree's list on; here an index knows
 * where each node's numbers stand in the model's own bytes, and where its children are.
 */
public final class IsolationTrees implements FastTrees {
    private static final VarHandle DOUBLES =
            MethodHandles.byteArrayViewVarHandle(double[].class, ByteOrder.nativeOrder());

    private final byte[][] trees;
    private final long sampleSize;
    private final IsolationIndex index;

    private IsolationTrees(byte[][] trees, long sampleSize, IsolationIndex index) {
        this.trees = trees;
        this.sampleSize = sampleSize;
        this.index = index;
    }

    public static IsolationTrees of(ExtendedIsolationForestMojoModel model) throws NotCompiled {
        byte[][] trees = HiddenMember.read(model, "_compressedTrees", byte[][].class, NotCompiled::new);
        if (trees.length != HiddenMember.read(model, "_ntrees", Integer.class, NotCompiled::new)) {
            throw new NotCompiled("some of its trees are missing");
        }
        IsolationIndex.Builder index = new IsolationIndex.Builder(model.nfeatures());
        for (byte[] tree : trees) {
            index.add(tree);
        }
        return new IsolationTrees(
                trees, HiddenMember.read(model, "_sample_size", Long.class, NotCompiled::new), index.build());
    }

    @Override
    public void score(double[] row, double offset, double[] predictions, Scratch scratch) {
        double length = 0;
        for (int tree = 0; tree < trees.length; tree++) {
            int node = index.root(tree);
            while (!index.isLeaf(node)) {
                node = index.child(node, product(trees[tree], index.position(node), row) <= 0);
            }
            length += index.length(node);
        }
        length = length / trees.length;
        predictions[0] = ExtendedIsolationForestMojoModel.anomalyScore(length, sampleSize);
        predictions[1] = length;
    }

    /** The row less the node's point, times its normal: first stands the normal, then the point. */
    private static double product(byte[] tree, int position, double[] row) {
        double sum = 0;
        int points = position + Double.BYTES * row.length;
        for (int i = 0; i < row.length; i++) {
            int at = Double.BYTES * i;
            sum += (row[i] - (double) DOUBLES.get(tree, points + at)) * (double) DOUBLES.get(tree, position + at);
        }
        return sum;
    }

    @Override
    public Scratch newScratch() {
        return Scratch.none();
    }

    @Override
    public float[][] thresholds() {
        return new float[0][];
    }

    @Override
    public long bytes() {
        return index.bytes();
    }

    @Override
    public String form() {
        return "indexed";
    }
}

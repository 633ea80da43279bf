package io.connectmojo.score.compiled.tree;

import hex.genmodel.algos.tree.SharedTreeMojoModel;
import io.connectmojo.score.NotCompiled;
import io.connectmojo.score.compiled.tree.forest.Forest;
import io.connectmojo.score.compiled.tree.forest.ForestBuilder;
import io.connectmojo.score.compiled.tree.forest.Keys;
import io.connectmojo.score.compiled.tree.kernel.KernelChoice;
import io.connectmojo.score.compiled.tree.kernel.Scratch;
import io.connectmojo.score.compiled.tree.kernel.TableBudget;
import io.connectmojo.score.compiled.tree.kernel.Walk;
import java.util.Arrays;

/**
 * H2O's own tree models: GBM, DRF, XRT, isolation forest, uplift DRF. Computes the sums of the leaves as scoreTreeRange
 * does, and leaves everything after them to genmodel's unifyPreds.
 */
public final class FlatTrees implements FastTrees {
    /** Older formats split differently. */
    private static final double OLDEST_FORMAT = 1.2;

    /** Beside the trees genmodel keeps 40 bytes per split: half as many per node. */
    private static final int HEAP_PER_NODE = 20;

    private final SharedTreeMojoModel model;
    private final Walk walk;
    private final int firstSum;

    private FlatTrees(SharedTreeMojoModel model, Walk walk) {
        this.model = model;
        this.walk = walk;
        this.firstSum = model._nclasses == 1 ? 0 : 1;
    }

    public static FlatTrees of(SharedTreeMojoModel model) throws NotCompiled {
        return of(model, KernelChoice.fastest(TableBudget.WORKER));
    }

    public static FlatTrees of(SharedTreeMojoModel model, KernelChoice kernels) throws NotCompiled {
        Forest forest = forest(model);
        return new FlatTrees(model, new Walk(forest, kernels.of(forest, new Keys(forest, false, false))));
    }

    public static Forest forest(SharedTreeMojoModel model) throws NotCompiled {
        if (model._mojo_version < OLDEST_FORMAT) {
            throw new NotCompiled("its trees are in an old format");
        }
        int[] levels = new int[model.nfeatures()];
        for (int c = 0; c < levels.length; c++) {
            String[] domain = model.getDomainValues(c);
            levels[c] = domain == null ? Forest.NUMERIC : domain.length;
        }
        int groups = model.getNTreeGroups();
        int classes = model.getNTreesPerGroup();
        ForestBuilder builder = new ForestBuilder(levels, classes, bytes(model), HEAP_PER_NODE);
        TreeReader reader = new TreeReader(builder);
        for (int c = 0; c < classes; c++) {
            for (int g = 0; g < groups; g++) {
                byte[] tree = model.treeBytes(g, c);
                if (tree != null) {
                    reader.read(tree, c);
                }
            }
        }
        return builder.build();
    }

    private static long bytes(SharedTreeMojoModel model) {
        long bytes = 0;
        for (int c = 0; c < model.getNTreesPerGroup(); c++) {
            for (int g = 0; g < model.getNTreeGroups(); g++) {
                byte[] tree = model.treeBytes(g, c);
                bytes += tree == null ? 0 : tree.length;
            }
        }
        return bytes;
    }

    @Override
    public void score(double[] row, double offset, double[] predictions, Scratch scratch) {
        walk.read(row, scratch);
        Arrays.fill(predictions, 0);
        for (int c = 0; c < walk.classes(); c++) {
            predictions[firstSum + c] = walk.sum(c, scratch);
        }
        model.unifyPreds(row, offset, predictions);
    }

    @Override
    public Scratch newScratch() {
        return walk.newScratch();
    }

    @Override
    public float[][] thresholds() {
        return walk.thresholds();
    }

    @Override
    public long bytes() {
        return walk.bytes();
    }

    @Override
    public String form() {
        return walk.form();
    }
}

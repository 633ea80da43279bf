package io.connectmojo.score.reference;

import hex.genmodel.GenModel;
import hex.genmodel.algos.tree.SharedTreeMojoModel;

/**
 * The predictions after each group of trees. Genmodel starts anew for each group; adding one group at a time sums the same
 * numbers in the same order, so the bits are the same, in one pass over the trees.
 */
final class StagedPredictions {
    private StagedPredictions() {}

    static int length(GenModel model) {
        SharedTreeMojoModel trees = (SharedTreeMojoModel) model;
        return trees.getNTreeGroups() * trees.getNTreesPerGroup();
    }

    /** Like genmodel's own, without the offset. */
    static void of(GenModel model, double[] raw, double[] staged) {
        SharedTreeMojoModel trees = (SharedTreeMojoModel) model;
        int perGroup = trees.getNTreesPerGroup();
        int first = model.nclasses() == 1 ? 0 : 1;
        double[] sums = new double[model.getPredsSize()];
        double[] unified = new double[sums.length];
        for (int group = 0; group < trees.getNTreeGroups(); group++) {
            trees.scoreTreeRange(raw, group, group + 1, sums);
            System.arraycopy(sums, 0, unified, 0, sums.length);
            trees.unifyPreds(raw, 0, unified);
            System.arraycopy(unified, first, staged, group * perGroup, perGroup);
        }
    }
}

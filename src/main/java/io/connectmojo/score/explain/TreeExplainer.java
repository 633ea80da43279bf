package io.connectmojo.score.explain;

import hex.ModelCategory;
import hex.genmodel.algos.drf.DrfMojoModel;
import hex.genmodel.algos.gbm.GbmMojoModel;
import hex.genmodel.algos.tree.SharedTreeMojoModel;
import hex.genmodel.algos.xgboost.XGBoostJavaMojoModel;
import hex.genmodel.attributes.parameters.VariableImportancesHolder;
import io.connectmojo.score.NotCompiled;
import io.connectmojo.score.compiled.tree.cover.CoveredTrees;
import java.util.Arrays;
import java.util.List;

/**
 * Contributions of GBM, DRF and XGBoost: exact TreeSHAP in the space and with the conventions of genmodel, where it has them.
 * GBM: the sum of the leaves and the model's initial value. XGBoost: the same with the base score, per level of a categorical
 * column. DRF: the mean of the trees; of a binomial forest, whose trees vote for the first class, that of the second one.
 */
final class TreeExplainer implements Explainer {
    private final CoveredTrees trees;
    private final ShapForest forest;
    private final List<String> names;
    private final Scale scale;

    /**
     * From a sum of leaves to a margin.
     *
     * @param factor of the sum
     * @param start what the margin has besides the leaves
     * @param share what each contribution that is not 0 gets of the start, as genmodel spreads it over a binomial forest's
     *     features; the rest is in the bias
     */
    private record Scale(double factor, double start, double share) {}

    private TreeExplainer(CoveredTrees trees, List<String> names, Scale scale) throws NotCompiled {
        if (names.size() != trees.features()) {
            throw new NotCompiled("its trees have another number of features than the model");
        }
        this.trees = trees;
        this.forest = ShapForestBuilder.build(trees);
        this.names = List.copyOf(names);
        this.scale = scale;
    }

    static TreeExplainer of(SharedTreeMojoModel model) throws NotCompiled {
        return new TreeExplainer(CoveredTrees.of(model), TreeNames.of(model), scale(model));
    }

    /** Whether the model is sure to have what contributions need, as far as that is known without reading its trees. */
    static void check(SharedTreeMojoModel model) throws NotCompiled {
        scale(model);
        CoveredTrees.check(model);
    }

    static void check(XGBoostJavaMojoModel model) throws NotCompiled {
        CoveredTrees.check(model);
    }

    static TreeExplainer of(XGBoostJavaMojoModel model) throws NotCompiled {
        return new TreeExplainer(CoveredTrees.of(model), TreeNames.of(model), new Scale(1, model.getInitF(), 0));
    }

    private static Scale scale(SharedTreeMojoModel model) throws NotCompiled {
        if (model instanceof GbmMojoModel gbm) {
            return new Scale(1, gbm.nclasses() > 2 ? 0 : gbm._init_f, 0);
        }
        if (model instanceof DrfMojoModel forest) {
            return scale(forest);
        }
        throw new NotCompiled("its trees predict no margin that contributions could add up to");
    }

    private static Scale scale(DrfMojoModel forest) throws NotCompiled {
        double trees = forest.getNTreeGroups();
        if (forest.getModelCategory() != ModelCategory.Binomial) {
            return new Scale(1 / trees, 0, 0);
        }
        if (forest.isBinomialDoubleTrees()) {
            throw new NotCompiled("it has trees for both classes (binomial_double_trees)");
        }
        if (!(forest._modelAttributes instanceof VariableImportancesHolder holder)
                || holder.getVariableImportances() == null) {
            throw new NotCompiled("its MOJO has no variable importances");
        }
        return new Scale(-1 / trees, 1, 1.0 / (holder.getVariableImportances().numberOfUsedVariables() + 1));
    }

    @Override
    public List<String> names() {
        return names;
    }

    @Override
    public int classes() {
        return trees.classes();
    }

    @Override
    public Explanation newExplanation() {
        return new OfTrees();
    }

    private final class OfTrees implements Explanation {
        private final int[] keys = new int[trees.keys()];
        private final ShapScratch scratch = new ShapScratch(forest);

        @Override
        public void read(double[] raw) {
            trees.read(raw, keys);
        }

        @Override
        public void explain(int ofClass, double[] into, int at) {
            int bias = at + names.size();
            Arrays.fill(into, at, bias, 0);
            TreeShap.add(forest, ofClass, keys, scratch, into, at);
            double mean = scale.factor * forest.mean(ofClass);
            if (scale.share == 0) {
                for (int i = at; i < bias; i++) {
                    into[i] *= scale.factor;
                }
                into[bias] = mean + scale.start;
                return;
            }
            for (int i = at; i < bias; i++) {
                into[i] = into[i] == 0 ? 0 : scale.share + scale.factor * into[i];
            }
            into[bias] = mean == 0 ? 0 : scale.share + mean;
        }

        @Override
        public double margin(int ofClass) {
            return scale.start + scale.factor * trees.sum(keys, ofClass);
        }
    }

    @Override
    public float[][] thresholds() {
        return trees.thresholds();
    }

    @Override
    public String description() {
        return "exact contributions of packed trees in " + (forest.bytes() >> 10) + " kB";
    }
}

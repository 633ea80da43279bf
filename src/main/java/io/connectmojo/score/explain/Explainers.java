package io.connectmojo.score.explain;

import hex.genmodel.GenModel;
import hex.genmodel.algos.ensemble.StackedEnsembleMojoModel;
import hex.genmodel.algos.glm.GlmMojoModelBase;
import hex.genmodel.algos.tree.SharedTreeMojoModel;
import hex.genmodel.algos.xgboost.XGBoostJavaMojoModel;
import io.connectmojo.score.compiled.tree.NotCompiled;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Finds the explainer of a model. */
public final class Explainers {
    private Explainers() {}

    /** @throws NotCompiled with the reason why the model's contributions cannot be computed here */
    public static Explainer of(GenModel model) throws NotCompiled {
        if (model instanceof SharedTreeMojoModel trees) {
            return TreeExplainer.of(trees);
        }
        if (model instanceof XGBoostJavaMojoModel booster) {
            return TreeExplainer.of(booster);
        }
        if (model instanceof GlmMojoModelBase linear) {
            return LinearExplainer.of(linear);
        }
        if (model instanceof StackedEnsembleMojoModel ensemble) {
            return EnsembleExplainer.of(ensemble);
        }
        throw unsupported();
    }

    /**
     * The names that an explainer would have, without laying out trees.
     *
     * @throws NotCompiled when it is known beforehand that there will be none
     */
    public static List<String> names(GenModel model) throws NotCompiled {
        if (model instanceof SharedTreeMojoModel trees) {
            TreeExplainer.check(trees);
            return TreeNames.of(trees);
        }
        if (model instanceof XGBoostJavaMojoModel booster) {
            TreeExplainer.check(booster);
            return TreeNames.of(booster);
        }
        if (model instanceof GlmMojoModelBase linear) {
            return LinearExplainer.of(linear).names();
        }
        if (model instanceof StackedEnsembleMojoModel ensemble) {
            EnsembleParts.of(ensemble);
            return Arrays.asList(model.getNames()).subList(0, model.nfeatures());
        }
        throw unsupported();
    }

    private static NotCompiled unsupported() {
        return new NotCompiled("models of its kind have no contributions: GBM, DRF, XGBoost, GLM, k-LIME and some"
                + " stacked ensembles have");
    }

    /** Which column of the model each of the explainer's names speaks of. */
    static int[] columns(GenModel model, Explainer explainer) {
        return model instanceof XGBoostJavaMojoModel booster
                ? TreeNames.columns(booster)
                : IntStream.range(0, explainer.names().size()).toArray();
    }
}

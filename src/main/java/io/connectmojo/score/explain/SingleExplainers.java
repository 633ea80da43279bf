package io.connectmojo.score.explain;

import hex.genmodel.GenModel;
import hex.genmodel.algos.glm.GlmMojoModelBase;
import hex.genmodel.algos.tree.SharedTreeMojoModel;
import hex.genmodel.algos.xgboost.XGBoostJavaMojoModel;
import io.connectmojo.score.NotCompiled;
import java.util.List;
import java.util.stream.IntStream;

/** Finds the explainer of a model that is not made of others. */
final class SingleExplainers {
    private SingleExplainers() {}

    static Explainer of(GenModel model) throws NotCompiled {
        if (model instanceof SharedTreeMojoModel trees) {
            return TreeExplainer.of(trees);
        }
        if (model instanceof XGBoostJavaMojoModel booster) {
            return TreeExplainer.of(booster);
        }
        if (model instanceof GlmMojoModelBase linear) {
            return LinearExplainer.of(linear);
        }
        throw unsupported();
    }

    static List<String> names(GenModel model) throws NotCompiled {
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

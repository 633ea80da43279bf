package io.connectmojo.score.explain;

import hex.genmodel.GenModel;
import hex.genmodel.algos.ensemble.StackedEnsembleMojoModel;
import hex.genmodel.algos.glm.GlmMojoModelBase;
import hex.genmodel.algos.tree.SharedTreeMojoModel;
import hex.genmodel.algos.xgboost.XGBoostJavaMojoModel;
import io.connectmojo.score.tree.NotCompiled;
import java.util.stream.IntStream;

/** Finds the explainer of a model. */
public final class Explainers {
    private Explainers() {}

    /** @throws NotCompiled with the reason why its contributions cannot be computed here */
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
        throw new NotCompiled("models of its kind have none");
    }

    /** Which column of the model each of the explainer's names speaks of. */
    static int[] columns(GenModel model, Explainer explainer) {
        return model instanceof XGBoostJavaMojoModel booster
                ? TreeNames.columns(booster)
                : IntStream.range(0, explainer.names().size()).toArray();
    }
}

package io.connectmojo.score.explain;

import hex.genmodel.GenModel;
import hex.genmodel.algos.ensemble.StackedEnsembleMojoModel;
import io.connectmojo.score.NotCompiled;
import java.util.Arrays;
import java.util.List;

/** Finds the explainer of a model. */
public final class Explainers {
    private Explainers() {}

    /** @throws NotCompiled with the reason why the model's contributions cannot be computed here */
    public static Explainer of(GenModel model) throws NotCompiled {
        return model instanceof StackedEnsembleMojoModel ensemble
                ? EnsembleExplainer.of(ensemble)
                : SingleExplainers.of(model);
    }

    /**
     * The names that an explainer would have, without laying out trees.
     *
     * @throws NotCompiled when it is known beforehand that there will be none
     */
    public static List<String> names(GenModel model) throws NotCompiled {
        if (model instanceof StackedEnsembleMojoModel ensemble) {
            EnsembleParts.of(ensemble);
            return Arrays.asList(model.getNames()).subList(0, model.nfeatures());
        }
        return SingleExplainers.names(model);
    }
}

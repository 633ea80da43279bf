package io.connectmojo.score.explain;

import hex.ModelCategory;
import hex.genmodel.CategoricalEncoding;
import hex.genmodel.MojoModel;
import hex.genmodel.algos.ensemble.StackedEnsembleMojoModel;
import hex.genmodel.algos.glm.GlmMojoModel;
import io.connectmojo.score.HiddenMember;
import io.connectmojo.score.NotCompiled;
import java.util.ArrayList;
import java.util.List;

/**
 * The base models of an ensemble whose contributions are a weighted sum of theirs. That holds only where what a base model hands
 * on is its own margin, so each one must be a regression with an identity link.
 */
record EnsembleParts(List<Part> parts, double intercept) {
    /**
     * A base model.
     *
     * @param weight the metalearner's coefficient
     * @param row which column of the ensemble each of the base model's is
     */
    record Part(MojoModel model, double weight, int[] row) {}

    static EnsembleParts of(StackedEnsembleMojoModel model) throws NotCompiled {
        if (model.getModelCategory() != ModelCategory.Regression) {
            throw new NotCompiled("its base models hand on probabilities, which are no sum of contributions");
        }
        MojoModel metalearner = HiddenMember.read(model, "_metaLearner", MojoModel.class, NotCompiled::new);
        Object[] bases = HiddenMember.read(model, "_baseModels", Object[].class, NotCompiled::new);
        if (!(metalearner instanceof GlmMojoModel linear)
                || HiddenMember.read(linear, "_cats", Integer.class, NotCompiled::new) != 0
                || linear.getBeta().length != bases.length + 1) {
            throw new NotCompiled("its metalearner is no linear model of its base models");
        }
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < bases.length; i++) {
            if (bases[i] != null) {
                parts.add(part(
                        HiddenMember.read(bases[i], "_mojoModel", MojoModel.class, NotCompiled::new),
                        linear.getBeta()[i],
                        HiddenMember.read(bases[i], "_mapping", int[].class, NotCompiled::new)));
            }
        }
        return new EnsembleParts(List.copyOf(parts), linear.getIntercept());
    }

    private static Part part(MojoModel model, double weight, int[] row) throws NotCompiled {
        String base = "its " + model.getModelCategory() + " base model (" + model._algoName + ")";
        if (!Identity.handsOnItsMargin(model)) {
            throw new NotCompiled(base + " hands on something that is no sum of contributions");
        }
        if (model.getCategoricalEncoding() != CategoricalEncoding.AUTO || row.length != model.nfeatures()) {
            throw new NotCompiled(base + " has other columns than the ensemble");
        }
        SingleExplainers.names(model);
        return new Part(model, weight, row);
    }
}

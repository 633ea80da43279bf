package io.connectmojo.score;

import hex.ModelCategory;
import hex.genmodel.GenModel;
import hex.genmodel.algos.gam.GamMojoModelBase;
import hex.genmodel.algos.glrm.GlrmMojoModel;
import hex.genmodel.algos.tree.SharedTreeMojoModel;
import hex.genmodel.algos.xgboost.XGBoostJavaMojoModel;
import io.connectmojo.model.Model;
import io.connectmojo.score.tree.BoosterTrees;
import io.connectmojo.score.tree.FastTrees;
import io.connectmojo.score.tree.FlatTrees;
import io.connectmojo.score.tree.NotCompiled;
import io.connectmojo.score.tree.Scratch;
import java.util.EnumSet;
import java.util.Set;

/**
 * What of a model can be scored from an array of numbers, made once per model: how rows are encoded, and its trees in packed
 * form if it has any. Immutable.
 *
 * @param trees null when score0 computes the prediction
 * @param why half a sentence on the kind of computation, for the log
 */
record CompiledForm(Model model, Category category, RowEncoding encoding, FastTrees trees, String why) {
    /** What a compiled scorer computes; the rest needs genmodel's wrapper. */
    private static final Set<Part> PARTS =
            EnumSet.of(Part.PROBABILITIES, Part.CALIBRATED_PROBABILITIES, Part.DISTANCES, Part.SCORE);

    /** Computes the predictions of one raw row, as score0 does. One per task. */
    @FunctionalInterface
    interface RawScorer {
        void score(double[] raw, double offset, double[] predictions);
    }

    static CompiledForm of(Model model) throws NotCompiled {
        GenModel genModel = model.genModel();
        Category category = category(genModel);
        RowEncoding encoding = RowEncoding.of(model);
        try {
            FastTrees trees = trees(genModel);
            String why = trees == null ? "genmodel's score0" : "packed trees, " + trees.form() + " form";
            return new CompiledForm(model, category, encoding, trees, why);
        } catch (NotCompiled e) {
            return new CompiledForm(model, category, encoding, null, "genmodel's score0, because " + e.getMessage());
        }
    }

    private static Category category(GenModel model) throws NotCompiled {
        ModelCategory category = model.getModelCategory();
        if (model instanceof GamMojoModelBase || model instanceof GlrmMojoModel) {
            throw new NotCompiled("models of its kind need genmodel's wrapper");
        }
        return switch (category) {
            case Regression -> Category.Regression;
            case Binomial -> Category.Binomial;
            case Multinomial -> Category.Multinomial;
            case Ordinal -> Category.Ordinal;
            case Clustering -> Category.Clustering;
            case AnomalyDetection -> Category.AnomalyDetection;
            case DimReduction -> Category.DimReduction;
            case CoxPH -> Category.CoxPH;
            case BinomialUplift -> Category.BinomialUplift;
            default -> throw new NotCompiled("category " + category + " needs genmodel's wrapper");
        };
    }

    private static FastTrees trees(GenModel model) throws NotCompiled {
        if (model instanceof SharedTreeMojoModel trees) {
            return FlatTrees.of(trees);
        }
        return model instanceof XGBoostJavaMojoModel booster ? BoosterTrees.of(booster) : null;
    }

    /** Whether it computes these. */
    static boolean computes(Set<Part> parts) {
        return PARTS.containsAll(parts);
    }

    /** Those of the parts that it computes. */
    static Set<Part> computable(Set<Part> available) {
        Set<Part> parts = EnumSet.copyOf(PARTS);
        parts.retainAll(available);
        return parts;
    }

    RawScorer newRawScorer() {
        GenModel genModel = model.genModel();
        if (trees != null) {
            Scratch scratch = trees.newScratch();
            return (raw, offset, predictions) -> trees.score(raw, offset, predictions, scratch);
        }
        return (raw, offset, predictions) -> {
            if (offset != 0 || genModel.requiresOffset()) {
                genModel.score0(raw, offset, predictions);
            } else {
                genModel.score0(raw, predictions);
            }
        };
    }
}

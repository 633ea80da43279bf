package io.connectmojo.score.compiled;

import hex.genmodel.GenModel;
import hex.genmodel.algos.deeplearning.DeeplearningMojoModel;
import hex.genmodel.algos.gam.GamMojoModelBase;
import hex.genmodel.algos.glrm.GlrmMojoModel;
import io.connectmojo.model.Model;
import io.connectmojo.model.ModelColumn;
import io.connectmojo.score.Category;
import io.connectmojo.score.OutputPart;
import io.connectmojo.score.compiled.tree.NotCompiled;
import java.util.EnumSet;
import java.util.Set;

/** What of a model can be scored from an array of numbers: how rows are encoded and what is computed. Immutable. */
record CompiledForm(Model model, Category category, RowEncoding encoding, Computation computation) {
    /** What a compiled scorer gives besides the prediction; all else needs genmodel's wrapper. */
    private static final Set<OutputPart> PARTS = EnumSet.of(
            OutputPart.PROBABILITIES,
            OutputPart.CALIBRATED_PROBABILITIES,
            OutputPart.DISTANCES,
            OutputPart.RECONSTRUCTION,
            OutputPart.SCORE);

    static CompiledForm of(Model model) throws NotCompiled {
        return new CompiledForm(
                model, category(model.genModel()), RowEncoding.of(model), Computation.of(model.genModel()));
    }

    private static Category category(GenModel model) throws NotCompiled {
        if (model instanceof GamMojoModelBase || model instanceof GlrmMojoModel) {
            throw new NotCompiled("models of its kind need genmodel's wrapper");
        }
        return switch (model.getModelCategory()) {
            case Regression -> Category.Regression;
            case Binomial -> Category.Binomial;
            case Multinomial -> Category.Multinomial;
            case Ordinal -> Category.Ordinal;
            case Clustering -> Category.Clustering;
            case AnomalyDetection -> Category.AnomalyDetection;
            case DimReduction -> Category.DimReduction;
            case CoxPH -> Category.CoxPH;
            case AutoEncoder -> {
                if (!(model instanceof DeeplearningMojoModel)) {
                    throw new NotCompiled("it is no deep learning model");
                }
                yield Category.AutoEncoder;
            }
            case BinomialUplift -> Category.BinomialUplift;
            default ->
                throw new NotCompiled("models of category " + model.getModelCategory() + " need genmodel's wrapper");
        };
    }

    /** Those of the parts that a compiled scorer gives. */
    static Set<OutputPart> given(Set<OutputPart> parts) {
        Set<OutputPart> given = EnumSet.copyOf(PARTS);
        given.retainAll(parts);
        return given;
    }

    /** Per input column, the thresholds of the model's splits on it. */
    float[][] thresholds() {
        return thresholds(model, encoding, computation.thresholds());
    }

    /** The same of raw columns' thresholds. */
    static float[][] thresholds(Model model, RowEncoding encoding, float[][] raw) {
        float[][] thresholds = new float[model.columns().size()][0];
        for (int c = 0; c < thresholds.length; c++) {
            int target = encoding.target(c);
            if (model.columns().get(c).kind() != ModelColumn.Kind.CATEGORICAL && target < raw.length) {
                thresholds[c] = raw[target];
            }
        }
        return thresholds;
    }
}

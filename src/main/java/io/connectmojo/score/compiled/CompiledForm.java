package io.connectmojo.score.compiled;

import hex.genmodel.GenModel;
import hex.genmodel.algos.deeplearning.DeeplearningMojoModel;
import hex.genmodel.algos.gam.GamMojoModelBase;
import hex.genmodel.algos.glrm.GlrmMojoModel;
import io.connectmojo.model.Model;
import io.connectmojo.model.ModelColumn;
import io.connectmojo.score.Category;
import io.connectmojo.score.NotCompiled;
import io.connectmojo.score.OutputPart;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What of a model can be scored from an array of numbers: how rows are encoded and what is computed. Immutable. */
record CompiledForm(Model model, Category category, RowEncoding encoding, Computation computation) {
    static CompiledForm of(Model model) throws NotCompiled {
        return new CompiledForm(
                model, category(model.genModel()), RowEncoding.of(model), Computation.of(model.genModel()));
    }

    private static Category category(GenModel model) throws NotCompiled {
        if (model instanceof GamMojoModelBase || model instanceof GlrmMojoModel) {
            throw new NotCompiled("models of its kind need genmodel's wrapper");
        }
        Category category = Stream.of(Category.values())
                .filter(known -> known.isCompiled()
                        && known.name().equals(model.getModelCategory().name()))
                .findFirst()
                .orElseThrow(() ->
                        new NotCompiled("models of category " + model.getModelCategory() + " need genmodel's wrapper"));
        if (category == Category.AutoEncoder && !(model instanceof DeeplearningMojoModel)) {
            throw new NotCompiled("it is no deep learning model");
        }
        return category;
    }

    /** Those of the parts that a compiled scorer gives. */
    static Set<OutputPart> given(Set<OutputPart> parts) {
        return parts.stream().filter(OutputPart::isCompiled).collect(Collectors.toSet());
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

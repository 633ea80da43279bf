package io.connectmojo.score;

import io.connectmojo.model.Model;
import java.util.Set;

/** Makes scorers for a model. */
public final class Scorers {
    private Scorers() {}

    /** What the model's predictions look like; made once for each model. */
    public static PredictionShape shapeOf(Model model) {
        return model.shared(PredictionShape.class, Shapes::of);
    }

    /** The scorer that is always right: H2O's own wrapper. */
    public static Scorer reference(Model model, Set<Part> parts) {
        return new ReferenceScorer(model, shapeOf(model), parts);
    }
}

package io.connectmojo.output;

import io.connectmojo.output.decision.Decisions;
import io.connectmojo.output.decision.Threshold;
import io.connectmojo.score.Prediction;
import io.connectmojo.score.PredictionShape;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The class that a prediction tells: the model's own, or by the threshold on the second of two classes.
 *
 * @param threshold null for the model's own
 */
public record PredictedClass(@Nullable Double threshold) implements ToIntFunction<Prediction> {
    /** What the decisions make of a model; throws a C011 {@link io.connectmojo.problem.MojoException} when it lacks the criterion. */
    public static PredictedClass of(PredictionShape shape, Decisions decisions) {
        Threshold threshold = decisions.threshold();
        return threshold == null || !shape.category().thresholdDecidesLabel()
                ? new PredictedClass(null)
                : new PredictedClass(threshold.of(shape));
    }

    /** The index of the class; -1 when there is none. */
    @Override
    public int applyAsInt(Prediction prediction) {
        int label = threshold == null ? prediction.label : prediction.probabilities[1] >= threshold ? 1 : 0;
        return label < 0 || Double.isNaN(prediction.probabilities[0]) ? -1 : label;
    }
}

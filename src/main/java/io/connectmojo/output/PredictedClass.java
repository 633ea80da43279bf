package io.connectmojo.output;

import io.connectmojo.score.Prediction;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The class that a prediction tells: the model's own, or by the threshold on the second of two classes.
 *
 * @param threshold null for the model's own
 */
public record PredictedClass(@Nullable Double threshold) implements ToIntFunction<Prediction> {
    /** The index of the class; -1 when there is none. */
    @Override
    public int applyAsInt(Prediction prediction) {
        int label = threshold == null ? prediction.label : prediction.probabilities[1] >= threshold ? 1 : 0;
        return label < 0 || Double.isNaN(prediction.probabilities[0]) ? -1 : label;
    }
}

package io.connectmojo.output;

import io.connectmojo.score.Prediction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Yes or no, made from the prediction. */
final class OutputCheck {
    private OutputCheck() {}

    static @Nullable Object anomaly(Prediction prediction) {
        return Double.isNaN(prediction.value) ? null : (Object) prediction.anomaly;
    }

    static Function<Prediction, Object> exceeding(double threshold) {
        return prediction -> Double.isNaN(prediction.value) ? null : (Object) (prediction.value >= threshold);
    }
}

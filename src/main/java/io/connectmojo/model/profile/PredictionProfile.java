package io.connectmojo.model.profile;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a model predicted for its data.
 *
 * @param missing share of the rows for which it had no answer
 * @param score the probability of the second of two classes, or else the number predicted; empty when there is neither
 * @param classes shares of the predicted labels, in the model's order, or of the clusters by their number; empty when there
 *     are none
 */
public record PredictionProfile(double missing, Optional<QuantileBins> score, Map<String, Double> classes) {
    public PredictionProfile {
        classes = Collections.unmodifiableMap(new LinkedHashMap<>(classes));
    }
}

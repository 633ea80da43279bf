package io.connectmojo.model.profile;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How good the model was on the data, where the outcomes were known.
 *
 * @param rows how many outcomes were known
 * @param metrics by name, such as {@code rmse}
 */
public record Quality(long rows, Map<String, Double> metrics) {
    public Quality {
        metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
    }
}

package io.connectmojo.output.decision;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Names of ranges of a score, from the lowest to the highest. A band begins where the one before ends, and ends below its
 * upper bound. Immutable.
 */
public final class Bands {
    private final String[] labels;
    private final double[] upperBounds;

    /**
     * Bands in rising order.
     *
     * @param labels one more than bounds
     * @param upperBounds rising; the last band has none
     */
    public Bands(List<String> labels, List<Double> upperBounds) {
        this.labels = labels.toArray(new String[0]);
        this.upperBounds = upperBounds.stream().mapToDouble(Double::doubleValue).toArray();
        if (this.labels.length != this.upperBounds.length + 1) {
            throw new IllegalArgumentException(labels.size() + " bands with " + upperBounds.size() + " upper bounds");
        }
    }

    /** The name of the band of a score; null for NaN. */
    public @Nullable String of(double score) {
        if (Double.isNaN(score)) {
            return null;
        }
        int band = 0;
        while (band < upperBounds.length && score >= upperBounds[band]) {
            band++;
        }
        return labels[band];
    }
}

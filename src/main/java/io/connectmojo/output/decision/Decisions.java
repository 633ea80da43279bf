package io.connectmojo.output.decision;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * What a connector's configuration decides from a prediction.
 *
 * @param threshold null for the model's own
 * @param bands null for none
 * @param coverage of intervals and sets of labels, between 0 and 1; NaN for none
 */
public record Decisions(
        @Nullable Threshold threshold, @Nullable Bands bands, double coverage) {
    /** The settings' own defaults. */
    public static final Decisions NONE = new Decisions(null, null, Double.NaN);

    /** Whether intervals or sets of labels are asked for. */
    public boolean hasCoverage() {
        return !Double.isNaN(coverage);
    }

    /** How many rows a calibration must have for intervals of that coverage to end somewhere: with n rows rank ⌈(n+1)·c⌉ is to be at most n. */
    public long leastRows() {
        BigDecimal share = BigDecimal.valueOf(coverage);
        return share.divide(BigDecimal.ONE.subtract(share), 0, RoundingMode.CEILING)
                .longValueExact();
    }

    /** A number that scores are compared with, and nothing else. */
    public static Decisions ofThreshold(@Nullable Double number) {
        return number == null ? NONE : new Decisions(new Threshold.Fixed(number), null, Double.NaN);
    }
}

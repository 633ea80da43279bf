package io.connectmojo.outcomes.act;

import java.time.Duration;

/**
 * What must hold before something is announced.
 *
 * @param act whether anything is announced at all; else decisions only say what would be
 * @param confidence that a figure is really beyond its limit, at each look; between 0.5 and 1
 * @param records that a figure must be calculated from
 * @param coolDown between two actions about a model, in milliseconds of the records' time
 */
public record Guards(boolean act, double confidence, long records, long coolDown) {
    public Guards(boolean act, double confidence, long records, Duration coolDown) {
        this(act, confidence, records, coolDown.toMillis());
    }

    /** Standard deviations that a normal variable exceeds with what is left of the confidence. */
    double deviations() {
        double low = 0;
        double high = 9;
        for (int i = 0; i < 100; i++) {
            double middle = (low + high) / 2;
            if (normal(middle) < confidence) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The distribution function: half, and the density times z + z³/3 + z⁵/(3·5) + … */
    private static double normal(double z) {
        double term = z;
        double sum = z;
        for (int k = 3; term > sum * 1e-17; k += 2) {
            term *= z * z / k;
            sum += term;
        }
        return 0.5 + sum * Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
    }
}

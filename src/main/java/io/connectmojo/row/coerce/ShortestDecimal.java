package io.connectmojo.row.coerce;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * The decimal of the fewest digits that stands for a floating point number, and of several the nearest one. Not asked of
 * {@link Double#toString}, which prints more digits before Java 19.
 */
final class ShortestDecimal {
    /** Half-even first: it decides between two that are equally near. */
    private static final RoundingMode[] MODES = {RoundingMode.HALF_EVEN, RoundingMode.DOWN, RoundingMode.UP};

    private ShortestDecimal() {}

    /**
     * @param number finite
     * @param single whether it is to stand for a float
     */
    static BigDecimal of(double number, boolean single) {
        BigDecimal exact = new BigDecimal(number);
        for (int digits = 1; digits <= (single ? 9 : 17); digits++) {
            BigDecimal nearest = null;
            for (RoundingMode mode : MODES) {
                BigDecimal rounded = exact.round(new MathContext(digits, mode));
                boolean same = single ? rounded.floatValue() == (float) number : rounded.doubleValue() == number;
                if (same && (nearest == null || distance(rounded, exact).compareTo(distance(nearest, exact)) < 0)) {
                    nearest = rounded;
                }
            }
            if (nearest != null) {
                return nearest;
            }
        }
        return exact;
    }

    private static BigDecimal distance(BigDecimal a, BigDecimal b) {
        return a.subtract(b).abs();
    }
}

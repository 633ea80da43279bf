package io.connectmojo.model.profile;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Finite numbers as decimal text that reads back to the same bits. Not asked of {@link Double#toString}, which gives other digits
 * before Java 19.
 */
final class Decimals {
    private static final long MAX_PLAIN = 1L << 53;

    private Decimals() {}

    static String text(double number) {
        if (number == Math.rint(number) && Math.abs(number) <= MAX_PLAIN) {
            boolean negativeZero = number == 0 && 1 / number < 0;
            return negativeZero ? "-0.0" : Long.toString((long) number);
        }
        BigDecimal exact = new BigDecimal(number);
        BigDecimal shortest = exact;
        for (int digits = 15; digits <= 17; digits++) {
            BigDecimal rounded = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
            if (rounded.doubleValue() == number) {
                shortest = rounded;
                break;
            }
        }
        return shortest.stripTrailingZeros().toString();
    }
}

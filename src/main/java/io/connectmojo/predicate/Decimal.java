package io.connectmojo.predicate;

import io.connectmojo.row.coerce.PlainDecimal;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;

/**
 * A number as a person writes it, compared with numbers of any type: with a float or double in that one's own precision, so that
 * 0.1 equals either, with all others exactly. Immutable.
 */
public final class Decimal {
    /** What {@link #compare} answers for a value that is no number. */
    static final int NO_NUMBER = Integer.MIN_VALUE;

    private final BigDecimal exact;
    private final double nearestDouble;
    private final float nearestFloat;

    private Decimal(BigDecimal exact) {
        this.exact = exact;
        this.nearestDouble = exact.doubleValue();
        this.nearestFloat = exact.floatValue();
    }

    /** The number that the text holds; empty when it holds none within the range of a double. */
    public static Optional<Decimal> of(String text) {
        try {
            Decimal decimal = new Decimal(new BigDecimal(text.trim()));
            return Double.isFinite(decimal.nearestDouble) ? Optional.of(decimal) : Optional.empty();
        } catch (NumberFormatException noNumber) {
            return Optional.empty();
        }
    }

    /** Whether this one is the larger of the two. */
    public boolean isAbove(Decimal other) {
        return exact.compareTo(other.exact) > 0;
    }

    /** -1, 0 or 1 for a value below, at or above this number; {@link #NO_NUMBER} for what is no number, NaN included. */
    int compare(Object value) {
        if (value instanceof Double number) {
            return compare(number, nearestDouble);
        }
        if (value instanceof Float number) {
            return compare(number, nearestFloat);
        }
        if (value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return BigDecimal.valueOf(((Number) value).longValue()).compareTo(exact);
        }
        if (value instanceof BigDecimal number) {
            return number.compareTo(exact);
        }
        return value instanceof BigInteger number ? new BigDecimal(number).compareTo(exact) : NO_NUMBER;
    }

    /** The same of a number in text. */
    int compareText(String text) {
        String trimmed = text.trim();
        return compare(PlainDecimal.parse(trimmed, 0, trimmed.length()), nearestDouble);
    }

    private static int compare(double value, double bound) {
        return value < bound ? -1 : value > bound ? 1 : value == bound ? 0 : NO_NUMBER;
    }
}

package io.connectmojo.row.coerce;

/**
 * Turns one value, never null, into the number that its column takes. One object per pair of source type and column; no
 * state, no exceptions: what cannot be turned is told by one of two NaNs that no other code makes.
 */
@FunctionalInterface
public interface Coercion {
    /** The value's type or text is not one that the column takes. */
    double INVALID = Double.longBitsToDouble(0x7ff8_0000_0000_0badL);

    /** The value is a level that the column does not have. */
    double UNKNOWN = Double.longBitsToDouble(0x7ff8_0000_0000_0ca7L);

    double of(Object value);

    static boolean isInvalid(double cell) {
        return Double.doubleToRawLongBits(cell) == 0x7ff8_0000_0000_0badL;
    }

    static boolean isUnknown(double cell) {
        return Double.doubleToRawLongBits(cell) == 0x7ff8_0000_0000_0ca7L;
    }
}

package io.connectmojo.score.tree;

/**
 * Floats as ints of the same order, so that a comparison needs no floating point and a missing value can be a number: the
 * keys of all floats, infinities included, lie strictly between {@link #BELOW_ALL} and {@link #ABOVE_ALL}.
 */
final class OrderedKey {
    static final int BELOW_ALL = Integer.MIN_VALUE;
    static final int ABOVE_ALL = Integer.MAX_VALUE;

    private OrderedKey() {}

    /** The key of a float that is not NaN; both zeros have the same. */
    static int of(float value) {
        int bits = Float.floatToRawIntBits(value + 0.0f);
        return bits ^ bits >> 31 & 0x7fffffff;
    }

    /** The float of a key. */
    static float toFloat(int key) {
        return Float.intBitsToFloat(key ^ key >> 31 & 0x7fffffff);
    }

    /**
     * The key of the largest float that is not above the double. For every float threshold t, {@code value >= t} is then
     * {@code floor(value) >= of(t)}: the comparison of doubles that H2O makes, made with ints.
     */
    static int floor(double value) {
        float rounded = (float) value;
        return of(rounded > value ? Math.nextDown(rounded) : rounded);
    }
}

package io.connectmojo.score.compiled.tree.forest;

/**
 * Floats as ints of the same order, so that a comparison needs no floating point and a missing value can be a number: the
 * keys of all floats, infinities included, lie strictly between {@link #BELOW_ALL} and {@link #ABOVE_ALL}.
 */
public final class OrderedKey {
    public static final int BELOW_ALL = Integer.MIN_VALUE;
    public static final int ABOVE_ALL = Integer.MAX_VALUE;

    private OrderedKey() {}

    /** The key of a float that is not NaN; both zeros have the same. */
    static int of(float value) {
        int bits = Float.floatToRawIntBits(value + 0.0f);
        return bits ^ bits >> 31 & 0x7fffffff;
    }

    /** The float of a key. */
    public static float toFloat(int key) {
        return Float.intBitsToFloat(key ^ key >> 31 & 0x7fffffff);
    }

    /**
     * A key that stands to those of all floats as the double to the floats: for every float threshold t, {@code value >= t} is
     * {@code floor(value) >= of(t)}. It is the key of the largest float that is not above the double, or that of no float
     * (−1, between the zeros' key and the next): one less is arithmetic, where the next lower float would be a branch that
     * half of all doubles take.
     */
    static int floor(double value) {
        float rounded = (float) value;
        int key = of(rounded);
        return rounded > value ? key - 1 : key;
    }
}

package io.connectmojo.score.compiled.tree.kernel;

/**
 * Whether sums of leaves are exact in double precision. Then their order does not matter to the last bit, and several can be under way: an
 * addition takes as long as a leaf is looked up.
 *
 * <p>All leaves are multiples of a power of two; so are the sums, and those below 2^53 of it are doubles.
 */
final class ExactSums {
    private static final int BITS_OF_DOUBLE = 53;
    private static final int BITS_OF_FLOAT = 24;

    private ExactSums() {}

    /**
     * Of one leaf of each tree, added to zero.
     *
     * @param leaves of one tree behind those of the other
     * @param perTree how many places each tree has
     */
    static boolean of(float[] leaves, int perTree) {
        int unit = Integer.MAX_VALUE;
        double most = 0;
        for (int tree = 0; tree < leaves.length; tree += perTree) {
            float largest = 0;
            for (int i = tree; i < tree + perTree; i++) {
                float leaf = Math.abs(leaves[i]);
                if (!Float.isFinite(leaf)) {
                    return false;
                }
                if (leaf > 0) {
                    unit = Math.min(unit, lowestBit(leaf));
                    largest = Math.max(largest, leaf);
                }
            }
            most += largest;
        }
        return most == 0 || Math.getExponent(most) + 1 < unit + BITS_OF_DOUBLE;
    }

    /** The power of two of the lowest bit of a positive float that is on. */
    private static int lowestBit(float value) {
        int mantissa = (int) Math.scalb((double) value, BITS_OF_FLOAT - 1 - exponent(value));
        return exponent(value) - (BITS_OF_FLOAT - 1) + Integer.numberOfTrailingZeros(mantissa);
    }

    private static int exponent(float value) {
        return Math.max(Math.getExponent(value), Float.MIN_EXPONENT);
    }
}

package io.connectmojo.metrics.stats;

import java.util.Arrays;

/**
 * How far counts have moved from the counts that were expected, over the same bins.
 *
 * @param psi the population stability index, see {@link Divergence#psi}
 * @param noise what 99 of 100 windows without any shift stay below: the quantile of χ² at 99 %, with one degree of freedom less
 *     than there are bins, times (1 / expected total + 1 / actual total)
 * @param distance total variation: half the sum of the differences of the shares, 0 to 1
 */
public record Shift(double psi, double noise, double distance) {
    /** Too little is known. */
    public static final Shift UNKNOWN = new Shift(Double.NaN, Double.NaN, Double.NaN);

    /** Fewer counts than this tell nothing. */
    public static final int MIN_TOTAL = 200;

    /** Bins in which fewer are expected are joined to one (Cochran's rule for χ²). */
    public static final int MIN_EXPECTED = 5;

    /** The standard normal quantile at 99 %. */
    private static final double Z_99 = 2.3263478740408408;

    /**
     * The shift; {@link #UNKNOWN} when one of the totals is below {@link #MIN_TOTAL}. Bins in which fewer than
     * {@link #MIN_EXPECTED} of the actual counts are expected are one bin together, which goes into the smallest of the others while
     * it has fewer than that, expected and actual.
     */
    public static Shift of(long[] expected, long[] actual) {
        long expectedTotal = Arrays.stream(expected).sum();
        long actualTotal = Arrays.stream(actual).sum();
        if (expectedTotal < MIN_TOTAL || actualTotal < MIN_TOTAL) {
            return UNKNOWN;
        }
        double scale = (double) actualTotal / expectedTotal;
        int bins = 0;
        long[] wanted = new long[expected.length + 1];
        long[] given = new long[expected.length + 1];
        long rareWanted = 0;
        long rareGiven = 0;
        for (int i = 0; i < expected.length; i++) {
            if (expected[i] * scale >= MIN_EXPECTED) {
                wanted[bins] = expected[i];
                given[bins++] = actual[i];
            } else {
                rareWanted += expected[i];
                rareGiven += actual[i];
            }
        }
        int rare = bins;
        boolean isAlone = rareWanted * scale >= MIN_EXPECTED || rareGiven >= MIN_EXPECTED || bins == 0;
        if (isAlone) {
            bins++;
        } else {
            rare = smallest(wanted, bins);
        }
        wanted[rare] += rareWanted;
        given[rare] += rareGiven;
        return of(
                Arrays.copyOf(wanted, bins), Arrays.copyOf(given, bins), (double) expectedTotal, (double) actualTotal);
    }

    private static int smallest(long[] counts, int size) {
        int smallest = 0;
        for (int i = 1; i < size; i++) {
            smallest = counts[i] < counts[smallest] ? i : smallest;
        }
        return smallest;
    }

    private static Shift of(long[] expected, long[] actual, double expectedTotal, double actualTotal) {
        double difference = 0;
        for (int i = 0; i < expected.length; i++) {
            difference += Math.abs(expected[i] / expectedTotal - actual[i] / actualTotal);
        }
        double noise = chiSquare99(expected.length - 1) * (1 / expectedTotal + 1 / actualTotal);
        return new Shift(Divergence.psi(expected, actual), noise, difference / 2);
    }

    /** The quantile at 99 %, after Wilson and Hilferty: within 1 % of the true one. */
    static double chiSquare99(int degrees) {
        if (degrees == 0) {
            return 0;
        }
        double part = 2 / (9.0 * degrees);
        double root = 1 - part + Z_99 * Math.sqrt(part);
        return degrees * root * root * root;
    }
}

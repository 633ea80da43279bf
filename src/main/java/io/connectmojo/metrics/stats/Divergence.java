package io.connectmojo.metrics.stats;

/** How different two distributions over the same bins are. */
public final class Divergence {
    /** What every bin of either side gets beside its count, so that an empty one does not make the index infinite. */
    private static final double PRIOR = 0.5;

    private Divergence() {}

    /**
     * The population stability index: the sum over the bins of (q − p) · ln(q / p). The shares p and q are those of the counts with
     * half a count added to each bin. Zero when both are equal; by custom, 0.1 is a small shift and 0.25 a large one.
     */
    public static double psi(long[] expected, long[] actual) {
        double expectedTotal = total(expected);
        double actualTotal = total(actual);
        double sum = 0;
        for (int i = 0; i < expected.length; i++) {
            double p = (expected[i] + PRIOR) / expectedTotal;
            double q = (actual[i] + PRIOR) / actualTotal;
            sum += (q - p) * Math.log(q / p);
        }
        return sum;
    }

    private static double total(long[] counts) {
        double total = PRIOR * counts.length;
        for (long count : counts) {
            total += count;
        }
        return total;
    }
}

package io.connectmojo.model.profile;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.function.LongToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * How far off the model was on rows whose outcome was known: the conformity scores, which are the absolute residual of a
 * number, or 1 − the probability of the class that came true. Immutable.
 *
 * <p>Of n scores in ascending order, m = min(n, {@value #MAX_SCORES}) are kept: the i-th of them (from 1) is the one of rank
 * ⌈i·n/m⌉, so that the last one is the largest, and all are there when n is at most m. A coverage asks for the score of rank r =
 * ⌈(n+1)·coverage⌉. The answer is the first kept score whose rank is at least r: never a smaller one, so that coverage is never
 * below nominal, and above it by at most 1/m. Where r exceeds n there is no such score, and nothing can be ruled out.
 */
public final class Calibration {
    /** Most scores that are kept. */
    public static final int MAX_SCORES = 1000;

    private final long n;
    private final double[] scores;

    /**
     * @param n how many rows were compared with their outcome, at least one
     * @param scores min(n, {@value #MAX_SCORES}) of them, ascending, finite, not negative
     */
    public Calibration(long n, double[] scores) {
        if (n < 1 || scores.length != Math.min(n, MAX_SCORES)) {
            throw new IllegalArgumentException("of " + n + " scores there are " + scores.length);
        }
        double last = 0;
        for (double score : scores) {
            if (!(score >= last) || !Double.isFinite(score)) {
                throw new IllegalArgumentException("its scores do not ascend from 0");
            }
            last = score;
        }
        this.n = n;
        this.scores = scores.clone();
    }

    /**
     * Keeps what is to be kept.
     *
     * @param byRank the score of a rank from 1 to n, or a larger one that was seen
     */
    public static Calibration of(long n, LongToDoubleFunction byRank) {
        double[] scores = new double[(int) Math.min(n, MAX_SCORES)];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = byRank.applyAsDouble(rank(i, n, scores.length));
        }
        return new Calibration(n, scores);
    }

    /** How many rows were compared with their outcome. */
    public long n() {
        return n;
    }

    /**
     * The conformity score that at least this share of fresh rows does not exceed; positive infinity when there are too few
     * rows to say so.
     *
     * @param coverage above 0 and below 1, taken as the decimal that stands for it
     */
    public double scoreAt(double coverage) {
        long rank = rank(coverage);
        if (rank > n) {
            return Double.POSITIVE_INFINITY;
        }
        int low = 0;
        int high = scores.length - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (rank(middle, n, scores.length) < rank) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return scores[low];
    }

    /** The finite-sample rank that a coverage asks for: ⌈(n+1)·coverage⌉. More than {@link #n()} when there are too few rows. */
    public long rank(double coverage) {
        return BigDecimal.valueOf(coverage)
                .multiply(BigDecimal.valueOf(n + 1))
                .setScale(0, RoundingMode.CEILING)
                .longValueExact();
    }

    /** The number of scores that are kept. */
    int size() {
        return scores.length;
    }

    /** A kept score, from 0. */
    double score(int index) {
        return scores[index];
    }

    private static long rank(int index, long n, int kept) {
        return -Math.floorDiv(-(index + 1L) * n, (long) kept);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Calibration calibration
                && n == calibration.n
                && Arrays.equals(scores, calibration.scores);
    }

    @Override
    public int hashCode() {
        return 31 * Long.hashCode(n) + Arrays.hashCode(scores);
    }

    @Override
    public String toString() {
        return scores.length + " of " + n + " conformity scores";
    }
}

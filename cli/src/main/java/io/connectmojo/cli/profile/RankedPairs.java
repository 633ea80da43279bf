package io.connectmojo.cli.profile;

/**
 * How often a row of the second class has the higher probability: the area under the ROC curve. Probabilities are counted in 65,536
 * equal bins; two in one bin count as a tie. Not thread-safe.
 */
final class RankedPairs {
    private static final int BINS = 1 << 16;

    private final long[] first = new long[BINS];
    private final long[] second = new long[BINS];

    void add(double probability, boolean isSecond) {
        int bin = Math.max(0, Math.min(BINS - 1, (int) (probability * BINS)));
        (isSecond ? second : first)[bin]++;
    }

    /** NaN while one of the classes was not seen. */
    double auc() {
        double below = 0;
        double won = 0;
        double all = 0;
        for (int bin = 0; bin < BINS; bin++) {
            won += second[bin] * (below + first[bin] / 2.0);
            below += first[bin];
            all += second[bin];
        }
        return won / (below * all);
    }
}

package io.connectmojo.outcomes.figures;

/** How often what was predicted with a probability happened, in ten bins of probability. Not thread-safe. */
final class Calibration {
    static final int BINS = 10;

    final long[] records = new long[BINS];
    final long[] happened = new long[BINS];
    final double[] probabilities = new double[BINS];

    static int bin(double probability) {
        return Math.min(BINS - 1, (int) (probability * BINS));
    }

    void add(int bin, long moreRecords, long moreHappened, double moreProbabilities) {
        records[bin] += moreRecords;
        happened[bin] += moreHappened;
        probabilities[bin] += moreProbabilities;
    }

    void add(Calibration more) {
        for (int bin = 0; bin < BINS; bin++) {
            add(bin, more.records[bin], more.happened[bin], more.probabilities[bin]);
        }
    }

    long count() {
        long count = 0;
        for (long some : records) {
            count += some;
        }
        return count;
    }

    /** The distance between probability and share, averaged over the records. */
    double error() {
        double sum = 0;
        for (int bin = 0; bin < BINS; bin++) {
            sum += Math.abs(happened[bin] - probabilities[bin]);
        }
        return sum / count();
    }
}

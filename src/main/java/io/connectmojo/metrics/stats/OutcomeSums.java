package io.connectmojo.metrics.stats;

/** Sums over predictions whose outcome is known. Not thread-safe. */
public final class OutcomeSums {
    /** H2O's own bound of a probability in the log loss. */
    private static final double LEAST = 1e-15;

    /** Counts by actual × classes + predicted; empty when pairs are not counted. */
    public final long[] pairs;

    private final int classes;
    private long count;
    private long correct;
    private double logLoss;
    private double brier;
    private double squares;
    private double distances;

    /** @param classes 0 for numbers */
    public OutcomeSums(int classes, boolean pairs) {
        this.classes = classes;
        this.pairs = new long[pairs ? classes * classes : 0];
    }

    public void add(int actual, int predicted, double[] probabilities) {
        count++;
        correct += actual == predicted ? 1 : 0;
        if (pairs.length > 0) {
            pairs[actual * classes + predicted]++;
        }
        logLoss -= Math.log(Math.max(LEAST, Math.min(1 - LEAST, probabilities[actual])));
        double sum = 0;
        for (int i = 0; i < classes; i++) {
            double miss = probabilities[i] - (i == actual ? 1 : 0);
            sum += miss * miss;
        }
        // of two classes, the square of one probability's miss, as the score is known
        brier += classes == 2 ? sum / 2 : sum;
    }

    public void add(double actual, double predicted) {
        count++;
        double miss = predicted - actual;
        squares += miss * miss;
        distances += Math.abs(miss);
    }

    public void addAll(OutcomeSums more) {
        count += more.count;
        correct += more.correct;
        logLoss += more.logLoss;
        brier += more.brier;
        squares += more.squares;
        distances += more.distances;
    }

    public long count() {
        return count;
    }

    public double accuracy() {
        return (double) correct / count;
    }

    public double logLoss() {
        return logLoss / count;
    }

    public double brier() {
        return brier / count;
    }

    public double rmse() {
        return Math.sqrt(squares / count);
    }

    public double mae() {
        return distances / count;
    }
}

package io.connectmojo.outcomes.figures;

import java.nio.ByteBuffer;

/** Sums over the records of a window and group. Not thread-safe. */
final class Sums {
    /** H2O's own bound of a probability in the log loss. */
    private static final double LEAST = 1e-15;

    long pairs;
    long correct;
    long different;
    long scored;
    long high;
    long withProbabilities;
    double logLoss;
    double logLossSquares;
    double brier;
    double brierSquares;
    long numbers;
    double misses;
    double distances;
    double squares;
    double fourths;
    double mean;
    double deviations;
    long withInterval;
    long inside;

    void score(boolean isHigh) {
        scored++;
        high += isHigh ? 1 : 0;
    }

    void pair(boolean right) {
        pairs++;
        correct += right ? 1 : 0;
    }

    /** @param actual index of the outcome; -1 when the model does not know the class */
    void probabilities(int actual, double[] shares) {
        withProbabilities++;
        double of = actual < 0 ? 0 : shares[actual];
        double loss = -Math.log(Math.max(LEAST, Math.min(1 - LEAST, of)));
        logLoss += loss;
        logLossSquares += loss * loss;
        double sum = actual < 0 ? 1 : 0;
        for (int i = 0; i < shares.length; i++) {
            double miss = shares[i] - (i == actual ? 1 : 0);
            sum += miss * miss;
        }
        // of two classes, the square of one probability's miss, as the score is known
        double score = shares.length == 2 ? sum / 2 : sum;
        brier += score;
        brierSquares += score * score;
    }

    void numbers(double actual, double predicted, double lower, double upper) {
        double miss = predicted - actual;
        numbers++;
        misses += miss;
        distances += Math.abs(miss);
        squares += miss * miss;
        fourths += miss * miss * miss * miss;
        double before = actual - mean;
        mean += before / numbers;
        deviations += before * (actual - mean);
        if (!Double.isNaN(lower) && !Double.isNaN(upper)) {
            withInterval++;
            inside += lower <= actual && actual <= upper ? 1 : 0;
        }
    }

    void add(Sums more) {
        if (more.numbers > 0) {
            double apart = more.mean - mean;
            long all = numbers + more.numbers;
            deviations += more.deviations + apart * apart * numbers * more.numbers / all;
            mean += apart * more.numbers / all;
        }
        numbers += more.numbers;
        pairs += more.pairs;
        correct += more.correct;
        different += more.different;
        scored += more.scored;
        high += more.high;
        withProbabilities += more.withProbabilities;
        logLoss += more.logLoss;
        logLossSquares += more.logLossSquares;
        brier += more.brier;
        brierSquares += more.brierSquares;
        misses += more.misses;
        distances += more.distances;
        squares += more.squares;
        fourths += more.fourths;
        withInterval += more.withInterval;
        inside += more.inside;
    }

    byte[] bytes() {
        long[] counts = {pairs, correct, different, scored, high, withProbabilities, numbers, withInterval, inside};
        double[] sums = {
            logLoss, logLossSquares, brier, brierSquares, misses, distances, squares, fourths, mean, deviations
        };
        ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES * (counts.length + sums.length));
        for (long count : counts) {
            bytes.putLong(count);
        }
        for (double sum : sums) {
            bytes.putDouble(sum);
        }
        return bytes.array();
    }

    static Sums of(byte[] stored) {
        Sums sums = new Sums();
        if (stored != null) {
            ByteBuffer bytes = ByteBuffer.wrap(stored);
            sums.pairs = bytes.getLong();
            sums.correct = bytes.getLong();
            sums.different = bytes.getLong();
            sums.scored = bytes.getLong();
            sums.high = bytes.getLong();
            sums.withProbabilities = bytes.getLong();
            sums.numbers = bytes.getLong();
            sums.withInterval = bytes.getLong();
            sums.inside = bytes.getLong();
            sums.logLoss = bytes.getDouble();
            sums.logLossSquares = bytes.getDouble();
            sums.brier = bytes.getDouble();
            sums.brierSquares = bytes.getDouble();
            sums.misses = bytes.getDouble();
            sums.distances = bytes.getDouble();
            sums.squares = bytes.getDouble();
            sums.fourths = bytes.getDouble();
            sums.mean = bytes.getDouble();
            sums.deviations = bytes.getDouble();
        }
        return sums;
    }
}

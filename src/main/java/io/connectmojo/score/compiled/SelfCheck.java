package io.connectmojo.score.compiled;

import io.connectmojo.problem.MojoException;
import io.connectmojo.score.Prediction;
import io.connectmojo.score.Row;
import io.connectmojo.score.Scorer;
import java.util.Arrays;
import java.util.Optional;

/**
 * Scores the same rows with two scorers and demands the same bits, or a refusal from both. Block by block: the model of one
 * scorer then stays in the processor's caches for a while.
 */
final class SelfCheck {
    private static final int BLOCK = 32;

    /** A check that has seen enough rows ends after this time: loading waits for it. */
    private static final long LONG_ENOUGH_NANOS = 100_000_000;

    private final Scorer reference;
    private final Scorer candidate;
    private final Prediction[] expected = new Prediction[BLOCK];
    private final boolean[] expectedGiven = new boolean[BLOCK];
    private final Prediction actual;

    SelfCheck(Scorer reference, Scorer candidate) {
        this.reference = reference;
        this.candidate = candidate;
        Arrays.setAll(expected, i -> reference.newPrediction());
        this.actual = candidate.newPrediction();
    }

    /**
     * The first difference, as half a sentence without any value of the model.
     *
     * @param first the first row, and
     * @param step from one row to the next
     */
    Optional<String> difference(ProbeRows rows, int columns, int first, int step) {
        Row row = new Row(columns);
        long start = System.nanoTime();
        for (int from = first; from < rows.count(); from += BLOCK * step) {
            if (from >= rows.least() && System.nanoTime() - start > LONG_ENOUGH_NANOS) {
                break;
            }
            int end = Math.min(from + BLOCK * step, rows.count());
            for (int i = from; i < end; i += step) {
                int at = (i - from) / step;
                rows.fill(i, row);
                expectedGiven[at] = scores(reference, row, expected[at]);
            }
            for (int i = from; i < end; i += step) {
                int at = (i - from) / step;
                rows.fill(i, row);
                if (expectedGiven[at] != scores(candidate, row, actual)) {
                    return Optional.of("only one of both engines refuses row " + i + " of the self-check");
                }
                if (expectedGiven[at] && !same(expected[at], actual)) {
                    return Optional.of("both engines differ in row " + i + " of the self-check");
                }
            }
        }
        return Optional.empty();
    }

    private static boolean scores(Scorer scorer, Row row, Prediction into) {
        try {
            scorer.score(row, into);
            return true;
        } catch (MojoException e) {
            return false;
        }
    }

    static boolean same(Prediction a, Prediction b) {
        return same(a.value, b.value)
                && same(a.score, b.score)
                && a.label == b.label
                && a.cluster == b.cluster
                && a.anomaly == b.anomaly
                && Arrays.equals(a.probabilities, b.probabilities)
                && Arrays.equals(a.calibratedProbabilities, b.calibratedProbabilities)
                && Arrays.equals(a.contributions, b.contributions)
                && Arrays.equals(a.distances, b.distances)
                && Arrays.equals(a.reconstruction, b.reconstruction)
                && Arrays.equals(a.dimensions, b.dimensions)
                && Arrays.equals(a.staged, b.staged)
                && Arrays.equals(a.leafPaths, b.leafPaths);
    }

    private static boolean same(double a, double b) {
        return Double.doubleToLongBits(a) == Double.doubleToLongBits(b);
    }
}

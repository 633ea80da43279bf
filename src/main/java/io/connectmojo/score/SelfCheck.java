package io.connectmojo.score;

import io.connectmojo.problem.MojoException;
import io.connectmojo.row.Row;
import java.util.Arrays;
import java.util.Optional;

/** Scores the same rows with two scorers and demands the same bits, or a refusal from both. */
final class SelfCheck {
    /** A check that has seen enough rows ends after this time: loading waits for it. */
    private static final long LONG_ENOUGH_NANOS = 100_000_000;

    private final Scorer reference;
    private final Scorer candidate;
    private final Prediction expected;
    private final Prediction actual;

    SelfCheck(Scorer reference, Scorer candidate) {
        this.reference = reference;
        this.candidate = candidate;
        this.expected = reference.newPrediction();
        this.actual = candidate.newPrediction();
    }

    /** The first difference, as half a sentence without any value of the model. */
    Optional<String> difference(ProbeRows rows, int columns) {
        Row row = new Row(columns);
        long start = System.nanoTime();
        for (int i = 0; i < rows.count(); i++) {
            if (i >= rows.least() && System.nanoTime() - start > LONG_ENOUGH_NANOS) {
                break;
            }
            rows.fill(i, row);
            boolean expectedGiven = scores(reference, row, expected);
            rows.fill(i, row);
            boolean actualGiven = scores(candidate, row, actual);
            if (expectedGiven != actualGiven) {
                return Optional.of("only one of both engines refuses row " + i + " of the self-check");
            }
            if (expectedGiven && !same(expected, actual)) {
                return Optional.of("both engines differ in row " + i + " of the self-check");
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

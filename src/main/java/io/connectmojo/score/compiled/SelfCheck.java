package io.connectmojo.score.compiled;

import io.connectmojo.problem.MojoException;
import io.connectmojo.score.OutputPart;
import io.connectmojo.score.Prediction;
import io.connectmojo.score.Row;
import io.connectmojo.score.Scorer;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/**
 * Scores the same rows with two scorers and demands the same bits, or a refusal from both. Block by block: the model of one
 * scorer then stays in the processor's caches for a while.
 */
final class SelfCheck {
    private static final int BLOCK = 32;

    /** A check that has seen enough rows ends after this time: loading waits for it. */
    static final long LONG_ENOUGH_NANOS = 100_000_000;

    private final Scorer reference;
    private final Scorer candidate;
    private final Prediction[] expected = new Prediction[BLOCK];
    private final boolean[] expectedGiven = new boolean[BLOCK];
    private final Prediction actual;
    private final Set<OutputPart> parts;
    private final long longEnoughNanos;

    /**
     * Compares two scorers.
     *
     * @param parts what both were made to give: all of it is compared
     * @param longEnoughNanos after this time a check that has seen enough rows ends
     */
    SelfCheck(Scorer reference, Scorer candidate, Set<OutputPart> parts, long longEnoughNanos) {
        this.longEnoughNanos = longEnoughNanos;
        this.parts = Set.copyOf(parts);
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
            if (from >= rows.least() && System.nanoTime() - start > longEnoughNanos) {
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
                if (expectedGiven[at] && !same(expected[at], actual, parts)) {
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

    static boolean same(Prediction a, Prediction b, Set<OutputPart> parts) {
        if (!a.hasSameAnswer(b)) {
            return false;
        }
        for (OutputPart part : parts) {
            if (!part.isSame(a, b)) {
                return false;
            }
        }
        return true;
    }
}

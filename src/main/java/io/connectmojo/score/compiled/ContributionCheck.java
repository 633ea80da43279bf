package io.connectmojo.score.compiled;

import io.connectmojo.score.Row;
import io.connectmojo.score.explain.Explainer;
import io.connectmojo.score.explain.Explanation;
import java.util.Optional;

/**
 * Explains rows and demands that contributions add up to the margin and agree with genmodel's, where it has any. Every split of a
 * model takes part in each row's contributions, so a few rows show nearly all faults.
 */
final class ContributionCheck {
    /** Contract: with the bias, contributions add up to the margin, relative to the largest of them. */
    private static final double ADDITIVE = 1e-9;

    /** Genmodel's contributions are floats: how far they may be, relative to one and the largest of ours. */
    private static final double GENMODEL = 1e-5;

    private static final int ROWS = 200;
    private static final int MIN_ROWS = 4;

    /** Loading waits for it, and genmodel takes milliseconds per row. */
    static final long LONG_ENOUGH_NANOS = 100_000_000;

    private final RowEncoding encoding;
    private final Explainer candidate;
    private final Explainer genmodel;
    private final long limitNanos;

    /**
     * @param genmodel null where it has no contributions
     * @param limitNanos ends after this time, once it has seen the fewest rows
     */
    ContributionCheck(RowEncoding encoding, Explainer candidate, Explainer genmodel, long limitNanos) {
        this.limitNanos = limitNanos;
        this.encoding = encoding;
        this.candidate = candidate;
        this.genmodel = genmodel;
    }

    /** The first fault, as half a sentence without any value of the model. */
    Optional<String> fault(ProbeRows rows, int columns) {
        if (genmodel != null && !genmodel.names().equals(candidate.names())) {
            return Optional.of("genmodel names other contributions");
        }
        Explanation ours = candidate.newExplanation();
        Explanation theirs = genmodel == null ? null : genmodel.newExplanation();
        double[] actual = new double[candidate.names().size() + 1];
        double[] expected = new double[actual.length];
        double[] raw = encoding.newRaw();
        Row row = new Row(columns);
        long start = System.nanoTime();
        for (int i = 0; i < ROWS; i++) {
            if (i >= MIN_ROWS && System.nanoTime() - start > limitNanos) {
                break;
            }
            rows.fill(i, row);
            double[] encoded = encoding.encode(row.values, raw);
            ours.read(encoded);
            for (int c = 0; c < candidate.classes(); c++) {
                ours.explain(c, actual, 0);
                if (!addsUp(actual, ours.margin(c))) {
                    return Optional.of("they do not add up in row " + i + " of the self-check");
                }
            }
            if (theirs != null) {
                theirs.read(encoded);
                theirs.explain(0, expected, 0);
                if (!agree(expected, actual)) {
                    return Optional.of("they differ from genmodel's in row " + i + " of the self-check");
                }
            }
        }
        return Optional.empty();
    }

    static boolean addsUp(double[] contributions, double margin) {
        double sum = 0;
        for (double contribution : contributions) {
            sum += contribution;
        }
        return !Double.isFinite(margin) || Math.abs(sum - margin) <= ADDITIVE * largest(contributions);
    }

    static boolean agree(double[] expected, double[] actual) {
        double tolerance = GENMODEL * (1 + largest(actual));
        for (int i = 0; i < actual.length; i++) {
            boolean close = Math.abs(expected[i] - actual[i]) <= tolerance;
            if (!close && Double.isFinite(expected[i])) {
                return false;
            }
        }
        return true;
    }

    private static double largest(double[] contributions) {
        double largest = 0;
        for (double contribution : contributions) {
            if (Double.isFinite(contribution)) { // a degenerate model has an infinite bias
                largest = Math.max(largest, Math.abs(contribution));
            }
        }
        return largest;
    }
}

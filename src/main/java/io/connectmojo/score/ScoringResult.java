package io.connectmojo.score;

import io.connectmojo.problem.MojoException;

/** What became of one record. */
public sealed interface ScoringResult {
    /** The only {@link Skipped}. */
    ScoringResult SKIPPED = new Skipped();

    /**
     * The record has its prediction.
     *
     * @param prediction a buffer: good until the same arm scores its next record
     */
    record Scored(Prediction prediction) implements ScoringResult {}

    /** The record has nothing that could be scored, and passes untouched. */
    record Skipped() implements ScoringResult {}

    /** The record could not be read, scored or written. */
    record Failed(MojoException problem) implements ScoringResult {}
}

package io.connectmojo.score;

import io.connectmojo.problem.MojoException;
import io.connectmojo.problem.Problem;
import io.connectmojo.problem.RecordError;

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
    record Failed(MojoException problem) implements ScoringResult {
        /** What is wrong with a record that made something throw. */
        public static Failed of(Throwable failure) {
            return new Failed(failure instanceof MojoException known ? known : unexpected(failure));
        }

        private static MojoException unexpected(Throwable failure) {
            return Problem.of(RecordError.SCORING, "The record cannot be scored")
                    .why("an unexpected " + failure.getClass().getSimpleName())
                    .cause(failure)
                    .fix("report it with the stack trace from the worker's log");
        }
    }
}

package io.connectmojo.score;

/** Looks at every row that was read from a record, once it was scored. Called on the task's thread; one per model and task. */
@FunctionalInterface
public interface RowObserver {
    /** Looks at nothing. */
    RowObserver NONE = (row, result) -> {};

    /**
     * A row was read and scored. An exception fails the record.
     *
     * @param row as it was read; refilled for the next record
     * @param result {@link ScoringResult.Scored}, or {@link ScoringResult.Failed} when the model refused the row
     */
    void observe(Row row, ScoringResult result);
}

package io.connectmojo.score;

/** Looks at every row that was read from a record, once it was scored. Called on the task's thread; one per model and task. */
@FunctionalInterface
public interface RowObserver {
    /** Looks at nothing. */
    RowObserver NONE = (row, result) -> {};

    /** Whether the next row is to be handed over. Asked once for each row, before it is scored. */
    default boolean wantsNext() {
        return true;
    }

    /**
     * A row was read and scored. An exception fails the record.
     *
     * @param row as it was read; refilled for the next record
     * @param result {@link ScoringResult.Scored}, or {@link ScoringResult.Failed} when the model refused the row
     */
    void observe(Row row, ScoringResult result);

    /**
     * The record of the row that was observed last was written, and tells what really happened. Called where a setting says where
     * that stands.
     *
     * @param outcome the number, or the index of the class; NaN when the record does not tell, or tells what is none
     * @param prediction of that row
     */
    default void outcome(double outcome, Prediction prediction) {}
}

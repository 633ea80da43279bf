package io.connectmojo.scoring;

import io.connectmojo.metrics.export.MetricsRegistration;
import io.connectmojo.record.RecordView;
import io.connectmojo.score.ScoringResult;
import io.connectmojo.scoring.arm.Arm;
import java.util.List;
import java.util.function.Predicate;

/** Chooses the arm that scores a record. On the task's thread only. */
interface ArmSelector extends AutoCloseable {
    /** The arm that counts records for which no arm was chosen, because there is no payload or it cannot be read. */
    Arm first();

    /** Where the metrics of each arm are shown, those of the first one first. */
    List<MetricsRegistration> registrations();

    /** Called before each record is read: arms go over to models that have replaced their own. */
    void refresh();

    /** The top-level members of a record that an arm may read. */
    Predicate<String> needed();

    /** The arm that answers the record. */
    Arm select(RecordView view);

    /** The arm has scored the record, which is not written yet. Never throws, but for an OutOfMemoryError. */
    default void scored(RecordView view, Arm arm, ScoringResult result) {}

    /**
     * The record is written, passes or has failed, by the result of that arm: whatever is to be done besides. Never throws, but for an
     * OutOfMemoryError.
     */
    default void done(RecordView view, Arm arm, ScoringResult result) {}

    @Override
    void close();
}

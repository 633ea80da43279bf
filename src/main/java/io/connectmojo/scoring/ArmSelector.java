package io.connectmojo.scoring;

import io.connectmojo.record.RecordView;
import java.util.List;

/** Chooses the arm that scores a record. On the task's thread only. */
interface ArmSelector {
    /** The arm that counts records for which no arm was chosen, because there is no payload or it cannot be read. */
    ScoringArm first();

    /** All arms, the first one first. */
    List<ScoringArm> all();

    /** Called before each record is read: arms go over to models that have replaced their own. */
    void refresh();

    /** Whether an arm may read the top-level member of a record. */
    boolean needs(String member);

    /** The arm that scores the record. */
    ScoringArm select(RecordView view);
}

package io.connectmojo.scoring;

import io.connectmojo.record.RecordView;
import java.util.List;

/** One model for all records. */
record SingleArm(ScoringArm first) implements ArmSelector {
    @Override
    public List<ScoringArm> all() {
        return List.of(first);
    }

    @Override
    public void refresh() {
        first.refresh();
    }

    @Override
    public boolean needs(String member) {
        return first.needs(member);
    }

    @Override
    public ScoringArm select(RecordView view) {
        return first;
    }
}

package io.connectmojo.scoring;

import io.connectmojo.metrics.export.MetricsRegistration;
import io.connectmojo.record.RecordView;
import io.connectmojo.scoring.arm.ScoringArm;
import java.util.List;
import java.util.function.Predicate;

/** One model for all records. */
record SingleArm(ScoringArm first) implements ArmSelector {
    @Override
    public List<MetricsRegistration> registrations() {
        return List.of(first.registration());
    }

    @Override
    public void close() {
        first.close();
    }

    @Override
    public void refresh() {
        first.refresh();
    }

    @Override
    public Predicate<String> needed() {
        return first.needed();
    }

    @Override
    public ScoringArm select(RecordView view) {
        return first;
    }
}

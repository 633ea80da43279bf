package io.connectmojo.scoring;

import io.connectmojo.metrics.export.MetricsRegistration;
import io.connectmojo.record.RecordView;
import io.connectmojo.scoring.arm.Arm;
import io.connectmojo.scoring.fleet.Fleet;
import java.util.List;
import java.util.function.Predicate;

/** The model that each record names. */
record ModelPerRecord(Fleet fleet) implements ArmSelector {
    @Override
    public Arm first() {
        return fleet.none();
    }

    @Override
    public List<MetricsRegistration> registrations() {
        return List.of(fleet.none().registration());
    }

    /** An arm goes over when a record has chosen it. */
    @Override
    public void refresh() {}

    /** Which model a record needs is known when it is read. */
    @Override
    public Predicate<String> needed() {
        return name -> true;
    }

    @Override
    public Arm select(RecordView view) {
        return fleet.select(view);
    }

    @Override
    public void close() {
        fleet.close();
    }
}

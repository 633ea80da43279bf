package io.connectmojo.scoring.fleet;

import io.connectmojo.metrics.FleetStatus;
import io.connectmojo.model.library.ModelStatus;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** What became of the loads of one task. Holds nothing of the task; thread-safe. */
final class FleetCounts {
    private final WorkerModels worker;
    private final long since = System.currentTimeMillis();
    private final AtomicLong loads = new AtomicLong();
    private final AtomicLong failures = new AtomicLong();
    private final AtomicLong waitNanos = new AtomicLong();
    private final AtomicLong fallbacks = new AtomicLong();

    FleetCounts(WorkerModels worker) {
        this.worker = worker;
    }

    void loaded() {
        loads.incrementAndGet();
    }

    void failed() {
        failures.incrementAndGet();
    }

    void waited(long nanos) {
        waitNanos.addAndGet(nanos);
    }

    void fellBack() {
        fallbacks.lazySet(fallbacks.get() + 1);
    }

    FleetStatus fleet() {
        return new FleetStatus(
                worker.models(),
                worker.bytes(),
                worker.evictions(),
                loads.get(),
                failures.get(),
                TimeUnit.NANOSECONDS.toMillis(waitNanos.get()),
                fallbacks.get());
    }

    /** The models together, as the metrics of a single model tell it: no digest is that of all. */
    ModelStatus models() {
        return new ModelStatus(
                "", since, loads.get() - 1, failures.get(), Optional.empty(), 0, Optional.empty(), 0, Optional.empty());
    }
}

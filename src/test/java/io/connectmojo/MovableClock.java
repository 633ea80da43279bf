package io.connectmojo;

import io.connectmojo.metrics.ScoringMetrics;
import io.connectmojo.scoring.arm.MetricsMaker;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** The clock of a transform's metrics, which a test can put forward. */
final class MovableClock {
    private final AtomicLong ahead = new AtomicLong();

    void forward(Duration time) {
        ahead.addAndGet(time.toNanos());
    }

    private long nanos() {
        return System.nanoTime() + ahead.get();
    }

    /** Metrics with this clock. */
    MetricsMaker metrics() {
        return (options, life) -> new ScoringMetrics(options, life, this::nanos, System::currentTimeMillis);
    }
}

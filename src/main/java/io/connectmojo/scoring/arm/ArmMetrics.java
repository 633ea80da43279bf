package io.connectmojo.scoring.arm;

import io.connectmojo.metrics.ArmEvents;
import io.connectmojo.metrics.ScoringMetrics;
import io.connectmojo.metrics.export.MetricsRegistration;
import io.connectmojo.model.library.ModelStatus;
import java.util.function.Supplier;

/**
 * The metrics of one arm, and where they are shown.
 *
 * @param counts what the arm does
 */
public record ArmMetrics(ArmEvents counts, MetricsRegistration registration) {
    /**
     * Metrics that are not shown yet. On the thread that configures the transform.
     *
     * @param life what has happened to the arm's model, now
     */
    public static ArmMetrics of(MetricsMaker maker, ArmSettings settings, Supplier<ModelStatus> life) {
        ScoringMetrics counts = maker.make(settings.metrics(), life);
        return new ArmMetrics(counts, MetricsRegistration.of(counts));
    }
}

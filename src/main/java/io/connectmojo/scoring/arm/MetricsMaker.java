package io.connectmojo.scoring.arm;

import io.connectmojo.metrics.ScoringMetrics;
import io.connectmojo.model.library.ModelStatus;
import java.util.function.Supplier;

/** Makes the metrics of an arm. */
@FunctionalInterface
public interface MetricsMaker {
    /** @param life what has happened to the arm's model, now */
    ScoringMetrics make(ScoringMetrics.Options options, Supplier<ModelStatus> life);
}

package io.connectmojo.metrics;

import io.connectmojo.model.library.ModelStatus;
import io.connectmojo.problem.ErrorCode;
import io.connectmojo.score.Prediction;
import java.util.function.Supplier;

/** Metrics that count nothing, to measure what counting costs. */
public final class Unmeasured extends ScoringMetrics {
    public Unmeasured(Options options, Supplier<ModelStatus> status) {
        super(options, status);
    }

    @Override
    public long begin() {
        return 0;
    }

    @Override
    public void scored(Prediction prediction, long begin) {}

    @Override
    public void passed() {}

    @Override
    public void failed(ErrorCode code) {}
}

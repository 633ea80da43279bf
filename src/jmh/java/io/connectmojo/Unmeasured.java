package io.connectmojo;

import io.connectmojo.metrics.ScoringMetrics;
import io.connectmojo.model.library.ModelStatus;
import io.connectmojo.problem.ErrorCode;
import io.connectmojo.score.Prediction;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.connect.sink.SinkRecord;

/** Metrics that count nothing, to measure what counting costs. */
public final class Unmeasured extends ScoringMetrics {
    private Unmeasured(Options options, Supplier<ModelStatus> life) {
        super(options, life);
    }

    /** A configured transform without metrics. */
    public static MojoScorer<SinkRecord> transform(Map<String, String> config) {
        MojoScorer<SinkRecord> transform = new MojoScorer.Value<>();
        transform.configure(config, Unmeasured::new);
        return transform;
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

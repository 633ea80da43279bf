package io.connectmojo;

import io.connectmojo.metrics.Unmeasured;
import java.util.Map;
import org.apache.kafka.connect.sink.SinkRecord;

/** A transform without metrics, to measure what they cost. */
public final class UnmeasuredTransform {
    private UnmeasuredTransform() {}

    public static MojoScorer<SinkRecord> of(Map<String, String> config) {
        MojoScorer<SinkRecord> transform = new MojoScorer.Value<>();
        transform.configure(config, Unmeasured::new);
        return transform;
    }
}

package io.connectmojo.scoring.fleet;

import io.connectmojo.metrics.ArmEvents;
import io.connectmojo.metrics.FleetMetrics;
import io.connectmojo.metrics.export.MetricsRegistration;
import io.connectmojo.output.OutputWriter;
import io.connectmojo.record.RecordView;
import io.connectmojo.score.ScoringResult;
import io.connectmojo.score.ScoringResult.Scored;
import io.connectmojo.scoring.arm.Arm;
import java.util.Objects;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Stands for the arm of records that have none: counts them with all others, and writes their outputs as null once a model has said
 * what the outputs are.
 */
final class NoArm implements Arm {
    private final FleetMetrics metrics;
    private final MetricsRegistration registration;

    /** Null until there is a model. */
    private @Nullable OutputWriter writer;

    NoArm(FleetMetrics metrics, MetricsRegistration registration) {
        this.metrics = metrics;
        this.registration = registration;
    }

    /** From now on outputs of failed records are null. */
    void write(OutputWriter nulls) {
        writer = nulls;
    }

    /** Whether a model has said what the outputs are. */
    boolean writes() {
        return writer != null;
    }

    private OutputWriter writer() {
        return Objects.requireNonNull(writer, "no model yet");
    }

    @Override
    public ArmEvents metrics() {
        return metrics;
    }

    @Override
    public MetricsRegistration registration() {
        return registration;
    }

    @Override
    public ScoringResult score(RecordView view) {
        throw new IllegalStateException("no arm");
    }

    @Override
    public Object append(RecordView view, ScoringResult result) {
        return view.fields() instanceof Struct struct
                ? writer().append(struct, result)
                : view.with(writer().additions(result, view));
    }

    @Override
    public void addTo(Headers headers, RecordView view, ScoringResult result) {
        writer().addTo(headers, view.schema() != null, result);
    }

    @Override
    public void count(RecordView view, Scored scored, long begin) {
        throw new IllegalStateException("no arm");
    }

    @Override
    public void close() {
        registration.close();
    }
}

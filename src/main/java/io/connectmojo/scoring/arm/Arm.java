package io.connectmojo.scoring.arm;

import io.connectmojo.metrics.ArmEvents;
import io.connectmojo.metrics.export.MetricsRegistration;
import io.connectmojo.model.Model;
import io.connectmojo.problem.MojoException;
import io.connectmojo.record.RecordView;
import io.connectmojo.score.ScoringResult;
import io.connectmojo.score.ScoringResult.Scored;
import java.util.Optional;
import org.apache.kafka.connect.header.Headers;

/** What scores a record, writes the result and counts both. On the task's thread only. */
public interface Arm extends AutoCloseable {
    /** What is told of its records. */
    ArmEvents metrics();

    /** Where its metrics are shown. */
    MetricsRegistration registration();

    /** Scores a record that is read. Never throws, but for an OutOfMemoryError. */
    ScoringResult score(RecordView view);

    /** A copy of the payload of the record that was scored last, with the outputs; those of a failure are null. */
    Object append(RecordView view, ScoringResult result);

    /** Adds the outputs to headers, which are the caller's copy; those of a failure are null. */
    void addTo(Headers headers, RecordView view, ScoringResult result);

    /**
     * Counts a record that was scored and written.
     *
     * @param begin what the metrics told when it came
     */
    void count(RecordView view, Scored scored, long begin);

    /**
     * Why the candidate cannot take over by a reload, after the records so far; empty when it can, and when no single model serves.
     */
    default Optional<MojoException> refusal(Model candidate) {
        return Optional.empty();
    }

    @Override
    void close();
}

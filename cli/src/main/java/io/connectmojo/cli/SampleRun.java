package io.connectmojo.cli;

import io.connectmojo.problem.MojoException;
import java.util.function.Consumer;
import org.apache.kafka.connect.sink.SinkRecord;

/** Scores a sample for its problems alone. */
final class SampleRun {
    static final int MAX_LINE = 1 << 24;

    private SampleRun() {}

    /**
     * Scores every record. Throws D101 when the input breaks off.
     *
     * @param problems takes one line for each record that cannot be scored
     */
    static ScoreSummary of(OfflineTransform transform, RecordInput records, Consumer<String> problems) {
        ScoreSummary summary = new ScoreSummary();
        boolean more = true;
        while (more) {
            try {
                Object line = records.next();
                more = line != null;
                if (more) {
                    SinkRecord record = transform.record(line);
                    if (transform.apply(record) == record) {
                        summary.passed();
                    } else {
                        summary.scored();
                    }
                }
            } catch (MojoException e) {
                if (e.code() == CommandError.UNREADABLE) {
                    throw e;
                }
                summary.refused("MOJO-" + e.code().id());
                problems.accept("record " + records.number() + ": " + e.firstLine());
            }
        }
        return summary;
    }
}

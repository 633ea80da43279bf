package io.connectmojo;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A bound for what the transform costs against one that only makes a new record. It is wide, for a machine that has other work: an error
 * that makes each record parse, log or lock something goes beyond it. The benchmarks have the figures.
 */
@Tag("property")
class OverheadTest {
    private static final int RECORDS = 1_000;
    private static final int ROUNDS = 30;
    private static final long MOST_BYTES = 800;
    private static final long MOST_NANOS = 20_000;

    private final SinkRecord record = Houses.record(Houses.SCHEMA, Houses.struct());

    @Test
    void aScoredRecord_costsLittleMoreThanANewOne() {
        try (MojoScorer.Value<SinkRecord> scorer = Houses.scorer("metrics.id", "overhead")) {
            Runnable scored = Cost.times(RECORDS, () -> scorer.apply(record));
            Runnable made = Cost.times(RECORDS, this::newRecord);
            for (int i = 0; i < ROUNDS; i++) {
                scored.run();
                made.run();
            }
            double bytes = (double) (Cost.bytes(scored) - Cost.bytes(made)) / RECORDS;
            Cost.Pair nanos = Cost.inTurn(scored, made);
            double more = (nanos.one() - nanos.other()) / RECORDS;
            System.out.printf("overhead: %.0f bytes and %.0f ns more than a new record%n", bytes, more);
            assertThat(bytes).as("bytes of a record").isLessThan(MOST_BYTES);
            assertThat(more).as("processor nanoseconds of a record").isLessThan(MOST_NANOS);
        }
    }

    private void newRecord() {
        record.newRecord(
                record.topic(),
                record.kafkaPartition(),
                record.keySchema(),
                record.key(),
                record.valueSchema(),
                record.value(),
                record.timestamp());
    }
}

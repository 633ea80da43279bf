package io.connectmojo.outcomes;

import io.connectmojo.outcomes.join.Entry;
import io.connectmojo.outcomes.read.RecordReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.Record;

/** Reads outcomes that come on their own topic. */
final class OutcomeIntake extends Intake<byte[], Entry> {
    OutcomeIntake(Flags flags) {
        super(flags, flags.join.topic, flags.registryOfOutcomes());
    }

    @Override
    KeyValue<byte[], Entry> take(Object read, Record<byte[], byte[]> record) throws IOException {
        String outcome = RecordReader.label(RecordReader.field(read, flags.join.outcome));
        if (outcome == null) {
            count("without-outcome");
            return null;
        }
        if (flags.numbers && !Double.isFinite(Double.parseDouble(outcome))) {
            throw new IOException("the outcome is not finite");
        }
        byte[] key = joinKey(record.key(), flags.join.ofOutcome(), read);
        return KeyValue.pair(
                key, new Entry(Entry.Kind.OUTCOME, record.timestamp(), outcome.getBytes(StandardCharsets.UTF_8)));
    }
}

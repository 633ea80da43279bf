package io.connectmojo.outcomes;

import io.connectmojo.outcomes.join.Entry;
import io.connectmojo.outcomes.join.Waiting;
import io.connectmojo.outcomes.read.Scored;
import io.connectmojo.outcomes.read.ScoredReader;
import java.io.IOException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.Record;

/** Reads scored records that wait for their outcomes. */
final class PredictionIntake extends Intake<byte[], Entry> {
    private final ScoredReader fields;

    PredictionIntake(Flags flags) {
        super(flags, flags.input, flags.registryOfInput());
        fields = new ScoredReader(flags.scoredFields());
    }

    @Override
    KeyValue<byte[], Entry> take(Object read, Record<byte[], byte[]> record) throws IOException {
        Scored scored = fields.read(read);
        if (scored.predicted() == null) {
            count("without-prediction");
            return null;
        }
        boolean whole = flags.join.table != null;
        Waiting waiting = new Waiting(
                scored, whole ? record.value() : new byte[0], whole ? record.headers() : new RecordHeaders());
        byte[] key = joinKey(record.key(), flags.join.field, read);
        return KeyValue.pair(key, new Entry(Entry.Kind.PREDICTION, record.timestamp(), waiting.bytes()));
    }
}

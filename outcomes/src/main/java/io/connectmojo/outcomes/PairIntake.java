package io.connectmojo.outcomes;

import io.connectmojo.outcomes.read.Scored;
import io.connectmojo.outcomes.read.ScoredReader;
import io.connectmojo.outcomes.task.Ticker;
import java.io.IOException;
import java.time.Duration;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Reads scored records that hold their outcome. */
final class PairIntake extends Intake<String, Scored> {
    /** One key and one partition have one time: a window closes for all its records at once. */
    static final String KEY = "all";

    private final ScoredReader fields;
    private final Ticker ticker;

    PairIntake(Flags flags) {
        super(flags, flags.input, flags.registryOfInput());
        fields = new ScoredReader(flags.scoredFields());
        ticker = new Ticker(flags.window, flags.grace);
    }

    @Override
    public void init(ProcessorContext<String, Scored> context) {
        super.init(context);
        context.schedule(
                Duration.ofSeconds(1),
                PunctuationType.WALL_CLOCK_TIME,
                clock -> ticker.tick(clock).ifPresent(time -> context.forward(new Record<>(KEY, Scored.TICK, time))));
    }

    @Override
    void seen(Record<byte[], byte[]> record, long clock) {
        ticker.seen(record.timestamp(), clock);
        ticker.emitted(record.timestamp());
    }

    @Override
    KeyValue<String, Scored> take(Object read, Record<byte[], byte[]> record) throws IOException {
        Scored scored = fields.read(read);
        if (!scored.isPair()) {
            count("without-outcome");
            scored = Scored.of(null, null, scored.high());
        }
        return KeyValue.pair(KEY, scored);
    }
}

package io.connectmojo.outcomes;

import org.apache.kafka.streams.processor.api.FixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorContext;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;

/**
 * Tells the windows the time before the first record after a start: they have forgotten it, and would open a window that is written
 * already again for a record that comes late. What the committed offsets carry is the time until which records were counted.
 */
final class Clock implements FixedKeyProcessor<String, Scored, Scored> {
    private FixedKeyProcessorContext<String, Scored> context;
    private boolean told;

    @Override
    public void init(FixedKeyProcessorContext<String, Scored> context) {
        this.context = context;
        told = false;
    }

    @Override
    public void process(FixedKeyRecord<String, Scored> record) {
        if (!told) {
            told = true;
            long time = context.currentStreamTimeMs();
            if (time > record.timestamp()) {
                context.forward(record.withValue(Scored.TICK).withTimestamp(time));
            }
        }
        context.forward(record);
    }
}

package io.connectmojo.outcomes;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.kafka.streams.kstream.Windowed;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/** Raises an alert once, when the last of n windows in a row is beyond a limit, and clears it with the first window that is not. */
final class Alerts implements Processor<Windowed<String>, Tally, String, ObjectNode> {
    static final String STORE = "windows-beyond-limit";

    private final Flags flags;
    private ProcessorContext<String, ObjectNode> context;
    private KeyValueStore<String, Integer> beyond;

    Alerts(Flags flags) {
        this.flags = flags;
    }

    @Override
    public void init(ProcessorContext<String, ObjectNode> context) {
        this.context = context;
        beyond = context.getStateStore(STORE);
    }

    @Override
    public void process(Record<Windowed<String>, Tally> record) {
        Tally tally = record.value();
        if (flags.minAccuracy != null && tally.total() >= Math.max(1, flags.minRecords)) {
            double accuracy = (double) tally.correct() / tally.total();
            look(record, "accuracy", accuracy, flags.minAccuracy, accuracy < flags.minAccuracy);
        }
        if (flags.maxShare != null && tally.scored() >= Math.max(1, flags.minRecords)) {
            double share = (double) tally.high() / tally.scored();
            look(record, "share", share, flags.maxShare, share > flags.maxShare);
        }
    }

    private void look(Record<Windowed<String>, Tally> record, String name, double value, double limit, boolean out) {
        Integer before = beyond.get(name);
        int windows = before == null ? 0 : before;
        if (out) {
            // beyond n it need not grow
            beyond.put(name, Math.min(windows + 1, flags.alertWindows));
            if (windows == flags.alertWindows - 1) {
                tell(record, name, "raised", value, limit);
            }
        } else {
            beyond.put(name, 0);
            if (windows == flags.alertWindows) {
                tell(record, name, "cleared", value, limit);
            }
        }
    }

    private void tell(Record<Windowed<String>, Tally> record, String name, String state, double value, double limit) {
        ObjectNode alert = JsonNodeFactory.instance
                .objectNode()
                .put("alert", name)
                .put("state", state)
                .put("value", value)
                .put("limit", limit)
                .put("windows", flags.alertWindows)
                .put("startMs", record.key().window().start())
                .put("endMs", record.key().window().end());
        context.forward(new Record<>(name, alert, record.timestamp()));
    }
}

package io.connectmojo.outcomes.act;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.connectmojo.outcomes.figures.ClosedWindow;
import io.connectmojo.outcomes.figures.GroupSums;
import io.connectmojo.outcomes.figures.Output;
import io.connectmojo.outcomes.figures.WindowReader;
import java.util.function.BiConsumer;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The alerts about all records of a window: raised once, when the last of n windows in a row is beyond a limit, and cleared with the
 * first window that is not.
 */
public final class LimitAlerts implements WindowReader {
    public static final String STORE = "windows-beyond-limit";

    private final Limits limits;
    private KeyValueStore<String, Integer> beyond;

    /**
     * What is allowed.
     *
     * @param minAccuracy null for no limit
     * @param maxShare of high scores; null for no limit
     * @param windows in a row beyond a limit before an alert
     * @param minRecords windows with fewer change nothing
     */
    public record Limits(Double minAccuracy, Double maxShare, int windows, int minRecords) {}

    public LimitAlerts(Limits limits) {
        this.limits = limits;
    }

    @Override
    public void init(ProcessorContext<String, Output> context) {
        beyond = context.getStateStore(STORE);
    }

    @Override
    public void read(ClosedWindow window, BiConsumer<String, Output> out) {
        GroupSums all = window.all();
        int least = Math.max(1, limits.minRecords());
        if (limits.minAccuracy() != null && all.pairs() >= least) {
            double accuracy = all.accuracy();
            look(window, "accuracy", accuracy, limits.minAccuracy(), accuracy < limits.minAccuracy(), out);
        }
        if (limits.maxShare() != null && all.scored() >= least) {
            double share = all.highShare();
            look(window, "share", share, limits.maxShare(), share > limits.maxShare(), out);
        }
    }

    private void look(
            ClosedWindow window,
            String name,
            double value,
            double limit,
            boolean isBeyond,
            BiConsumer<String, Output> out) {
        Integer before = beyond.get(name);
        int windows = before == null ? 0 : before;
        String state = null;
        if (isBeyond) {
            // beyond n it need not grow
            beyond.put(name, Math.min(windows + 1, limits.windows()));
            state = windows == limits.windows() - 1 ? "raised" : null;
        } else {
            beyond.put(name, 0);
            state = windows == limits.windows() ? "cleared" : null;
        }
        if (state != null) {
            ObjectNode alert = JsonNodeFactory.instance
                    .objectNode()
                    .put("alert", name)
                    .put("state", state)
                    .put("value", value)
                    .put("limit", limit)
                    .put("windows", limits.windows())
                    .put("startMs", window.start())
                    .put("endMs", window.end());
            out.accept(name, new Output(Output.Kind.ALERT, alert));
        }
    }
}

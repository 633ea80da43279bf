package io.connectmojo.outcomes.figures;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.connectmojo.outcomes.read.Scored;
import io.connectmojo.outcomes.task.Counters;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Counts records into windows, and writes each window once, when it closes. What a restart needs is in the store, also the time until
 * which windows are closed: one that was written is not opened again for a record that comes late.
 */
public final class WindowProcessor implements Processor<String, Scored, String, Output> {
    public static final String STORE = "windows";

    /** Shorter than the key of any counter. */
    private static final byte[] CLOSED = {0};

    private final WindowRules rules;
    private final List<WindowReader> readers;
    private ProcessorContext<String, Output> context;
    private KeyValueStore<byte[], byte[]> store;
    private OpenWindows open;
    private FigureMetrics metrics;
    private Counters counters;
    private long closedUntil;

    /** @param readers are told of each window that closes */
    public WindowProcessor(WindowRules rules, List<WindowReader> readers) {
        this.rules = rules;
        this.readers = readers;
    }

    @Override
    public void init(ProcessorContext<String, Output> context) {
        this.context = context;
        store = context.getStateStore(STORE);
        open = new OpenWindows(store, rules.positive());
        metrics = new FigureMetrics(context);
        counters = new Counters(context, "dropped-records");
        byte[] closed = store.get(CLOSED);
        closedUntil = closed == null ? Long.MIN_VALUE : ByteBuffer.wrap(closed).getLong();
        readers.forEach(reader -> reader.init(context));
    }

    @Override
    public void process(Record<String, Scored> record) {
        long time = record.timestamp();
        // the first window that a record of this time leaves open
        long opens = start(time - rules.grace());
        if (opens > closedUntil) {
            closedUntil = opens;
            store.put(CLOSED, ByteBuffer.allocate(Long.BYTES).putLong(opens).array());
            for (long start : open.starts()) {
                if (start < opens) {
                    close(start);
                }
            }
        }
        if (!record.value().isTick()) {
            if (start(time) < closedUntil) {
                counters.add("dropped-records");
            } else {
                open.add(start(time), record.value());
            }
        }
    }

    private long start(long time) {
        return time - Math.floorMod(time, rules.size());
    }

    private void close(long start) {
        ClosedWindow window = new ClosedWindow(start, start + rules.size(), open.close(start));
        GroupSums all = window.all();
        all.pairs.forEach(
                (actual, row) -> row.forEach((predicted, count) -> tellCount(window, actual, predicted, count)));
        if (all.sums.pairs > 0) {
            ObjectNode json = times(window).put("correct", all.sums.correct).put("total", all.sums.pairs);
            json.put("accuracy", (double) all.sums.correct / all.sums.pairs);
            tell(Long.toString(start), Output.Kind.ACCURACY, json, window);
        }
        window.figures().forEach((group, figures) -> {
            ObjectNode json = times(window).put("model", group.model()).put("arm", group.arm());
            figures.write(json);
            tell(start + "/" + group.model() + "/" + group.arm(), Output.Kind.FIGURES, json, window);
        });
        metrics.show(window.figures());
        for (WindowReader reader : readers) {
            reader.read(window, (key, output) -> tell(key, output.kind(), output.json(), window));
        }
    }

    private void tellCount(ClosedWindow window, String actual, String predicted, long count) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put(rules.actual(), actual)
                .put(rules.predicted(), predicted);
        json.put("startMs", window.start()).put("endMs", window.end());
        String key = json.toString();
        tell(key, Output.Kind.COUNTS, json.put("count", count), window);
    }

    private static ObjectNode times(ClosedWindow window) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("startMs", window.start())
                .put("endMs", window.end());
    }

    /** With the last time of the window. */
    private void tell(String key, Output.Kind kind, ObjectNode json, ClosedWindow window) {
        context.forward(new Record<>(key, new Output(kind, json), window.end() - 1));
    }
}

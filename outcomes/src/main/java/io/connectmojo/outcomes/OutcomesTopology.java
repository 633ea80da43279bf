package io.connectmojo.outcomes;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.kstream.Suppressed;
import org.apache.kafka.streams.kstream.Suppressed.BufferConfig;
import org.apache.kafka.streams.kstream.TimeWindows;
import org.apache.kafka.streams.kstream.Window;
import org.apache.kafka.streams.kstream.Windowed;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.WindowStore;

/** Records in, one tally per window, and out of it counts, accuracy and alerts; each window is written once, when it closes. */
record OutcomesTopology(Flags flags) {
    private static final Serde<String> TEXT = Serdes.String();
    private static final Serde<byte[]> BYTES = Serdes.ByteArray();

    Topology build() {
        StreamsBuilder builder = new StreamsBuilder();
        KStream<Windowed<String>, Tally> windows = builder.stream(flags.input, Consumed.with(BYTES, BYTES))
                .process(() -> new Intake(flags))
                .repartition(Repartitioned.with(TEXT, new JsonSerde<>(Scored.class))
                        .withName("scored")
                        .withNumberOfPartitions(1))
                .processValues(Clock::new)
                .groupByKey()
                .windowedBy(TimeWindows.ofSizeAndGrace(flags.window, flags.grace))
                .aggregate(
                        () -> Tally.NONE,
                        (key, scored, tally) -> tally.plus(scored),
                        // a few windows only: memory holds them, the changelog keeps them
                        Materialized.<String, Tally, WindowStore<Bytes, byte[]>>as("windows")
                                .withStoreType(Materialized.StoreType.IN_MEMORY)
                                .withRetention(flags.window.plus(flags.grace))
                                .withKeySerde(TEXT)
                                .withValueSerde(new JsonSerde<>(Tally.class)))
                .suppress(Suppressed.untilWindowCloses(BufferConfig.unbounded()).withName("closed"))
                .toStream();
        Produced<String, ObjectNode> json = Produced.with(TEXT, new JsonSerde<>(ObjectNode.class));
        windows.flatMap((key, tally) -> counts(key.window(), tally)).to(flags.counts, json);
        windows.filter((key, tally) -> tally.total() > 0)
                .map((key, tally) -> accuracy(key.window(), tally))
                .to(flags.accuracy, json);
        builder.addStateStore(
                Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(Alerts.STORE), TEXT, Serdes.Integer()));
        windows.process(() -> new Alerts(flags), Alerts.STORE).to(flags.alerts, json);
        return builder.build();
    }

    private List<KeyValue<String, ObjectNode>> counts(Window window, Tally tally) {
        List<KeyValue<String, ObjectNode>> counts = new ArrayList<>();
        tally.counts()
                .forEach((actual, row) -> row.forEach((predicted, count) -> {
                    ObjectNode json = object().put(flags.actual, actual).put(flags.predicted, predicted);
                    json.put("startMs", window.start()).put("endMs", window.end());
                    String key = json.toString();
                    counts.add(KeyValue.pair(key, json.put("count", count)));
                }));
        return counts;
    }

    private static KeyValue<String, ObjectNode> accuracy(Window window, Tally tally) {
        ObjectNode json = object().put("startMs", window.start()).put("endMs", window.end());
        json.put("correct", tally.correct()).put("total", tally.total());
        return KeyValue.pair(
                Long.toString(window.start()), json.put("accuracy", (double) tally.correct() / tally.total()));
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}

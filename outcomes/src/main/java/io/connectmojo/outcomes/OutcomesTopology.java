package io.connectmojo.outcomes;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.connectmojo.outcomes.act.Announcer;
import io.connectmojo.outcomes.act.Decider;
import io.connectmojo.outcomes.act.LimitAlerts;
import io.connectmojo.outcomes.act.RuleBook;
import io.connectmojo.outcomes.act.RuleState;
import io.connectmojo.outcomes.figures.Output;
import io.connectmojo.outcomes.figures.WindowProcessor;
import io.connectmojo.outcomes.figures.WindowReader;
import io.connectmojo.outcomes.figures.WindowRules;
import io.connectmojo.outcomes.join.Entry;
import io.connectmojo.outcomes.join.Joined;
import io.connectmojo.outcomes.join.JoinedTable;
import io.connectmojo.outcomes.join.JoinedWriter;
import io.connectmojo.outcomes.join.Joiner;
import io.connectmojo.outcomes.read.Scored;
import io.connectmojo.outcomes.read.ScoredSerde;
import io.connectmojo.outcomes.task.JsonSerde;
import io.connectmojo.outcomes.task.Ticker;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * Scored records and outcomes in, pairs of both into one partition, one set of counters per window, and out of it counts, figures and
 * alerts; each window is written once, when it closes.
 *
 * @param partitions of an internal topic that brings records of one key together; 0 when the two inputs do so by themselves
 * @param models opens the models topic
 */
record OutcomesTopology(Flags flags, int partitions, Announcer.Source models) {
    private static final Serde<String> TEXT = Serdes.String();
    private static final Serde<byte[]> BYTES = Serdes.ByteArray();

    Topology build() {
        StreamsBuilder builder = new StreamsBuilder();
        // caching keeps the changelog to one record for each counter and commit
        builder.addStateStore(inMemory(WindowProcessor.STORE, BYTES, BYTES).withCachingEnabled());
        builder.addStateStore(inMemory(LimitAlerts.STORE, TEXT, Serdes.Integer()));
        builder.addStateStore(inMemory(RuleBook.STORE, TEXT, new JsonSerde<>(RuleState.class)));
        builder.addStateStore(inMemory(Decider.STORE, TEXT, TEXT));
        KStream<String, Scored> pairs = flags.joinsOutcomes() ? joined(builder) : read(builder);
        KStream<String, Output> outputs = pairs.repartition(Repartitioned.with(TEXT, new ScoredSerde())
                        .withName("scored")
                        .withNumberOfPartitions(1))
                .process(
                        () -> new WindowProcessor(windowRules(), readers()),
                        Named.as("windows-that-close"),
                        WindowProcessor.STORE,
                        LimitAlerts.STORE,
                        RuleBook.STORE,
                        Decider.STORE);
        topics().forEach((kind, topic) -> outputs.filter((key, output) -> output.kind() == kind)
                .mapValues(Output::json)
                .to(topic, Produced.with(TEXT, new JsonSerde<>(ObjectNode.class))));
        return builder.build();
    }

    /** One key and one partition have one time: a window closes for all its records at once. */
    private KStream<String, Scored> read(StreamsBuilder builder) {
        return builder.stream(flags.input, Consumed.with(BYTES, BYTES))
                .process(() -> new PairIntake(flags), Named.as("scored-records"));
    }

    private KStream<String, Scored> joined(StreamsBuilder builder) {
        builder.addStateStore(Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(Joiner.RECORDS), BYTES, BYTES)
                .withCachingDisabled());
        builder.addStateStore(Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(Joiner.ENDS), BYTES, BYTES)
                .withCachingDisabled()
                .withLoggingDisabled());
        KStream<byte[], Entry> entries = builder.stream(flags.input, Consumed.with(BYTES, BYTES))
                .process(() -> new PredictionIntake(flags), Named.as("predictions"))
                .merge(
                        builder.stream(flags.join.topic, Consumed.with(BYTES, BYTES))
                                .process(() -> new OutcomeIntake(flags), Named.as("outcomes")),
                        Named.as("both"));
        if (partitions > 0) {
            entries = entries.repartition(Repartitioned.with(BYTES, new Entry.OfTopic())
                    .withName("keyed")
                    .withNumberOfPartitions(partitions));
        }
        KStream<byte[], Joined> joined = entries.process(
                () -> new Joiner(flags.join.rules(flags.grace), new Ticker(flags.window, flags.grace)),
                Named.as("join"),
                Joiner.RECORDS,
                Joiner.ENDS);
        if (flags.join.table != null) {
            JoinedTable table =
                    new JoinedTable(flags.join.table, flags.input, flags.join.tableOutcome, flags.registryOfInput());
            joined.filterNot((key, pair) -> pair.isTick())
                    .process(() -> new JoinedWriter(table), Named.as("training-table"))
                    .to(flags.join.table, Produced.with(BYTES, BYTES));
        }
        return joined.map((key, pair) -> KeyValue.pair(PairIntake.KEY, pair.scored()));
    }

    private WindowRules windowRules() {
        return new WindowRules(flags.window, flags.grace, flags.outcomeName(), flags.predicted, flags.positive);
    }

    private List<WindowReader> readers() {
        return List.of(
                new LimitAlerts(new LimitAlerts.Limits(
                        flags.minAccuracy, flags.maxShare, flags.alertWindows, flags.minRecords)),
                new RuleBook(
                        flags.act.rules(),
                        flags.minRecords,
                        new Decider(flags.act.actions(), flags.act.guards(), models)));
    }

    private Map<Output.Kind, String> topics() {
        // the same order at each start: Streams numbers its nodes
        Map<Output.Kind, String> topics = new EnumMap<>(Output.Kind.class);
        topics.put(Output.Kind.COUNTS, flags.counts);
        topics.put(Output.Kind.ACCURACY, flags.accuracy);
        topics.put(Output.Kind.FIGURES, flags.figures);
        topics.put(Output.Kind.ALERT, flags.alerts);
        topics.put(Output.Kind.DECISION, flags.act.decisions);
        return topics;
    }

    private static <K, V> StoreBuilder<KeyValueStore<K, V>> inMemory(String name, Serde<K> keys, Serde<V> values) {
        return Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(name), keys, values);
    }
}

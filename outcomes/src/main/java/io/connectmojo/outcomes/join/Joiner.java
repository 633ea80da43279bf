package io.connectmojo.outcomes.join;

import io.connectmojo.outcomes.join.Entry.Kind;
import io.connectmojo.outcomes.read.Scored;
import io.connectmojo.outcomes.task.Counters;
import io.connectmojo.outcomes.task.Ticker;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Gives each prediction at most one outcome of its key, however the two topics are read. What is too old to meet anything leaves the
 * state, and is counted when it met nothing. Time is that of the records alone.
 */
public final class Joiner implements Processor<byte[], Entry, byte[], Joined> {
    /** By key, the records that may still meet others. */
    public static final String RECORDS = "records-to-join";

    /** By the time from which on a record is too old, the keys: made from the records at each start. */
    public static final String ENDS = "ends-of-records";

    /** More of one kind under one key, and the key is no key. */
    static final int MOST_PER_KEY = 1_000;

    private static final String[] COUNTED = {
        "joined",
        "unmatched-predictions",
        "unmatched-outcomes",
        "repeated-outcomes",
        "too-late",
        "without-key",
        "too-many-of-key"
    };
    private static final int AT_ONCE = 10_000;
    private static final byte[] NOTHING = {};

    private final JoinRules rules;
    private final Ticker ticker;
    private ProcessorContext<byte[], Joined> context;
    private KeyValueStore<byte[], byte[]> records;
    private KeyValueStore<byte[], byte[]> ends;
    private Counters counters;
    private long now = Long.MIN_VALUE;

    /** What ended before is forgotten. */
    private long forgotten;

    /** Nothing is too old before. */
    private long nextEnd = Long.MAX_VALUE;

    public Joiner(JoinRules rules, Ticker ticker) {
        this.rules = rules;
        this.ticker = ticker;
    }

    @Override
    public void init(ProcessorContext<byte[], Joined> context) {
        this.context = context;
        records = context.getStateStore(RECORDS);
        ends = context.getStateStore(ENDS);
        counters = new Counters(context, COUNTED);
        try (KeyValueIterator<byte[], byte[]> all = records.all()) {
            while (all.hasNext()) {
                KeyValue<byte[], byte[]> one = all.next();
                Entry.read(one.value).forEach(entry -> remember(one.key, entry));
            }
        }
        context.schedule(
                Duration.ofSeconds(1),
                PunctuationType.WALL_CLOCK_TIME,
                clock -> ticker.tick(clock)
                        .ifPresent(time -> context.forward(new Record<>(NOTHING, Joined.TICK, time))));
    }

    @Override
    public void process(Record<byte[], Entry> record) {
        now = Math.max(now, Math.max(record.timestamp(), context.currentStreamTimeMs()));
        ticker.seen(rules.lastWins() ? now - rules.grace() : now, context.currentSystemTimeMs());
        Entry entry = record.value();
        if (record.key() == null) {
            counters.add("without-key");
        } else if (rules.end(entry) < now) {
            counters.add("too-late");
            counters.add(entry.kind().isOutcome() ? "unmatched-outcomes" : "unmatched-predictions");
        } else {
            add(record.key(), entry);
        }
        if (nextEnd < now) {
            forget();
        }
    }

    private void add(byte[] key, Entry entry) {
        List<Entry> entries = Entry.read(records.get(key));
        boolean outcome = entry.kind().isOutcome();
        long alike = entries.stream()
                .filter(other -> other.kind().isOutcome() == outcome)
                .count();
        if (alike >= MOST_PER_KEY) {
            counters.add("too-many-of-key");
            return;
        }
        Entry kept = rules.lastWins()
                ? entry
                : outcome ? matchPredictions(key, entries, entry) : matchOutcome(key, entries, entry);
        entries.add(kept);
        records.put(key, Entry.write(entries));
        remember(key, kept);
    }

    /** The first outcome wins: each prediction that waits for it takes it. */
    private Entry matchPredictions(byte[] key, List<Entry> entries, Entry outcome) {
        boolean used = false;
        boolean late = false;
        for (int i = 0; i < entries.size(); i++) {
            Entry other = entries.get(i);
            if (!other.kind().isOutcome() && other.isWithin(rules.window(), outcome) && rules.end(other) >= now) {
                late |= other.kind() == Kind.MATCHED_PREDICTION;
                if (other.kind() == Kind.PREDICTION) {
                    emit(key, other, outcome, Math.max(other.time(), outcome.time()));
                    entries.set(i, other.matched());
                    used = true;
                }
            }
        }
        if (!used && late) {
            counters.add("repeated-outcomes");
        }
        return used || late ? outcome.used() : outcome;
    }

    private Entry matchOutcome(byte[] key, List<Entry> entries, Entry prediction) {
        for (int i = 0; i < entries.size(); i++) {
            Entry other = entries.get(i);
            if (other.kind().isOutcome() && other.isWithin(rules.window(), prediction) && rules.end(other) >= now) {
                emit(key, prediction, other, Math.max(prediction.time(), other.time()));
                entries.set(i, other.used());
                return prediction.matched();
            }
        }
        return prediction;
    }

    private void emit(byte[] key, Entry prediction, Entry outcome, long time) {
        Waiting waiting = Waiting.of(prediction.payload());
        Scored scored = waiting.scored().with(new String(outcome.payload(), StandardCharsets.UTF_8));
        counters.add("joined");
        ticker.emitted(time);
        context.forward(new Record<>(key, new Joined(scored, waiting, prediction.time(), outcome.time()), time));
    }

    private void remember(byte[] key, Entry entry) {
        long end = rules.end(entry);
        ends.put(bytes(end, key), NOTHING);
        nextEnd = Math.min(nextEnd, end);
    }

    private static byte[] bytes(long time, byte[] key) {
        return ByteBuffer.allocate(Long.BYTES + key.length)
                .putLong(time)
                .put(key)
                .array();
    }

    /** Takes out of the state what is too old, the oldest first; what is left of it waits for the next record. */
    private void forget() {
        List<byte[]> over = new ArrayList<>();
        nextEnd = Long.MAX_VALUE;
        // from where the last one was: the store would walk over all that it has deleted
        try (KeyValueIterator<byte[], byte[]> oldest = ends.range(bytes(forgotten, NOTHING), null)) {
            while (oldest.hasNext()) {
                byte[] next = oldest.next().key;
                long end = ByteBuffer.wrap(next).getLong();
                if (end >= now || over.size() == AT_ONCE) {
                    nextEnd = end;
                    break;
                }
                over.add(next);
            }
        }
        for (byte[] next : over) {
            ends.delete(next);
            forgotten = ByteBuffer.wrap(next).getLong();
            forget(Arrays.copyOfRange(next, Long.BYTES, next.length), forgotten);
        }
    }

    private void forget(byte[] key, long time) {
        List<Entry> entries = Entry.read(records.get(key));
        for (Entry entry : List.copyOf(entries)) {
            if (rules.end(entry) <= time && entry.kind() == Kind.PREDICTION && !matchLast(key, entries, entry)) {
                counters.add("unmatched-predictions");
            }
        }
        List<Entry> kept = new ArrayList<>(entries.size());
        for (Entry entry : entries) {
            if (rules.end(entry) > time) {
                kept.add(entry);
            } else if (entry.kind() == Kind.OUTCOME) {
                counters.add("unmatched-outcomes");
            }
        }
        if (kept.size() < entries.size()) {
            records.put(key, kept.isEmpty() ? null : Entry.write(kept));
        }
    }

    /** The last outcome wins: now that no later one can come. */
    private boolean matchLast(byte[] key, List<Entry> entries, Entry prediction) {
        for (int i = entries.size() - 1; rules.lastWins() && i >= 0; i--) {
            Entry other = entries.get(i);
            if (other.kind().isOutcome() && other.isWithin(rules.window(), prediction)) {
                emit(key, prediction, other, prediction.time() + rules.window());
                entries.set(i, other.used());
                return true;
            }
        }
        return false;
    }
}

package io.connectmojo.outcomes.join;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/**
 * One record of either topic, as it waits for those of the other.
 *
 * @param time of the record, in epoch milliseconds
 * @param payload a {@link Waiting} for a prediction, text for an outcome; empty when it is no longer needed
 */
public record Entry(Kind kind, long time, byte[] payload) {
    private static final int HEAD = 1 + Long.BYTES + Integer.BYTES;
    private static final byte[] NOTHING = {};

    /** What becomes of it; the order is part of the stored format. */
    public enum Kind {
        PREDICTION,
        MATCHED_PREDICTION,
        OUTCOME,
        USED_OUTCOME;

        boolean isOutcome() {
            return this == OUTCOME || this == USED_OUTCOME;
        }
    }

    Entry matched() {
        return new Entry(Kind.MATCHED_PREDICTION, time, NOTHING);
    }

    Entry used() {
        return new Entry(Kind.USED_OUTCOME, time, payload);
    }

    boolean isWithin(long window, Entry other) {
        return Math.abs(time - other.time) <= window;
    }

    /** All records of one key, in the order of arrival. */
    static byte[] write(List<Entry> entries) {
        int size =
                entries.stream().mapToInt(entry -> HEAD + entry.payload.length).sum();
        ByteBuffer bytes = ByteBuffer.allocate(size);
        entries.forEach(entry -> entry.write(bytes));
        return bytes.array();
    }

    static List<Entry> read(byte[] stored) {
        List<Entry> entries = new ArrayList<>();
        if (stored != null) {
            ByteBuffer bytes = ByteBuffer.wrap(stored);
            while (bytes.hasRemaining()) {
                entries.add(read(bytes));
            }
        }
        return entries;
    }

    private void write(ByteBuffer bytes) {
        bytes.put((byte) kind.ordinal()).putLong(time).putInt(payload.length).put(payload);
    }

    private static Entry read(ByteBuffer bytes) {
        Kind kind = Kind.values()[bytes.get()];
        long time = bytes.getLong();
        byte[] payload = new byte[bytes.getInt()];
        bytes.get(payload);
        return new Entry(kind, time, payload);
    }

    /** For an internal topic. */
    public static final class OfTopic implements Serde<Entry> {
        @Override
        public Serializer<Entry> serializer() {
            return (topic, entry) -> Entry.write(List.of(entry));
        }

        @Override
        public Deserializer<Entry> deserializer() {
            return (topic, bytes) -> Entry.read(bytes).get(0);
        }
    }
}

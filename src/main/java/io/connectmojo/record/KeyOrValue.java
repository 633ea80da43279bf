package io.connectmojo.record;

import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.header.Headers;
import org.jspecify.annotations.Nullable;

/** The part of a record that is its payload here. */
public enum KeyOrValue {
    KEY {
        @Override
        public @Nullable Schema schema(ConnectRecord<?> record) {
            return record.keySchema();
        }

        @Override
        public @Nullable Object payload(ConnectRecord<?> record) {
            return record.key();
        }

        @Override
        public <R extends ConnectRecord<R>> R with(R record, @Nullable Schema schema, Object payload, Headers headers) {
            return record.newRecord(
                    record.topic(),
                    record.kafkaPartition(),
                    schema,
                    payload,
                    record.valueSchema(),
                    record.value(),
                    record.timestamp(),
                    headers);
        }
    },
    VALUE {
        @Override
        public @Nullable Schema schema(ConnectRecord<?> record) {
            return record.valueSchema();
        }

        @Override
        public @Nullable Object payload(ConnectRecord<?> record) {
            return record.value();
        }

        @Override
        public <R extends ConnectRecord<R>> R with(R record, @Nullable Schema schema, Object payload, Headers headers) {
            return record.newRecord(
                    record.topic(),
                    record.kafkaPartition(),
                    record.keySchema(),
                    record.key(),
                    schema,
                    payload,
                    record.timestamp(),
                    headers);
        }
    };

    /** Null when the payload comes without one. */
    public abstract @Nullable Schema schema(ConnectRecord<?> record);

    /** Null in a tombstone, or a record without a key. */
    public abstract @Nullable Object payload(ConnectRecord<?> record);

    /** The same record with another payload and other headers. */
    public abstract <R extends ConnectRecord<R>> R with(
            R record, @Nullable Schema schema, Object payload, Headers headers);
}

package io.connectmojo.row.match;

import org.apache.kafka.connect.connector.ConnectRecord;

/** The record whose metadata is read; without one all metadata is null. Belongs to one task; not thread-safe. */
public final class CurrentRecord {
    private ConnectRecord<?> record;

    /** Goes on to another record. */
    public void set(ConnectRecord<?> next) {
        record = next;
    }

    /** Null before the first one. */
    ConnectRecord<?> get() {
        return record;
    }
}

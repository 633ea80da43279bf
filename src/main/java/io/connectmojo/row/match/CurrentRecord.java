package io.connectmojo.row.match;

import org.apache.kafka.connect.connector.ConnectRecord;
import org.jspecify.annotations.Nullable;

/** The record whose metadata is read; without one all metadata is null. Belongs to one task; not thread-safe. */
public final class CurrentRecord {
    private @Nullable ConnectRecord<?> record;

    /** Goes on to another record. */
    public void set(@Nullable ConnectRecord<?> next) {
        record = next;
    }

    /** Null before the first one. */
    @Nullable
    ConnectRecord<?> get() {
        return record;
    }
}

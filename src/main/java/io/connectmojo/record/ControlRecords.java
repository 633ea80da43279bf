package io.connectmojo.record;

import java.util.Set;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.data.Schema;

/**
 * Tells the records that a Debezium source writes between its change events: heartbeats, the beginning and end of transactions, and
 * changes of a table's schema. They are known by the name of their value's schema; without schemas they look like data. One per task.
 */
public final class ControlRecords {
    private static final Set<String> NAMES =
            Set.of("io.debezium.connector.common.Heartbeat", "io.debezium.connector.common.TransactionMetadataValue");

    /** Behind the name of the connector. */
    private static final String SCHEMA_CHANGE = ".SchemaChangeValue";

    private Schema last;
    private boolean ofLast;

    /** Whether the record is no data, whatever part of records is scored. */
    public boolean contains(ConnectRecord<?> record) {
        Schema schema = record.valueSchema();
        return schema == last ? ofLast : find(schema);
    }

    private boolean find(Schema schema) {
        String name = schema == null ? null : schema.name();
        last = schema;
        ofLast = name != null && (NAMES.contains(name) || name.endsWith(SCHEMA_CHANGE));
        return ofLast;
    }
}

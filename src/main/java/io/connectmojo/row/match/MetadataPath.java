package io.connectmojo.row.match;

import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.header.Header;

/** A path into the metadata of the record that is read, whatever fields that has. Not thread-safe. */
public final class MetadataPath extends MapPath {
    private final PathRoot root;
    private final CurrentRecord current;

    /** Of the value that was found last; null when it came without one. */
    private Schema schema;

    /** @param current tells the record that is read */
    public MetadataPath(FieldPath path, CurrentRecord current) {
        super(path);
        this.root = path.root();
        this.current = current;
    }

    /** What finds the values of a path, be it one of fields or of metadata. */
    public static MapPath ofAny(FieldPath path, CurrentRecord current) {
        return path.isMetadata() ? new MetadataPath(path, current) : new MapPath(path);
    }

    /** The schema of the value that was found last; null when it came without one. */
    public Schema schema() {
        return schema;
    }

    /** @param fields not looked at */
    @Override
    public Object find(Object fields) {
        ConnectRecord<?> record = current.get();
        schema = null;
        if (record == null) {
            return null;
        }
        return switch (root) {
            case KEY -> inKey(record);
            case TOPIC -> typed(Schema.STRING_SCHEMA, record.topic());
            case PARTITION -> typed(Schema.INT32_SCHEMA, record.kafkaPartition());
            case TIMESTAMP -> typed(Schema.INT64_SCHEMA, record.timestamp());
            case HEADER -> header(record.headers().lastWithName(steps[0]));
            case FIELDS -> ABSENT;
        };
    }

    private Object typed(Schema schemaOfValue, Object value) {
        schema = schemaOfValue;
        return value;
    }

    private Object header(Header header) {
        return header == null ? ABSENT : typed(header.schema(), header.value());
    }

    private Object inKey(ConnectRecord<?> record) {
        schema = record.keySchema();
        Object at = record.key();
        for (String step : steps) {
            if (at == null) {
                return null;
            }
            Field field = at instanceof Struct struct ? struct.schema().field(step) : null;
            schema = field == null ? null : field.schema();
            at = step(at, step);
        }
        return at;
    }
}

package io.connectmojo.row.match;

import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.header.Header;
import org.jspecify.annotations.Nullable;

/** A path into the metadata of the record that is read, whatever fields that has. Not thread-safe. */
public final class MetadataPath extends MapPath {
    private final PathRoot root;
    private final CurrentRecord current;

    /** Of the value that was found last; null when it came without one. */
    private @Nullable Schema schema;

    /** @param current tells the record that is read */
    public MetadataPath(FieldPath path, CurrentRecord current) {
        super(path);
        this.root = path.root();
        this.current = current;
    }

    /** What finds the values of a path, be it one of fields or of metadata. */
    public static MapPath ofAny(FieldPath path, CurrentRecord current) {
        return ofAny(path, 0, current);
    }

    /** The same, without the first steps of a path of fields. */
    public static MapPath ofAny(FieldPath path, int skipped, CurrentRecord current) {
        return path.isMetadata() ? new MetadataPath(path, current) : new MapPath(path, skipped);
    }

    @Override
    public boolean isFieldOfRecord() {
        return false;
    }

    /** The schema of the value that was found last; null when it came without one. */
    public @Nullable Schema schema() {
        return schema;
    }

    /** @param fields not looked at */
    @Override
    public @Nullable Object find(@Nullable Object fields) {
        return find();
    }

    /** The value; null or {@link #ABSENT} or {@link #BLOCKED} as of a path into fields. */
    public @Nullable Object find() {
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

    private @Nullable Object typed(@Nullable Schema schemaOfValue, @Nullable Object value) {
        schema = schemaOfValue;
        return value;
    }

    private @Nullable Object header(@Nullable Header header) {
        return header == null ? ABSENT : typed(header.schema(), header.value());
    }

    private @Nullable Object inKey(ConnectRecord<?> record) {
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

package io.connectmojo.row;

import io.connectmojo.score.Row;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/** One field of a Struct that something is read from: itself, or fields below it. Each is read once per record. */
final class FieldReader {
    private static final ColumnReader[] NOTHING = {};

    /** Position in its Struct; without default in its schema when defaults do not count. */
    final Field field;

    private final ColumnReader[] readers;
    private final FieldReader[] below;

    /** The one column that most fields are for; null for other fields. */
    final @Nullable SingleTypeReader only;

    FieldReader(Field field, ColumnReader[] readers, FieldReader[] below) {
        this.field = field;
        this.readers = readers.length == 0 ? NOTHING : readers;
        this.below = below;
        this.only = readers.length == 1 && below.length == 0 && readers[0] instanceof SingleTypeReader column
                ? column
                : null;
    }

    /** Hands the field's value on to all that it is for. */
    void accept(@Nullable Object value, Row into, ReadContext context) {
        if (only != null) {
            only.accept(value, into, context);
            return;
        }
        for (ColumnReader reader : readers) {
            reader.accept(value, into, context);
        }
        if (below.length > 0) {
            readAll(below, (Struct) value, into, context);
        }
    }

    /** Reads all the fields of a Struct; a null Struct has null in each. */
    static void readAll(FieldReader[] fieldReaders, @Nullable Struct struct, Row into, ReadContext context) {
        for (FieldReader fieldReader : fieldReaders) {
            fieldReader.accept(struct == null ? null : struct.get(fieldReader.field), into, context);
        }
    }
}

package io.connectmojo.row;

import io.connectmojo.row.coerce.TypedCoercion;
import io.connectmojo.score.Row;
import java.util.Arrays;
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

    /** Whether it is for anything. */
    boolean isFor() {
        return readers.length > 0 || below.length > 0;
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

    /**
     * The fields of a Struct in the order in which they are read, with what each is for laid out in arrays: in the usual case, a number that
     * is one column's value as it is, no reader is asked.
     */
    static final class Batch {
        static final byte UNUSED = -1;

        final Field[] fields;

        /** Who takes what is not the usual case; null for a field that nothing needs. */
        final FieldReader[] readers;

        /** How a number that is for one column is read; fields that nothing needs have {@link #UNUSED}. */
        final byte[] kinds;

        /** The cell of that column. */
        final int[] slots;

        Batch(int count) {
            fields = new Field[count];
            readers = new FieldReader[count];
            kinds = new byte[count];
            Arrays.fill(kinds, UNUSED);
            slots = new int[count];
        }

        /** Says who reads the field at that index. */
        void set(int index, FieldReader reader) {
            readers[index] = reader;
            SingleTypeReader only = reader.only;
            kinds[index] = only == null ? TypedCoercion.OTHER : only.numberKind();
            slots[index] = only == null ? 0 : only.cell.slot;
        }

        /** Takes the usual case; false for NaN, which the reader takes. */
        static boolean acceptNumber(byte kind, int slot, Object value, double[] values) {
            double number = TypedCoercion.number(kind, value);
            values[slot] = number;
            return !Double.isNaN(number);
        }
    }
}

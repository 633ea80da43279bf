package io.connectmojo.row;

import java.util.Arrays;
import org.apache.kafka.connect.data.Field;

/**
 * Fields of a Struct in the order in which they are read, with what each is for laid out in arrays: in the usual case, a number that
 * is one column's value as it is, no reader is asked.
 */
final class FieldReads {
    static final byte UNUSED = -1;

    final Field[] fields;

    /** Who takes what is not the usual case; null for a field that nothing needs. */
    final FieldReader[] readers;

    /** How a number that is for one column is read; fields that nothing needs have {@link #UNUSED}. */
    final byte[] kinds;

    /** The cell of that column. */
    final int[] slots;

    FieldReads(int count) {
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
        kinds[index] = only == null ? SingleTypeReader.OTHER : only.kind();
        slots[index] = only == null ? 0 : only.cell.slot;
    }

    /** Takes the usual case; false for NaN, which the reader takes. */
    static boolean acceptNumber(byte kind, int slot, Object value, double[] values) {
        double number = SingleTypeReader.number(kind, value);
        values[slot] = number;
        return !Double.isNaN(number);
    }
}

package io.connectmojo.row;

import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;

/** One field of a Struct that something is read from: itself, or fields below it. Each is read once per record. */
final class Tap {
    private static final Inlet[] NOTHING = {};

    /** Position in its Struct; without default in its schema when defaults do not count. */
    final Field field;

    private final Inlet[] inlets;
    private final Tap[] below;

    /** The one column that most fields are for; null for other fields. */
    final ColumnInlet only;

    Tap(Field field, Inlet[] inlets, Tap[] below) {
        this.field = field;
        this.inlets = inlets.length == 0 ? NOTHING : inlets;
        this.below = below;
        this.only = inlets.length == 1 && below.length == 0 && inlets[0] instanceof ColumnInlet column ? column : null;
    }

    /** Hands the field's value on to all that it is for. */
    void take(Object value, Row into, Report report) {
        if (only != null) {
            only.take(value, into, report);
            return;
        }
        for (Inlet inlet : inlets) {
            inlet.take(value, into, report);
        }
        if (below.length > 0) {
            readAll(below, (Struct) value, into, report);
        }
    }

    /** Reads all the fields of a Struct; a null Struct has null in each. */
    static void readAll(Tap[] taps, Struct struct, Row into, Report report) {
        for (Tap tap : taps) {
            tap.take(struct == null ? null : struct.get(tap.field), into, report);
        }
    }
}

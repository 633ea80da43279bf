package io.connectmojo.row;

import io.connectmojo.row.coerce.Coercion;
import io.connectmojo.row.coerce.Coercions;
import io.connectmojo.row.coerce.LogicalTypes;
import io.connectmojo.score.Row;
import org.jspecify.annotations.Nullable;

/** Fills one cell from values of any class; remembers what it does with the last classes. */
final class AnyTypeReader extends ColumnReader {
    private static final int REMEMBERED = 4;

    final ColumnSlot cell;
    private final Coercions coercions;
    private final Class<?>[] classes = new Class<?>[REMEMBERED];
    private final Coercion[] known = new Coercion[REMEMBERED];
    private int next;

    AnyTypeReader(ColumnSlot cell, Coercions coercions) {
        this.cell = cell;
        this.coercions = coercions;
    }

    @Override
    void accept(@Nullable Object value, Row into, ReadContext context) {
        double number = value == null ? cell.onNull : coerce(value);
        if (Double.isNaN(number)) {
            number = value == null
                    ? cell.resolve(number, null, "", "", context)
                    : cell.resolve(
                            number,
                            value,
                            LogicalTypes.title(value),
                            Coercions.refusal(LogicalTypes.of(value), cell.column),
                            context);
        }
        into.values[cell.slot] = number;
    }

    private double coerce(Object value) {
        Class<?> type = value.getClass();
        for (int i = 0; i < REMEMBERED; i++) {
            if (classes[i] == type) {
                return known[i].of(value);
            }
        }
        return resolve(type, value).of(value);
    }

    private Coercion resolve(Class<?> type, Object value) {
        Coercion coercion = coercions.of(LogicalTypes.of(value), cell.column);
        Coercion made = coercion == null ? v -> Coercion.INVALID : coercion;
        // a Struct's type is in its schema, not in its class
        if (!(value instanceof org.apache.kafka.connect.data.Struct)) {
            classes[next] = type;
            known[next] = made;
            next = (next + 1) % REMEMBERED;
        }
        return made;
    }
}

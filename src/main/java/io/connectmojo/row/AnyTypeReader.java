package io.connectmojo.row;

import io.connectmojo.row.coerce.Coercion;
import io.connectmojo.row.coerce.Coercions;
import io.connectmojo.row.coerce.ExtendedJson;
import io.connectmojo.row.coerce.LogicalTypes;
import io.connectmojo.row.coerce.SourceType;
import io.connectmojo.row.coerce.TypedCoercion;
import io.connectmojo.score.Row;
import java.util.Map;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/** Fills one cell from values of any class; remembers what it does with the last classes. */
final class AnyTypeReader extends ColumnReader {
    private static final int REMEMBERED = 4;

    final ColumnSlot cell;
    private final Coercions coercions;
    private final Class<?>[] classes = new Class<?>[REMEMBERED];
    private final TypedCoercion[] known = new TypedCoercion[REMEMBERED];
    private int next;

    /** The last class of a value that became no number, its title, and why values of it do not. Null for none. */
    private @Nullable Class<?> refusedClass;

    private String title = "";
    private String refusal = "";

    AnyTypeReader(ColumnSlot cell, Coercions coercions) {
        this.cell = cell;
        this.coercions = coercions;
    }

    @Override
    void accept(@Nullable Object value, Row into, ReadContext context) {
        double number = value == null ? cell.onNull : coerce(value);
        if (value == null && !Double.isNaN(number)) {
            context.defaulted++;
        }
        if (Double.isNaN(number)) {
            number = value == null || !cell.isTold(number, context)
                    ? cell.resolve(number, null, "", "", context)
                    : refused(number, ExtendedJson.plain(value), context);
        }
        into.values[cell.slot] = number;
    }

    private double refused(double nan, Object value, ReadContext context) {
        if (value.getClass() != refusedClass) {
            SourceType type = LogicalTypes.of(value);
            title = LogicalTypes.title(value);
            refusal = Coercions.refusal(type, cell.column);
            // a Struct's type is in its schema, not in its class
            refusedClass = value instanceof Struct ? null : value.getClass();
        }
        return cell.resolve(nan, value, title, refusal, context);
    }

    private double coerce(Object value) {
        Class<?> type = value.getClass();
        for (int i = 0; i < REMEMBERED; i++) {
            if (classes[i] == type) {
                return known[i].of(value);
            }
        }
        return value instanceof Map<?, ?>
                ? ofObject(value)
                : resolve(type, value).of(value);
    }

    /** An object of extended JSON is as good as the value that it stands for; no other is taken. */
    private double ofObject(Object object) {
        Object value = ExtendedJson.plain(object);
        return value == object ? Coercion.INVALID : coerce(value);
    }

    private TypedCoercion resolve(Class<?> type, Object value) {
        SourceType source = LogicalTypes.of(value);
        TypedCoercion made = new TypedCoercion(source, cell.column, coercions.of(source, cell.column));
        // a Struct's type is in its schema, not in its class
        if (!(value instanceof Struct)) {
            classes[next] = type;
            known[next] = made;
            next = (next + 1) % REMEMBERED;
        }
        return made;
    }
}

package io.connectmojo.row;

import io.connectmojo.row.coerce.Coercion;
import io.connectmojo.row.coerce.SourceType;
import io.connectmojo.row.coerce.TypedCoercion;
import io.connectmojo.score.Row;
import org.jspecify.annotations.Nullable;

/** Fills one cell from values of one type. */
final class SingleTypeReader extends ColumnReader {
    final ColumnSlot cell;

    /** The schema's type as a person knows it. */
    final String type;

    /** Why not. */
    final String refusal;

    private final TypedCoercion coercion;
    private final int slot;
    private final double onNull;

    SingleTypeReader(ColumnSlot cell, String type, SourceType source, @Nullable Coercion coercion, String refusal) {
        this.cell = cell;
        this.type = type;
        this.coercion = new TypedCoercion(source, cell.column, coercion);
        this.refusal = refusal;
        this.slot = cell.slot;
        this.onNull = cell.onNull;
    }

    /** Takes null alone. */
    static SingleTypeReader never(ColumnSlot cell, String type, String refusal) {
        return new SingleTypeReader(cell, type, SourceType.OTHER, null, refusal);
    }

    @Override
    void accept(@Nullable Object value, Row into, ReadContext context) {
        double number;
        if (value == null) {
            number = onNull;
            context.defaulted += Double.isNaN(number) ? 0 : 1;
        } else {
            number = coercion.of(value);
        }
        if (Double.isNaN(number)) {
            number = resolve(number, value, context);
        }
        into.values[slot] = number;
    }

    /** Whether some value of the type can be taken. */
    boolean isPossible() {
        return coercion.isPossible();
    }

    /** See {@link TypedCoercion#numberKind}. */
    byte numberKind() {
        return coercion.numberKind();
    }

    private double resolve(double nan, @Nullable Object value, ReadContext context) {
        if (!coercion.isPossible() && Coercion.isInvalid(nan)) {
            return cell.refuse(type, context);
        }
        return cell.resolve(nan, value, type, refusal, context);
    }
}

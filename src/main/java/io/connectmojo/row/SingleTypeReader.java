package io.connectmojo.row;

import io.connectmojo.model.ModelColumn;
import io.connectmojo.row.coerce.Coercion;
import io.connectmojo.row.coerce.ColumnType;
import io.connectmojo.row.coerce.Levels;
import io.connectmojo.row.coerce.SourceType;
import io.connectmojo.row.match.ColumnSpec;
import io.connectmojo.score.Row;
import org.jspecify.annotations.Nullable;

/** Fills one cell from values of one type. */
final class SingleTypeReader extends ColumnReader {
    static final byte OTHER = 0;
    private static final byte DOUBLE = 1;
    private static final byte FLOAT = 2;
    private static final byte INT = 3;
    private static final byte LONG = 4;
    private static final byte FLAG = 5;
    private static final byte LEVEL = 6;

    /** Of a type of which no value can be taken. */
    private static final Coercion NEVER = value -> Coercion.INVALID;

    final ColumnSlot cell;

    /** The schema's type as a person knows it. */
    final String type;

    private final Coercion coercion;

    /** Why not. */
    final String refusal;

    private final byte fast;
    private final Levels levels;
    private final int slot;
    private final double onNull;

    SingleTypeReader(ColumnSlot cell, String type, SourceType source, @Nullable Coercion coercion, String refusal) {
        this.cell = cell;
        this.type = type;
        this.coercion = coercion == null ? NEVER : coercion;
        this.refusal = refusal;
        this.levels = cell.column.levels();
        this.slot = cell.slot;
        this.onNull = cell.onNull;
        boolean asItIs = coercion != null
                && cell.column.kind() != ModelColumn.Kind.CATEGORICAL
                && (cell.column.type() == null || cell.column.type() instanceof ColumnType.AsNumber);
        this.fast = asItIs ? fast(source) : isLevel(cell.column, source) ? LEVEL : OTHER;
    }

    private static byte fast(SourceType source) {
        return switch (source) {
            case FLOAT64 -> DOUBLE;
            case FLOAT32 -> FLOAT;
            case INT32 -> INT;
            case INT64 -> LONG;
            case BOOLEAN -> FLAG;
            default -> OTHER;
        };
    }

    private static boolean isLevel(ColumnSpec column, SourceType source) {
        return column.kind() == ModelColumn.Kind.CATEGORICAL && column.type() == null && source == SourceType.STRING;
    }

    /** The exact level, mostly. */
    private double level(Object value) {
        int index = levels.ofText((String) value);
        return index >= 0 ? index : coercion.of(value);
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
            number = switch (fast) {
                case DOUBLE -> (Double) value;
                case FLOAT -> (Float) value;
                case INT -> (Integer) value;
                case LONG -> (Long) value;
                case FLAG -> (Boolean) value ? 1 : 0;
                case LEVEL -> level(value);
                default -> coercion.of(value);
            };
        }
        if (Double.isNaN(number)) {
            number = resolve(number, value, context);
        }
        into.values[slot] = number;
    }

    /** Whether some value of the type can be taken. */
    boolean isPossible() {
        return coercion != NEVER;
    }

    /** How values become numbers as they are; {@link #OTHER} when they do not. */
    byte kind() {
        return fast <= LONG ? fast : OTHER;
    }

    /** @param value not null, of the kind */
    static double number(byte kind, Object value) {
        return switch (kind) {
            case DOUBLE -> (Double) value;
            case FLOAT -> (Float) value;
            case INT -> (Integer) value;
            default -> (Long) value;
        };
    }

    private double resolve(double nan, @Nullable Object value, ReadContext context) {
        if (fast == DOUBLE || fast == FLOAT) {
            // its bits may be those of a mark
            return cell.resolve(Double.NaN, value, type, refusal, context);
        }
        if (coercion == NEVER && Coercion.isInvalid(nan)) {
            return cell.refuse(type, context);
        }
        return cell.resolve(nan, value, type, refusal, context);
    }
}

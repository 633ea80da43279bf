package io.connectmojo.row.coerce;

import io.connectmojo.model.ModelColumn;
import io.connectmojo.row.coerce.ColumnType.AsNumber;
import org.jspecify.annotations.Nullable;

/**
 * A coercion of values of one type, of which the usual ones are done here: a number that is taken as it is, one of two values, a text
 * that is exactly a level. The call of an interface with many implementations costs more than most coercions. Immutable.
 */
public final class TypedCoercion {
    /** Of a value that is not one of the usual. */
    public static final byte OTHER = 0;

    private static final byte DOUBLE = 1;
    private static final byte FLOAT = 2;
    private static final byte INT = 3;
    private static final byte LONG = 4;
    private static final byte FLAG = 5;
    private static final byte LEVEL = 6;

    /** Of a type of which no value can be taken. */
    private static final Coercion NEVER = value -> Coercion.INVALID;

    private final Coercion coercion;
    private final byte kind;
    private final Levels levels;
    private final double whenTrue;
    private final double whenFalse;

    /** @param coercion null when no value of the type can be taken */
    public TypedCoercion(SourceType from, TargetColumn to, @Nullable Coercion coercion) {
        this.coercion = coercion == null ? NEVER : coercion;
        this.kind = coercion == null ? OTHER : kind(from, to);
        this.levels = to.levels();
        this.whenTrue = kind == FLAG ? this.coercion.of(true) : Double.NaN;
        this.whenFalse = kind == FLAG ? this.coercion.of(false) : Double.NaN;
    }

    private static byte kind(SourceType from, TargetColumn to) {
        boolean categorical = to.kind() == ModelColumn.Kind.CATEGORICAL;
        if (from == SourceType.BOOLEAN) {
            return FLAG;
        }
        if (from == SourceType.STRING) {
            return categorical && to.type() == null ? LEVEL : OTHER;
        }
        boolean asItIs = !categorical && (to.type() == null || to.type() instanceof AsNumber);
        return asItIs
                ? switch (from) {
                    case FLOAT64 -> DOUBLE;
                    case FLOAT32 -> FLOAT;
                    case INT32 -> INT;
                    case INT64 -> LONG;
                    default -> OTHER;
                }
                : OTHER;
    }

    /** Whether some value of the type can be taken. */
    public boolean isPossible() {
        return coercion != NEVER;
    }

    /** As {@link Coercion#of}. */
    public double of(Object value) {
        return switch (kind) {
            // a NaN of the record has other bits than our marks
            case DOUBLE -> plain((Double) value);
            case FLOAT -> plain((Float) value);
            case INT -> (Integer) value;
            case LONG -> (Long) value;
            case FLAG -> (Boolean) value ? whenTrue : whenFalse;
            case LEVEL -> level(value);
            default -> coercion.of(value);
        };
    }

    private static double plain(double number) {
        return Double.isNaN(number) ? Double.NaN : number;
    }

    /** The exact level, mostly. */
    private double level(Object value) {
        int index = levels.ofText((String) value);
        return index >= 0 ? index : coercion.of(value);
    }

    /** How values become numbers as they are; {@link #OTHER} when they do not. */
    public byte numberKind() {
        return kind <= LONG ? kind : OTHER;
    }

    /** @param value not null, of that {@link #numberKind}; its NaN may have any bits */
    public static double number(byte kind, Object value) {
        return switch (kind) {
            case DOUBLE -> (Double) value;
            case FLOAT -> (Float) value;
            case INT -> (Integer) value;
            default -> (Long) value;
        };
    }
}

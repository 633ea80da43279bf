package io.connectmojo.row;

/** Fills one cell from values of one type. */
final class ColumnInlet extends Inlet {
    static final byte OTHER = 0;
    private static final byte DOUBLE = 1;
    private static final byte FLOAT = 2;
    private static final byte INT = 3;
    private static final byte LONG = 4;

    final Cell cell;

    /** The schema's type as a person knows it. */
    final String type;

    /** Null when no value of the type can be taken. */
    final Coercion coercion;

    /** Why not. */
    final String refusal;

    private final byte fast;
    private final int slot;

    ColumnInlet(Cell cell, String type, SourceType source, Coercion coercion, String refusal) {
        this.cell = cell;
        this.slot = cell.slot;
        this.type = type;
        this.coercion = coercion;
        this.refusal = refusal;
        boolean asItIs = coercion != null
                && cell.column.kind() != ColumnKind.CATEGORICAL
                && (cell.column.type() == null || cell.column.type() instanceof ColumnType.AsNumber);
        this.fast = !asItIs
                ? OTHER
                : switch (source) {
                    case FLOAT64 -> DOUBLE;
                    case FLOAT32 -> FLOAT;
                    case INT32 -> INT;
                    case INT64 -> LONG;
                    default -> OTHER;
                };
    }

    /** Takes null alone. */
    static ColumnInlet never(Cell cell, String type, String refusal) {
        return new ColumnInlet(cell, type, SourceType.OTHER, null, refusal);
    }

    @Override
    void take(Object value, Row into, Report report) {
        double number;
        if (value == null) {
            number = cell.onNull;
        } else {
            number = fast != OTHER ? number(fast, value) : coercion == null ? Coercion.INVALID : coercion.of(value);
        }
        if (number != number) {
            number = settle(number, report);
        }
        into.values[slot] = number;
    }

    /** How values become numbers as they are; {@link #OTHER} when they do not. */
    byte kind() {
        return fast;
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

    private double settle(double nan, Report report) {
        if (fast != OTHER) {
            return cell.settle(Double.NaN, type, "", report);
        }
        if (coercion == null && Coercion.isInvalid(nan)) {
            return cell.refuse(type, report);
        }
        return cell.settle(nan, type, refusal, report);
    }
}

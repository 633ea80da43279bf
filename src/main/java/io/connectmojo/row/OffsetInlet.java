package io.connectmojo.row;

import io.connectmojo.problem.RecordError;

/** Fills the offset; what is null or no number is refused, because no offset is a wrong offset. */
final class OffsetInlet extends Inlet {
    final RowSpec.Offset offset;
    final String path;
    private final String type;
    private final Coercions coercions;
    private final ColumnSpec column;
    private final double onNull;
    private final Coercion coercion;

    /**
     * @param type null when values come without schema
     */
    OffsetInlet(RowSpec.Offset offset, String path, String type, SourceType source, Coercions coercions) {
        this.offset = offset;
        this.path = path;
        this.type = type;
        this.coercions = coercions;
        this.column = ColumnSpec.of(offset.column(), ColumnKind.NUMERIC, java.util.List.of());
        this.onNull = Defaults.offset(offset);
        this.coercion = source == null ? null : coercions.of(source, column);
    }

    @Override
    void take(Object value, Row into, Report report) {
        double number = onNull;
        if (value != null) {
            Coercion how = type != null ? coercion : coercions.of(LogicalTypes.of(value), column);
            number = how == null ? Coercion.INVALID : how.of(value);
        }
        if (number != number) {
            String is = value == null ? "null" : type != null ? type : LogicalTypes.title(value);
            report.problems.add(
                    RecordError.OFFSET,
                    offset.column(),
                    "field '" + path + "' of type " + is,
                    value == null ? "the model needs an offset and the field is null" : "the value is not a number");
        }
        into.offset = number;
    }
}

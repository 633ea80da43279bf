package io.connectmojo.row;

import io.connectmojo.model.ModelColumn;
import io.connectmojo.problem.RecordError;
import io.connectmojo.row.coerce.Coercion;
import io.connectmojo.row.coerce.Coercions;
import io.connectmojo.row.coerce.ExtendedJson;
import io.connectmojo.row.coerce.LogicalTypes;
import io.connectmojo.row.coerce.SourceType;
import io.connectmojo.row.match.ColumnSpec;
import io.connectmojo.row.match.RowSpec;
import io.connectmojo.score.Row;
import org.jspecify.annotations.Nullable;

/** Fills the offset; what is null or no number is refused, because no offset is a wrong offset. */
final class OffsetReader extends ColumnReader {
    final RowSpec.Offset offset;
    final String path;
    private final @Nullable String type;
    private final Coercions coercions;
    private final ColumnSpec column;
    private final double onNull;
    private final @Nullable Coercion coercion;

    /**
     * @param type null when values come without schema
     */
    OffsetReader(
            RowSpec.Offset offset,
            String path,
            @Nullable String type,
            @Nullable SourceType source,
            Coercions coercions) {
        this.offset = offset;
        this.path = path;
        this.type = type;
        this.coercions = coercions;
        this.column = ColumnSpec.of(offset.column(), ModelColumn.Kind.NUMERIC, java.util.List.of());
        this.onNull = offset.onNull();
        this.coercion = source == null ? null : coercions.of(source, column);
    }

    @Override
    void accept(@Nullable Object given, Row into, ReadContext context) {
        Object value = type == null && given != null ? ExtendedJson.plain(given) : given;
        double number = onNull;
        if (value != null) {
            Coercion how = type != null ? coercion : coercions.of(LogicalTypes.of(value), column);
            number = how == null ? Coercion.INVALID : how.of(value);
        }
        if (Double.isNaN(number)) {
            String is = value == null ? "null" : type != null ? type : LogicalTypes.title(value);
            context.problems.add(
                    RecordError.OFFSET,
                    offset.column(),
                    "field '" + path + "' of type " + is,
                    value == null ? "the model needs an offset and the field is null" : "the value is not a number",
                    ColumnSlot.fixOfText(value));
        }
        into.offset = number;
    }
}

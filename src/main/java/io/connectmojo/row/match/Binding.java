package io.connectmojo.row.match;

import io.connectmojo.model.ModelColumn;
import io.connectmojo.row.coerce.Coercions;
import io.connectmojo.row.coerce.LogicalTypes;
import io.connectmojo.row.coerce.SourceType;
import org.jspecify.annotations.Nullable;

/**
 * A line of the binding table: what a column, the vector or the offset gets and from where.
 *
 * @param path null when there is no field
 * @param type of the field; null when there is none
 * @param state ok, coerced, default, missing, impossible or ambiguous, with its reason
 */
public record Binding(
        String column,
        String kind,
        @Nullable String path,
        @Nullable String type,
        String state) {
    public static Binding of(ColumnSpec column, @Nullable String path, @Nullable String type, String state) {
        return new Binding(column.name(), column.kind().toString(), path, type, state);
    }

    /** A column without a field. */
    public static Binding none(ColumnSpec column) {
        return of(column, null, null, column.defaultText() == null ? "missing" : "default");
    }

    /** Of a column and its value in a record without a schema, if it has one. */
    public static Binding ofValue(ColumnSpec column, String path, @Nullable Object value, Coercions coercions) {
        if (!MapPath.isField(value)) {
            return none(column);
        }
        if (value == null) {
            return of(column, path, null, "null");
        }
        SourceType type = LogicalTypes.of(value);
        boolean possible = column.kind() == ModelColumn.Kind.WORDS
                ? type == SourceType.STRING || type == SourceType.ARRAY
                : coercions.of(type, column) != null;
        String why = Coercions.refusal(type, column);
        return of(column, path, LogicalTypes.title(value), state(type, column, possible, why));
    }

    /** The same of the vector or the offset. */
    public static Binding ofValue(String name, String kind, String path, @Nullable Object value) {
        boolean absent = !MapPath.isField(value);
        String type = absent || value == null ? null : LogicalTypes.title(value);
        return new Binding(name, kind, absent ? null : path, type, absent ? "missing" : "ok");
    }

    /** Whether the type is taken as it is, in another form, or never. */
    public static String state(SourceType source, ColumnSpec column, boolean possible, String refusal) {
        if (!possible) {
            return "impossible: " + refusal;
        }
        boolean asItIs = column.type() == null
                && switch (column.kind()) {
                    case NUMERIC, TIME -> source == SourceType.FLOAT64;
                    case CATEGORICAL -> source == SourceType.STRING;
                    case WORDS -> true;
                };
        return asItIs ? "ok" : "coerced";
    }
}

package io.connectmojo.row.match;

import io.connectmojo.model.ModelColumn;
import io.connectmojo.problem.ConfigError;
import io.connectmojo.problem.MojoException;
import io.connectmojo.problem.Problem;
import io.connectmojo.row.coerce.ColumnType;
import io.connectmojo.row.coerce.Levels;
import io.connectmojo.row.coerce.TargetColumn;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An input column of the model together with what the connector's configuration says about it.
 *
 * @param levels of a categorical column; without levels otherwise
 * @param root where a field of the column's name is looked for; null for the top level
 * @param field where the value is; null for the field of the column's name
 * @param type what {@code input.types} says; null for the automatic coercion
 * @param defaultText what {@code input.defaults} says; null for none
 */
public record ColumnSpec(
        String name,
        ModelColumn.Kind kind,
        Levels levels,
        @Nullable FieldPath root,
        @Nullable FieldPath field,
        @Nullable ColumnType type,
        @Nullable String defaultText)
        implements TargetColumn {

    /** Throws C014 when the column cannot have the type, C004 when it cannot take the default. */
    public ColumnSpec {
        if (type != null) {
            type.check(name, kind, levels);
        }
    }

    /** At the top level. */
    public ColumnSpec(
            String name,
            ModelColumn.Kind kind,
            Levels levels,
            @Nullable FieldPath field,
            @Nullable ColumnType type,
            @Nullable String defaultText) {
        this(name, kind, levels, null, field, type, defaultText);
    }

    /** The column as the model has it, nothing configured. */
    public static ColumnSpec of(String name, ModelColumn.Kind kind, List<String> levels) {
        return new ColumnSpec(name, kind, Levels.of(levels), null, null, null);
    }

    public ColumnSpec withField(FieldPath path) {
        return new ColumnSpec(name, kind, levels, root, path, type, defaultText);
    }

    /** The same with its field looked for elsewhere. */
    ColumnSpec withRoot(@Nullable FieldPath path) {
        return Objects.equals(path, root) ? this : new ColumnSpec(name, kind, levels, path, field, type, defaultText);
    }

    public ColumnSpec withType(ColumnType columnType) {
        return new ColumnSpec(name, kind, levels, root, field, columnType, defaultText);
    }

    public ColumnSpec withDefault(@Nullable String text) {
        return new ColumnSpec(name, kind, levels, root, field, type, text);
    }

    /** The path that the value is looked for under. */
    public FieldPath path() {
        return field == null ? FieldPath.ofName(root, name) : field;
    }

    MojoException badDefault(String why) {
        return Problem.of(ConfigError.BAD_VALUE, "unusable default")
                .where("column '" + name + "', input.defaults")
                .why(why)
                .fix("give a value that the column can take");
    }
}

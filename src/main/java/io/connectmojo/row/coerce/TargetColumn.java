package io.connectmojo.row.coerce;

import io.connectmojo.model.ModelColumn;

/** What a value is coerced to. */
public interface TargetColumn {
    ModelColumn.Kind kind();

    /** Of a categorical column; without levels otherwise. */
    Levels levels();

    /** What {@code input.types} says; null for the automatic coercion. */
    ColumnType type();
}

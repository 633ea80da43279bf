package io.connectmojo.row;

import io.connectmojo.score.Row;
import org.jspecify.annotations.Nullable;

/** What the value of one field is for. Filled once per record, with null when there is no value. */
abstract class ColumnReader {
    abstract void accept(@Nullable Object value, Row into, ReadContext context);
}

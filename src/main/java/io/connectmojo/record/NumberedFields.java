package io.connectmojo.record;

import java.util.AbstractMap;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one record after the other, as a Map whose names have numbers. A name keeps its number from record to record, so that
 * a reader looks for it once. Not thread-safe.
 */
public abstract class NumberedFields extends AbstractMap<String, Object> {
    NumberedFields() {}

    /** Stands for the numbers, and for no other fields'; another object when they were forgotten, and names get others. */
    public abstract Object numbering();

    /** Stands for exactly the names of this record; null when records of other names have the same {@link #numbering}. */
    public @Nullable Object shape() {
        return null;
    }

    /** The number of a name; −1 when no record had it so far. */
    public abstract int number(String name);

    /** The value of this record's field, which may be null; {@code absent} when there is no such field. */
    public abstract @Nullable Object at(int number, Object absent);
}

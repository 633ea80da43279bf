package io.connectmojo.row;

import io.connectmojo.problem.MojoException;
import io.connectmojo.score.Row;
import java.util.Optional;

/**
 * How records of one kind become rows: made once per record schema and specification, then read record by record. Belongs
 * to one transform; not thread-safe. Never changes a record. Knows no model.
 */
public abstract sealed class RowPlan permits StructPlan, MapPlan {
    /**
     * Fills every slot of the row from the record.
     *
     * @param value a Struct of the plan's schema, or a Map
     * @return false when every mapped path runs through one parent and that is null: the record is to pass untouched
     * @throws MojoException with a record code when a setting forbids to score the record
     */
    public abstract boolean read(Object value, Row into, ColumnCounts counts);

    /** Why no record of the plan can be scored, as far as that is known without one: columns that nothing can fill. */
    public abstract Optional<MojoException> refusal();

    /**
     * What stands where, for the log: each column with its field, types and state, the unused fields, and the nearest names
     * for what is missing. Holds no value.
     *
     * @param record the first record; its keys and classes make the table of a Map plan
     */
    public abstract String bindingTable(Object record);
}

package io.connectmojo.row;

import io.connectmojo.problem.RecordError;
import io.connectmojo.row.coerce.Coercion;
import io.connectmojo.row.match.ColumnSpec;
import io.connectmojo.row.match.Defaults;
import io.connectmojo.row.match.RowSpec;
import org.jspecify.annotations.Nullable;

/** One column of the row: where it goes, what stands in for null, and what happens to values that it cannot take. */
final class ColumnSlot {
    final int slot;
    final ColumnSpec column;
    final String path;

    /** What null becomes: the configured default, or NaN. */
    final double onNull;

    private final boolean invalidFails;
    private final boolean unknownFails;

    ColumnSlot(int slot, RowSpec spec, String path) {
        this.slot = slot;
        this.column = spec.columns().get(slot);
        this.path = path;
        this.onNull = Defaults.value(column, spec.naStrings());
        this.invalidFails = spec.invalidValues() == RowSpec.Policy.FAIL;
        this.unknownFails = spec.unknownLevels() == RowSpec.Policy.FAIL;
    }

    /** Counts and reports a coercion that gave NaN; always NaN. */
    double resolve(double nan, @Nullable Object value, String type, String why, ReadContext context) {
        if (Coercion.isInvalid(nan)) {
            context.counts.countInvalid(slot, path, type, !invalidFails);
            if (invalidFails) {
                context.problems.add(RecordError.INVALID_VALUE, column.name(), where(type), why);
            }
        } else if (Coercion.isUnknown(nan)) {
            context.counts.countUnknown(slot, value, path, !unknownFails);
            if (unknownFails) {
                context.problems.add(
                        RecordError.UNKNOWN_LEVEL,
                        column.name(),
                        where(type),
                        "training did not see this level among " + column.levels());
            }
        } else {
            context.counts.countMissing(slot);
        }
        return Double.NaN;
    }

    /** Counts a value of a type that the column never takes; the plan tells all such columns together. Always NaN. */
    double refuse(String type, ReadContext context) {
        context.counts.countInvalid(slot, path, type, !invalidFails);
        context.impossible |= invalidFails;
        return Double.NaN;
    }

    String where(String type) {
        return "field '" + path + "' of type " + type;
    }
}

package io.connectmojo.row;

import io.connectmojo.model.ModelColumn;
import io.connectmojo.problem.RecordError;
import io.connectmojo.problem.RecordProblems;
import io.connectmojo.row.coerce.Coercion;
import io.connectmojo.row.coerce.Texts;
import io.connectmojo.row.match.ColumnSpec;
import io.connectmojo.row.match.Defaults;
import io.connectmojo.row.match.RowSpec;
import org.jspecify.annotations.Nullable;

/** One column of the row: where it goes, what stands in for null, and what happens to values that it cannot take. */
final class ColumnSlot {
    /** What to do about a text that may be the bytes of a decimal, whose scale went lost with its schema. */
    private static final String BASE64 = "for a decimal in base64 set decimal.handling.mode=double or"
            + " decimal.format=NUMERIC, else correct the text or set input.invalid.values=na";

    final int slot;
    final ColumnSpec column;
    final String path;

    /** Where its value is looked for, for a message; null until there is one, as most columns have none. */
    private @Nullable String place;

    /** What null becomes: the configured default, or NaN. */
    final double onNull;

    /** Null until a message says it. */
    private @Nullable String unseen;

    /** The last type that was told, and the place with it: most values of a field are of one type. */
    private String lastType = "";

    private String lastWhere = "";

    private final boolean invalidFails;
    private final boolean unknownFails;

    ColumnSlot(int slot, RowSpec spec, String path) {
        this.slot = slot;
        this.column = spec.columns().get(slot);
        this.path = path.equals(column.name()) ? column.name() : path;
        this.onNull = Defaults.value(column, spec.naStrings());
        this.invalidFails = spec.invalidValues() == RowSpec.Policy.FAIL;
        this.unknownFails = spec.unknownLevels() == RowSpec.Policy.FAIL;
    }

    String place() {
        if (place == null) {
            place = "field '" + path + "'";
        }
        return place;
    }

    private String unseen() {
        if (unseen == null) {
            unseen = "training did not see this level among " + column.levels();
        }
        return unseen;
    }

    /** Whether anybody is told of the value that a coercion made this NaN: the message of a bad record lists so many, and no more. */
    boolean isTold(double nan, ReadContext context) {
        return !invalidFails || !Coercion.isInvalid(nan) || context.problems.isWorded(RecordError.INVALID_VALUE);
    }

    /** Counts and reports a coercion that gave NaN; always NaN. */
    double resolve(double nan, @Nullable Object value, String type, String why, ReadContext context) {
        context.missing++;
        if (Coercion.isInvalid(nan)) {
            context.counts.countInvalid(slot, path, type, !invalidFails);
            if (invalidFails) {
                boolean told = context.problems.isWorded(RecordError.INVALID_VALUE);
                String fix = told && column.kind() == ModelColumn.Kind.NUMERIC ? fixOfText(value) : "";
                add(RecordError.INVALID_VALUE, type, why, fix, context.problems);
            }
        } else if (Coercion.isUnknown(nan)) {
            context.counts.countUnknown(slot, value, path, !unknownFails);
            if (unknownFails) {
                add(RecordError.UNKNOWN_LEVEL, type, unseen(), "", context.problems);
            }
        } else {
            context.counts.countMissing(slot);
        }
        return Double.NaN;
    }

    /** The fix for a text that is no number, when it is another one than usual; else empty. */
    static String fixOfText(@Nullable Object value) {
        return value instanceof String text && Texts.mayBeBase64(text) ? BASE64 : "";
    }

    private void add(RecordError code, String type, String why, String fix, RecordProblems problems) {
        if (problems.isWorded(code)) {
            problems.add(code, column.name(), where(type), why, fix);
        } else {
            problems.addUnworded(code);
        }
    }

    /** Counts a value of a type that the column never takes; the plan tells all such columns together. Always NaN. */
    double refuse(String type, ReadContext context) {
        context.missing++;
        context.counts.countInvalid(slot, path, type, !invalidFails);
        context.impossible |= invalidFails;
        return Double.NaN;
    }

    String where(String type) {
        if (!type.equals(lastType)) {
            lastWhere = place() + " of type " + type;
            lastType = type;
        }
        return lastWhere;
    }
}

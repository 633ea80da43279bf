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
    private static final String BASE64 =
            "; if it is a decimal in base64, set decimal.handling.mode=double at the Debezium"
                    + " source, or decimal.format=NUMERIC at the JSON converter";

    final int slot;
    final ColumnSpec column;
    final String path;

    /** Where its value is looked for, for a message. */
    final String place;

    /** What null becomes: the configured default, or NaN. */
    final double onNull;

    private final String unseen;

    /** The last type that was told, and the place with it: most values of a field are of one type. */
    private String lastType = "";

    private String lastWhere = "";

    /** The last reason that the hint at base64 was added to, and the text of both. */
    private String hintedWhy = "";

    private String hinted = "";

    private final boolean invalidFails;
    private final boolean unknownFails;

    ColumnSlot(int slot, RowSpec spec, String path) {
        this.slot = slot;
        this.column = spec.columns().get(slot);
        this.path = path;
        this.place = "field '" + path + "'";
        this.onNull = Defaults.value(column, spec.naStrings());
        this.unseen = "training did not see this level among " + column.levels();
        this.invalidFails = spec.invalidValues() == RowSpec.Policy.FAIL;
        this.unknownFails = spec.unknownLevels() == RowSpec.Policy.FAIL;
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
                add(RecordError.INVALID_VALUE, type, told && mayBeDecimal(value) ? hinted(why) : why, context.problems);
            }
        } else if (Coercion.isUnknown(nan)) {
            context.counts.countUnknown(slot, value, path, !unknownFails);
            if (unknownFails) {
                add(RecordError.UNKNOWN_LEVEL, type, unseen, context.problems);
            }
        } else {
            context.counts.countMissing(slot);
        }
        return Double.NaN;
    }

    /** A text that may be the bytes of a decimal, whose scale went lost with its schema. */
    private boolean mayBeDecimal(@Nullable Object value) {
        return value instanceof String text && column.kind() == ModelColumn.Kind.NUMERIC && Texts.mayBeBase64(text);
    }

    private String hinted(String why) {
        if (!why.equals(hintedWhy)) {
            hinted = why + BASE64;
            hintedWhy = why;
        }
        return hinted;
    }

    private void add(RecordError code, String type, String why, RecordProblems problems) {
        if (problems.isWorded(code)) {
            problems.add(code, column.name(), where(type), why);
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
            lastWhere = place + " of type " + type;
            lastType = type;
        }
        return lastWhere;
    }
}

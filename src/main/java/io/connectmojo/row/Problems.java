package io.connectmojo.row;

import io.connectmojo.problem.MojoException;
import io.connectmojo.problem.RecordError;
import java.util.ArrayList;
import java.util.List;

/** The problems of one record, told in one message. */
final class Problems {
    /** More are counted but not kept. */
    private static final int KEPT = 200;

    private final List<String> columns = new ArrayList<>();
    private final List<String> lines = new ArrayList<>();
    private int count;
    private RecordError code;
    private String where;
    private String why;

    boolean isEmpty() {
        return count == 0;
    }

    /**
     * @param where field path and type
     */
    void add(RecordError problem, String column, String where, String why) {
        if (count++ == 0) {
            code = problem;
            this.where = where;
            this.why = why;
        }
        if (count <= KEPT) {
            columns.add(column);
            lines.add(line(column, where, why));
        }
    }

    /** Adds a problem whose code and reason head the message, unless one of its code does already. */
    void addFirst(RecordError problem, String column, String where, String why) {
        add(problem, column, where, why);
        if (code != problem) {
            code = problem;
            this.where = where;
            this.why = why;
        }
    }

    /** Adds what has not been added in the same words. */
    void addOnce(RecordError problem, String column, String where, String why) {
        if (!lines.contains(line(column, where, why))) {
            add(problem, column, where, why);
        }
    }

    private static String line(String column, String where, String why) {
        return "column '" + column + "'" + (where.isEmpty() ? "" : ", " + where) + ": " + why;
    }

    /** The message about all of them, and none of them is left. */
    MojoException take() {
        MojoException told = exception();
        clear();
        return told;
    }

    void clear() {
        columns.clear();
        lines.clear();
        count = 0;
    }

    private MojoException exception() {
        String what = what(code);
        if (count == 1) {
            return MojoException.of(
                    code,
                    what,
                    "column '" + columns.get(0) + "'" + (where.isEmpty() ? "" : ", " + where),
                    why,
                    fix(code));
        }
        String names = MojoException.firstThree("column", columns);
        return MojoException.of(code, what, count + names.substring(names.indexOf(' ')), "the first: " + why, fix(code))
                .withItems(lines);
    }

    static MojoException notA(String wanted, Object value) {
        return MojoException.of(
                RecordError.NOT_A_RECORD,
                "not a " + wanted,
                "",
                "the key or value is of class " + value.getClass().getSimpleName(),
                "check the converter and input.format");
    }

    private static String what(RecordError code) {
        return switch (code) {
            case MISSING_COLUMNS -> "model columns without a field";
            case NOTHING_MATCHED -> "no model column has a field in the record";
            case INVALID_VALUE -> "invalid value";
            case UNKNOWN_CATEGORY -> "unknown level";
            case AMBIGUOUS -> "ambiguous field";
            case VECTOR -> "unusable vector";
            case OFFSET -> "no valid offset";
            default -> "unusable record";
        };
    }

    private static String fix(RecordError code) {
        return switch (code) {
            case MISSING_COLUMNS ->
                "map them with input.fields or input.match=relaxed, or set input.missing.columns=na";
            case NOTHING_MATCHED -> "map the columns with input.fields or input.match=relaxed";
            case INVALID_VALUE -> "correct the field, input.fields or input.types, or set input.invalid.values=na";
            case UNKNOWN_CATEGORY -> "correct the field, or set input.unknown.categories=na";
            case AMBIGUOUS -> "name the right field in input.fields";
            case VECTOR -> "correct input.vector.field";
            case OFFSET -> "send the offset, or correct input.offset.field or input.defaults";
            default -> "see the documentation";
        };
    }
}

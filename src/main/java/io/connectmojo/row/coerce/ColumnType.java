package io.connectmojo.row.coerce;

import io.connectmojo.model.ModelColumn;
import io.connectmojo.problem.ConfigError;
import io.connectmojo.problem.MojoException;
import io.connectmojo.problem.Problem;
import java.util.concurrent.TimeUnit;

/** What {@code input.types} says of a column instead of the automatic coercion. */
public sealed interface ColumnType {
    /** The value counts as a number; of a categorical column it finds the level of that number. */
    record AsNumber() implements ColumnType {}

    /** The value counts as the text of a level. */
    record AsCategory() implements ColumnType {}

    /** The levels of a categorical column for true and false; the texts that mean 1 and 0 for a numeric one. */
    record AsBoolean(String trueLevel, String falseLevel) implements ColumnType {}

    /** Numbers, also in text, count this unit since 1970-01-01 UTC. */
    record TimeIn(TimeUnit unit) implements ColumnType {}

    /** Text is a date and time in this pattern. */
    record TimePattern(TimeText format) implements ColumnType {}

    /**
     * Parses {@code number}, {@code category}, {@code boolean(T|F)}, {@code time(s|ms|us|ns)}, {@code time(PATTERN)} or
     * {@code time(PATTERN|ZONE)}; a backtick pair may enclose all of it, a level, the pattern or the zone.
     *
     * @throws MojoException C014 when it is none of these
     */
    static ColumnType parse(String column, String text) {
        String type = TypeText.bare(text);
        if (type.equals("number")) {
            return new AsNumber();
        }
        if (type.equals("category")) {
            return new AsCategory();
        }
        int open = type.indexOf('(');
        if (open > 0 && type.endsWith(")")) {
            String inside = type.substring(open + 1, type.length() - 1);
            String head = type.substring(0, open);
            if (head.equals("boolean")) {
                return levels(column, inside);
            }
            if (head.equals("time")) {
                return time(column, inside);
            }
        }
        throw TypeText.malformed(
                column,
                "'" + type + "' is not a type",
                "use number, category, boolean(TRUE_LEVEL|FALSE_LEVEL), time(s), time(ms), time(us), time(ns) or time(PATTERN|ZONE)");
    }

    private static ColumnType levels(String column, String inside) {
        int bar = TypeText.lastBar(inside, '`');
        if (bar < 0 || TypeText.lastBar(inside.substring(0, bar), '`') >= 0) {
            throw TypeText.malformed(
                    column,
                    "boolean(…) needs two levels",
                    "write boolean(TRUE_LEVEL|FALSE_LEVEL), and a level with a bar in it between backticks");
        }
        String whenTrue = TypeText.bare(inside.substring(0, bar));
        String whenFalse = TypeText.bare(inside.substring(bar + 1));
        if (whenTrue.equals(whenFalse)) {
            throw TypeText.malformed(
                    column, "boolean(…) has the same level twice", "give two levels, such as boolean(yes|no)");
        }
        return new AsBoolean(whenTrue, whenFalse);
    }

    private static ColumnType time(String column, String inside) {
        return switch (inside.trim()) {
            case "s" -> new TimeIn(TimeUnit.SECONDS);
            case "ms" -> new TimeIn(TimeUnit.MILLISECONDS);
            case "us" -> new TimeIn(TimeUnit.MICROSECONDS);
            case "ns" -> new TimeIn(TimeUnit.NANOSECONDS);
            default -> new TimePattern(TimeText.parse(column, inside));
        };
    }

    /** Throws C014 when a column of that kind cannot have this type. */
    default void check(String column, ModelColumn.Kind kind, Levels levels) {
        boolean fits = switch (kind) {
            case NUMERIC -> !(this instanceof AsCategory);
            case CATEGORICAL -> this instanceof AsNumber || this instanceof AsCategory || this instanceof AsBoolean;
            case TIME -> this instanceof AsNumber || this instanceof TimeIn || this instanceof TimePattern;
            case WORDS -> false;
        };
        if (!fits) {
            throw refused(column, "a " + kind + " column cannot be of type " + text(), "remove it from input.types");
        }
        if (kind == ModelColumn.Kind.CATEGORICAL
                && this instanceof AsBoolean pair
                && (levels.ofText(pair.trueLevel) < 0 || levels.ofText(pair.falseLevel) < 0)) {
            throw refused(column, "the model has no such level", "use two of the column's levels: " + levels.first(20));
        }
    }

    private static MojoException refused(String column, String why, String fix) {
        return Problem.of(ConfigError.COLUMN_TYPE, "impossible type")
                .where("column '" + column + "', input.types")
                .why(why)
                .fix(fix);
    }

    /** As {@link #parse} takes it. */
    default String text() {
        if (this instanceof AsNumber) {
            return "number";
        }
        if (this instanceof AsCategory) {
            return "category";
        }
        if (this instanceof AsBoolean pair) {
            return "boolean(" + pair.trueLevel + "|" + pair.falseLevel + ")";
        }
        return this instanceof TimeIn in
                ? "time(" + EpochTime.abbreviation(in.unit) + ")"
                : "time(" + ((TimePattern) this).format + ")";
    }
}

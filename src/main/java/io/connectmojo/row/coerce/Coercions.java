package io.connectmojo.row.coerce;

import io.connectmojo.model.ModelColumn;
import io.connectmojo.row.coerce.ColumnType.AsBoolean;
import io.connectmojo.row.coerce.ColumnType.AsCategory;
import io.connectmojo.row.coerce.ColumnType.AsNumber;
import io.connectmojo.row.coerce.ColumnType.TimeIn;
import io.connectmojo.row.coerce.ColumnType.TimePattern;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * The table of coercions: which one turns a type into a column's number. Asked once per field and column when a plan is
 * made, and once per class for schemaless records.
 */
public final class Coercions {
    private final Texts texts;

    public Coercions(Texts texts) {
        this.texts = texts;
    }

    /** The coercion; null when no value of the type can be taken, for the reason that {@link #refusal} gives. */
    public @Nullable Coercion of(SourceType from, TargetColumn to) {
        Levels levels = to.levels();
        return switch (to.kind()) {
            case CATEGORICAL ->
                to.type() instanceof AsNumber ? numberLevel(from, levels) : level(from, to.type(), levels);
            case NUMERIC ->
                to.type() instanceof TimeIn || to.type() instanceof TimePattern
                        ? time(from, to.type())
                        : number(from, to.type());
            case TIME -> to.type() instanceof AsNumber ? number(from, null) : time(from, to.type());
            case WORDS -> null;
        };
    }

    /** Why no value of the type can be taken. */
    public static String refusal(SourceType from, TargetColumn to) {
        if (to.kind() == ModelColumn.Kind.CATEGORICAL) {
            if (from.family.isNumber() && takesZeroAndOne(to)) {
                return "only 0 and 1 stand for one of its levels";
            }
            if (from.family.isNumber() || from.family == SourceType.Family.YEAR) {
                return "none of its " + to.levels() + " is a number";
            }
            if (from.family == SourceType.Family.FLAG) {
                return "its levels hold no boolean pair, or several";
            }
        }
        if (to.type() instanceof TimePattern && from.family.isNumber()) {
            return "a time pattern needs text";
        }
        return switch (from.family) {
            case TEXT -> text(to);
            case TIME_TEXT -> isMoment(to) ? never(from, to) : "its text is not what ISO 8601 has for " + from.title;
            case DATE_TIME_TEXT -> "its text is not what ISO 8601 has for " + from.title;
            case SEMANTIC_TEXT -> to.kind() == ModelColumn.Kind.NUMERIC ? text(to) : never(from, to);
            default -> never(from, to);
        };
    }

    private static boolean takesZeroAndOne(TargetColumn to) {
        return to.type() instanceof AsBoolean
                || to.type() == null
                        && to.levels().numbers().isEmpty()
                        && to.levels().booleanPair() != null;
    }

    private static boolean isMoment(TargetColumn to) {
        return to.type() instanceof TimeIn
                || to.type() instanceof TimePattern
                || to.kind() == ModelColumn.Kind.TIME && !(to.type() instanceof AsNumber);
    }

    private static String never(SourceType from, TargetColumn to) {
        return from.title + " does not become a " + to.kind() + " value";
    }

    /** Why this text cannot be taken, where others can. */
    private static String text(TargetColumn to) {
        if (to.type() instanceof TimePattern || to.type() instanceof AsBoolean) {
            return "its text does not fit " + to.type().text();
        }
        boolean time = to.kind() == ModelColumn.Kind.TIME && to.type() == null;
        return time ? "its text is no date and time of ISO 8601" : "its text is not a number";
    }

    private @Nullable Coercion number(SourceType from, @Nullable ColumnType type) {
        return switch (from.family) {
            case FLAG, WHOLE, DECIMAL, DATE_TIME, TIME_OF_DAY, YEAR, DURATION -> from.number::applyAsDouble;
            case FLOATING -> floating(from);
            case TEXT, SEMANTIC_TEXT -> type instanceof AsBoolean pair ? flagText(pair) : v -> texts.number((String) v);
            case DATE_TIME_TEXT -> v -> texts.isoMillis((String) v);
            case TIME_TEXT -> v -> texts.isoMillisOfDay((String) v);
            case NONE -> null;
        };
    }

    /** A NaN of the record has no other bits than ours, so that none is taken for INVALID or UNKNOWN. */
    private static Coercion floating(SourceType from) {
        return from == SourceType.FLOAT32 ? v -> plain((Float) v) : v -> plain((Double) v);
    }

    private static double plain(double number) {
        return Double.isNaN(number) ? Double.NaN : number;
    }

    private Coercion flagText(AsBoolean pair) {
        return v -> {
            String trimmed = Texts.trimmed((String) v);
            if (trimmed.equals(pair.trueLevel())) {
                return 1;
            }
            if (trimmed.equals(pair.falseLevel())) {
                return 0;
            }
            return texts.isMissing(trimmed, 0, trimmed.length()) ? Double.NaN : Coercion.INVALID;
        };
    }

    private @Nullable Coercion time(SourceType from, ColumnType type) {
        return switch (from.family) {
            case DATE_TIME -> from.number::applyAsDouble;
            case DATE_TIME_TEXT -> v -> texts.isoMillis((String) v);
            case WHOLE, FLOATING, DECIMAL ->
                type instanceof TimePattern
                        ? null
                        : type instanceof TimeIn in ? new EpochTime(in.unit()).of(from) : number(from, null);
            case TEXT -> {
                if (type instanceof TimePattern pattern) {
                    yield v -> texts.patternMillis((String) v, pattern.format());
                }
                yield type instanceof TimeIn in
                        ? new EpochTime(in.unit()).ofText(texts)
                        : v -> texts.isoMillis((String) v);
            }
            case FLAG, SEMANTIC_TEXT, TIME_OF_DAY, TIME_TEXT, YEAR, DURATION, NONE -> null;
        };
    }

    private @Nullable Coercion level(SourceType from, ColumnType type, Levels levels) {
        return switch (from.family) {
            case FLAG -> flag(from, type, levels);
            case WHOLE, FLOATING, DECIMAL, YEAR -> {
                if (type instanceof AsBoolean pair) {
                    yield zeroOrOne(from, pair(pair, levels));
                }
                if (!levels.numbers().isEmpty() || type instanceof AsCategory) {
                    yield exactNumber(from, levels);
                }
                int[] pair = from.family == SourceType.Family.YEAR ? null : levels.booleanPair();
                yield pair == null ? null : zeroOrOne(from, pair);
            }
            case TEXT, SEMANTIC_TEXT -> levelText(type, levels);
            case DATE_TIME_TEXT, TIME_TEXT -> v -> texts.level((String) v, levels);
            case DATE_TIME, TIME_OF_DAY ->
                v -> {
                    String text = from.text.apply(v);
                    return text == null ? Coercion.INVALID : known(levels.ofText(text));
                };
            case DURATION, NONE -> null;
        };
    }

    /** Of a column with one pair such as yes and no, a text that is no level may still mean one of the two. */
    private Coercion levelText(ColumnType type, Levels levels) {
        if (type instanceof AsBoolean named) {
            int[] pair = pair(named, levels);
            return v -> texts.levelOrWord((String) v, levels, pair, Coercion.INVALID);
        }
        int[] pair = type == null ? levels.booleanPair() : null;
        return pair == null
                ? v -> texts.level((String) v, levels)
                : v -> texts.levelOrWord((String) v, levels, pair, Coercion.UNKNOWN);
    }

    private static int[] pair(AsBoolean named, Levels levels) {
        return new int[] {levels.ofText(named.trueLevel()), levels.ofText(named.falseLevel())};
    }

    private static @Nullable Coercion flag(SourceType from, ColumnType type, Levels levels) {
        if (type instanceof AsCategory) {
            return v -> known(levels.ofText(from.text.apply(v)));
        }
        int[] pair = type instanceof AsBoolean named ? pair(named, levels) : levels.booleanPair();
        return pair == null ? null : v -> from.number.applyAsDouble(v) != 0 ? pair[0] : pair[1];
    }

    private static Coercion zeroOrOne(SourceType from, int[] pair) {
        return v -> {
            double number = from.number.applyAsDouble(v);
            if (Double.isNaN(number)) {
                return Coercion.isInvalid(number) ? number : Double.NaN;
            }
            return number == 1 ? pair[0] : number == 0 ? pair[1] : Coercion.INVALID;
        };
    }

    /** By exact value: a long keeps all of its digits. */
    private static Coercion exactNumber(SourceType from, Levels levels) {
        LevelNumbers numbers = levels.numbers();
        return switch (from) {
            case INT8, INT16, INT32, INT64, YEAR -> v -> known(numbers.ofLong(((Number) v).longValue()));
            case FLOAT32 ->
                v -> {
                    float number = (Float) v;
                    return Float.isNaN(number) ? Double.NaN : known(numbers.ofFloat(number));
                };
            case FLOAT64 ->
                v -> {
                    double number = (Double) v;
                    return Double.isNaN(number) ? Double.NaN : known(numbers.ofDouble(number));
                };
            case BIG_INTEGER -> v -> known(numbers.ofDecimal(new BigDecimal((BigInteger) v)));
            case VARIABLE_SCALE_DECIMAL ->
                v -> {
                    BigDecimal decimal = ConvertedValues.variableScale(v);
                    return decimal == null ? Coercion.INVALID : known(numbers.ofDecimal(decimal));
                };
            default -> v -> known(numbers.ofDecimal((BigDecimal) v));
        };
    }

    /** {@code number} for a categorical column: the number as for a numeric column, then its level. */
    private @Nullable Coercion numberLevel(SourceType from, Levels levels) {
        if (from.family.isNumber() || from.family == SourceType.Family.YEAR) {
            return exactNumber(from, levels);
        }
        if (from.family == SourceType.Family.TEXT || from.family == SourceType.Family.SEMANTIC_TEXT) {
            return v -> texts.levelOfNumber((String) v, levels);
        }
        Coercion number = number(from, null);
        return number == null
                ? null
                : v -> {
                    double cell = number.of(v);
                    return Double.isNaN(cell) ? cell : known(levels.numbers().ofDouble(cell));
                };
    }

    private static double known(int level) {
        return level < 0 ? Coercion.UNKNOWN : level;
    }
}

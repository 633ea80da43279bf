package io.connectmojo.row.coerce;

import io.connectmojo.row.match.ColumnSpec;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * The documented coercions once more: slow, plain and written without the code under test, to what a RowData holds. A
 * Double for numbers and times, the level's text for categories, NaN for NA.
 */
public final class DocumentedCoercion {
    public static final String UNKNOWN = "(unknown)";
    public static final String INVALID = "(invalid)";

    private static final Pattern NUMBER = Pattern.compile("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?");
    private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
    private static final Pattern DATE_TIME = Pattern.compile(
            "[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(:[0-9]{2}(\\.[0-9]{1,9})?)?(Z|[+-][0-9]{2}:[0-9]{2})?");
    private static final Pattern BLANKS_AROUND =
            Pattern.compile("^[\\p{IsWhite_Space}\\x00-\\x20\\uFEFF]+|[\\p{IsWhite_Space}\\x00-\\x20\\uFEFF]+$");
    private final ColumnSpec column;
    private final List<String> naStrings;
    private final DocumentedLevels levels;

    public DocumentedCoercion(ColumnSpec column, List<String> naStrings) {
        this.column = column;
        this.naStrings = naStrings;
        this.levels = new DocumentedLevels(column, this);
    }

    /** A Double, a level, or one of the two marks. */
    public Object of(SampleType type, Object value) {
        if (value == null) {
            return Double.NaN;
        }
        ColumnType wanted = column.type();
        return switch (column.kind()) {
            case NUMERIC ->
                wanted instanceof ColumnType.TimeIn in
                        ? timeIn(type, value, in.unit())
                        : wanted instanceof ColumnType.AsBoolean pair
                                        && (type == SampleType.STRING || type == SampleType.ENUM)
                                ? flagText((String) value, pair)
                                : number(type, value);
            case TIME ->
                wanted instanceof ColumnType.AsNumber
                        ? number(type, value)
                        : wanted instanceof ColumnType.TimeIn in ? timeIn(type, value, in.unit()) : time(type, value);
            case CATEGORICAL ->
                wanted instanceof ColumnType.AsNumber ? levels.levelOfNumber(type, value) : levels.level(type, value);
            case WORDS -> throw new IllegalArgumentException();
        };
    }

    static String trimmed(String text) {
        return BLANKS_AROUND.matcher(text).replaceAll("");
    }

    boolean missing(String text) {
        return text.isEmpty() || naStrings.contains(text);
    }

    private Object flagText(String text, ColumnType.AsBoolean pair) {
        String t = trimmed(text);
        return t.equals(pair.trueLevel())
                ? (Object) 1.0
                : t.equals(pair.falseLevel()) ? (Object) 0.0 : missing(t) ? (Object) Double.NaN : INVALID;
    }

    Object number(SampleType type, Object value) {
        return switch (type) {
            case BOOLEAN -> (Boolean) value ? 1.0 : 0.0;
            case INT8, INT16, INT32, INT64, YEAR -> new BigDecimal(value.toString()).doubleValue();
            case FLOAT32 -> (double) (Float) value;
            case FLOAT64 -> value;
            case DECIMAL -> ((BigDecimal) value).doubleValue();
            case STRING, ENUM -> textNumber((String) value);
            case MICRO_DURATION -> new BigDecimal((Long) value).movePointLeft(3).doubleValue();
            case BYTES -> INVALID;
            case ZONED_TIMESTAMP -> isoText((String) value);
            case DEBEZIUM_TIME -> (double) (Integer) value;
            case MICRO_TIME -> floor(new BigDecimal((Long) value).movePointLeft(3));
            case KAFKA_TIME -> (double) ((java.util.Date) value).getTime();
            default -> moment(type, value);
        };
    }

    Object textNumber(String text) {
        String t = trimmed(text);
        if (missing(t) || t.equals("NaN")) {
            return Double.NaN;
        }
        if (t.matches("[+-]?Infinity")) {
            return t.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        if (!NUMBER.matcher(t).matches()) {
            return INVALID;
        }
        double number = new BigDecimal(t).doubleValue();
        return number == 0 && t.startsWith("-") ? (Object) (-0.0) : (Object) number;
    }

    private static Double floor(BigDecimal number) {
        return number.setScale(0, RoundingMode.FLOOR).doubleValue();
    }

    /** Epoch milliseconds of the types that are moments. */
    static Double moment(SampleType type, Object value) {
        return switch (type) {
            case KAFKA_DATE, KAFKA_TIMESTAMP -> (double) ((java.util.Date) value).getTime();
            case DEBEZIUM_DATE ->
                new BigDecimal((Integer) value)
                        .multiply(BigDecimal.valueOf(86_400_000))
                        .doubleValue();
            case DEBEZIUM_TIMESTAMP -> (double) (Long) value;
            case MICRO_TIMESTAMP -> floor(new BigDecimal((Long) value).movePointLeft(3));
            case NANO_TIMESTAMP -> floor(new BigDecimal((Long) value).movePointLeft(6));
            default -> throw new IllegalArgumentException(type.toString());
        };
    }

    private Object isoText(String text) {
        String t = trimmed(text);
        if (missing(t)) {
            return Double.NaN;
        }
        try {
            if (DATE.matcher(t).matches()) {
                return (double) LocalDate.parse(t)
                        .atStartOfDay(ZoneOffset.UTC)
                        .toInstant()
                        .toEpochMilli();
            }
            if (!DATE_TIME.matcher(t).matches()) {
                return INVALID;
            }
            String iso = t.replace(' ', 'T');
            boolean offset = iso.endsWith("Z") || iso.substring(16).matches(".*[+-].*");
            return (double)
                    OffsetDateTime.parse(offset ? iso : iso + "Z").toInstant().toEpochMilli();
        } catch (java.time.DateTimeException e) {
            return INVALID;
        }
    }

    private Object time(SampleType type, Object value) {
        return switch (type) {
            case INT8, INT16, INT32, INT64, FLOAT32, FLOAT64, DECIMAL -> number(type, value);
            case STRING, ZONED_TIMESTAMP -> isoText((String) value);
            case KAFKA_DATE, KAFKA_TIMESTAMP, DEBEZIUM_DATE, DEBEZIUM_TIMESTAMP, MICRO_TIMESTAMP, NANO_TIMESTAMP ->
                moment(type, value);
            default -> INVALID;
        };
    }

    private Object timeIn(SampleType type, Object value, TimeUnit unit) {
        Object number;
        BigDecimal exact;
        switch (type) {
            case INT8, INT16, INT32, INT64, DECIMAL, FLOAT32, FLOAT64 -> number = number(type, value);
            case STRING -> number = textNumber((String) value);
            default -> {
                return time(type, value);
            }
        }
        if (!(number instanceof Double d) || d.isNaN() || d.isInfinite() || unit == TimeUnit.MILLISECONDS) {
            return number;
        }
        exact = (value instanceof Float || value instanceof Double) && d == Math.rint(d)
                ? new BigDecimal(d)
                : value instanceof Float f
                        ? DocumentedLevels.shortest(f, true)
                        : value instanceof Double
                                ? DocumentedLevels.shortest(d, false)
                                : new BigDecimal(trimmed(value.toString()));
        int places = unit == TimeUnit.SECONDS ? 3 : unit == TimeUnit.MICROSECONDS ? -3 : -6;
        return floor(exact.movePointRight(places));
    }
}

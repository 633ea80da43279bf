package io.connectmojo.row;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * The documented coercions once more: slow, plain and written without the code under test, to what a RowData holds. A
 * Double for numbers and times, the level's text for categories, NaN for NA.
 */
final class DocumentedCoercion {
    static final String UNKNOWN = "(unknown)";
    static final String INVALID = "(invalid)";

    private static final Pattern NUMBER = Pattern.compile("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?");
    private static final Pattern PLAIN = Pattern.compile("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)");
    private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
    private static final Pattern DATE_TIME = Pattern.compile(
            "[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(:[0-9]{2}(\\.[0-9]{1,9})?)?(Z|[+-][0-9]{2}:[0-9]{2})?");
    private static final String[][] PAIRS = {
        {"true", "false"}, {"yes", "no"}, {"y", "n"}, {"t", "f"}, {"1", "0"}, {"on", "off"}
    };

    private final ColumnSpec column;
    private final List<String> missingWords;

    DocumentedCoercion(ColumnSpec column, List<String> missingWords) {
        this.column = column;
        this.missingWords = missingWords;
    }

    /** A Double, a level, or one of the two marks. */
    Object of(SampleType type, Object value) {
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
            case CATEGORICAL -> wanted instanceof ColumnType.AsNumber ? levelOfNumber(type, value) : level(type, value);
            case WORDS -> throw new IllegalArgumentException();
        };
    }

    private boolean missing(String text) {
        return text.isEmpty() || missingWords.contains(text);
    }

    private Object flagText(String text, ColumnType.AsBoolean pair) {
        String t = text.trim();
        return t.equals(pair.trueLevel())
                ? (Object) 1.0
                : t.equals(pair.falseLevel()) ? (Object) 0.0 : missing(t) ? (Object) Double.NaN : INVALID;
    }

    private Object number(SampleType type, Object value) {
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

    private Object textNumber(String text) {
        String t = text.trim();
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
    private static Double moment(SampleType type, Object value) {
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
        String t = text.trim();
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
                        ? shortest(f, true)
                        : value instanceof Double
                                ? shortest(d, false)
                                : new BigDecimal(value.toString().trim());
        int places = unit == TimeUnit.SECONDS ? 3 : unit == TimeUnit.MICROSECONDS ? -3 : -6;
        return floor(exact.movePointRight(places));
    }

    private Object level(SampleType type, Object value) {
        boolean byText = column.type() instanceof ColumnType.AsCategory;
        ColumnType.AsBoolean pair = column.type() instanceof ColumnType.AsBoolean named ? named : null;
        return switch (type) {
            case BOOLEAN ->
                byText
                        ? textLevel(value.toString(), false)
                        : pair != null ? (Boolean) value ? pair.trueLevel() : pair.falseLevel() : flag((Boolean) value);
            case INT8, INT16, INT32, INT64, YEAR, FLOAT32, FLOAT64, DECIMAL ->
                pair != null ? zeroOne(value, pair) : numberLevel(value, byText);
            case STRING, ENUM, ZONED_TIMESTAMP -> textLevel((String) value, true);
            case KAFKA_DATE, DEBEZIUM_DATE ->
                textLevel(
                        Instant.ofEpochMilli(moment(type, value).longValue())
                                .atOffset(ZoneOffset.UTC)
                                .toLocalDate()
                                .toString(),
                        false);
            case KAFKA_TIMESTAMP, DEBEZIUM_TIMESTAMP ->
                textLevel(Instant.ofEpochMilli(moment(type, value).longValue()).toString(), false);
            case MICRO_TIMESTAMP ->
                textLevel(nanos(BigInteger.valueOf((Long) value).multiply(BigInteger.valueOf(1000))), false);
            case NANO_TIMESTAMP -> textLevel(nanos(BigInteger.valueOf((Long) value)), false);
            case KAFKA_TIME -> timeOfDay(((java.util.Date) value).getTime() * 1_000_000);
            case DEBEZIUM_TIME -> timeOfDay((Integer) value * 1_000_000L);
            case MICRO_TIME -> timeOfDay((Long) value * 1000);
            case MICRO_DURATION, BYTES -> INVALID;
        };
    }

    private static String nanos(BigInteger nanos) {
        BigInteger[] parts = nanos.divideAndRemainder(BigInteger.valueOf(1_000_000_000));
        return Instant.ofEpochSecond(parts[0].longValue(), parts[1].longValue()).toString();
    }

    private Object timeOfDay(long nano) {
        if (nano < 0 || nano >= 86_400_000_000_000L) {
            return INVALID;
        }
        LocalTime time = LocalTime.ofNanoOfDay(nano);
        String text = time.toString();
        return textLevel(time.getSecond() == 0 && time.getNano() == 0 ? text + ":00" : stripZeros(text), false);
    }

    private static String stripZeros(String time) {
        return time.contains(".") ? time.replaceAll("0+$", "") : time;
    }

    private Object flag(boolean value) {
        List<String> found = new ArrayList<>();
        for (String[] pair : PAIRS) {
            List<String> yes = spelled(pair[0]);
            List<String> no = spelled(pair[1]);
            if (yes.size() == 1 && no.size() == 1) {
                found.add(value ? yes.get(0) : no.get(0));
            }
        }
        return found.size() == 1 ? found.get(0) : INVALID;
    }

    private List<String> spelled(String word) {
        return column.levels().names().stream()
                .filter(level -> level.toLowerCase(Locale.ROOT).equals(word))
                .toList();
    }

    private static Object zeroOne(Object value, ColumnType.AsBoolean pair) {
        double number = ((Number) value).doubleValue();
        return Double.isNaN(number)
                ? (Object) Double.NaN
                : number == 1 ? pair.trueLevel() : number == 0 ? pair.falseLevel() : INVALID;
    }

    private Object textLevel(String text, boolean isText) {
        List<String> levels = column.levels().names();
        if (levels.contains(text)) {
            return text;
        }
        if (!isText) {
            return UNKNOWN;
        }
        if (missing(text)) {
            return Double.NaN;
        }
        String t = text.trim();
        return levels.contains(t) ? t : missing(t) ? (Object) Double.NaN : UNKNOWN;
    }

    private Object levelOfNumber(SampleType type, Object value) {
        if (type == SampleType.STRING || type == SampleType.ENUM) {
            Object number = textNumber((String) value);
            if (!(number instanceof Double d) || d.isNaN()) {
                return number;
            }
            return d.isInfinite() ? UNKNOWN : find(new BigDecimal(((String) value).trim()));
        }
        if (value instanceof Number) {
            return type == SampleType.MICRO_TIME || type == SampleType.MICRO_DURATION || isMoment(type)
                    ? numberLevel(number(type, value), true)
                    : numberLevel(value, true);
        }
        Object number = number(type, value);
        return number instanceof Double d && !d.isNaN() ? numberLevel(d, true) : number;
    }

    private static boolean isMoment(SampleType type) {
        return type.name().endsWith("_DATE") || type.name().endsWith("_TIMESTAMP");
    }

    private Object numberLevel(Object value, boolean evenWithoutNumbers) {
        if (!evenWithoutNumbers
                && column.levels().names().stream()
                        .noneMatch(l -> PLAIN.matcher(l).matches())) {
            return INVALID;
        }
        if (value instanceof Double || value instanceof Float) {
            double number = ((Number) value).doubleValue();
            if (Double.isNaN(number)) {
                return Double.NaN;
            }
            if (Double.isInfinite(number)) {
                return UNKNOWN;
            }
            Object found = find(shortest(number, value instanceof Float));
            return found == UNKNOWN ? find(new BigDecimal(number)) : found;
        }
        return find(new BigDecimal(value.toString()));
    }

    private Object find(BigDecimal number) {
        String first = null;
        for (String level : column.levels().names()) {
            if (PLAIN.matcher(level).matches() && new BigDecimal(level).compareTo(number) == 0) {
                if (level.equals(number.stripTrailingZeros().toPlainString())) {
                    return level;
                }
                first = first == null ? level : first;
            }
        }
        return first == null ? UNKNOWN : first;
    }

    /** The decimal of the fewest digits that stands for the number. */
    static BigDecimal shortest(double number, boolean single) {
        BigDecimal exact = new BigDecimal(number);
        for (int digits = 1; digits < 18; digits++) {
            BigDecimal rounded = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
            if (single ? rounded.floatValue() == (float) number : rounded.doubleValue() == number) {
                return rounded;
            }
        }
        return exact;
    }
}

package io.connectmojo.row.coerce;

import io.connectmojo.row.match.ColumnSpec;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** The documented ways to a level, slow and plain. */
final class DocumentedLevels {
    private static final Pattern PLAIN = Pattern.compile("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)");
    private static final String[][] PAIRS = {
        {"true", "false"}, {"yes", "no"}, {"y", "n"}, {"t", "f"}, {"1", "0"}, {"on", "off"}
    };

    private final ColumnSpec column;
    private final DocumentedCoercion numbers;

    DocumentedLevels(ColumnSpec column, DocumentedCoercion numbers) {
        this.column = column;
        this.numbers = numbers;
    }

    Object level(SampleType type, Object value) {
        boolean byText = column.type() instanceof ColumnType.AsCategory;
        ColumnType.AsBoolean pair = column.type() instanceof ColumnType.AsBoolean named ? named : null;
        return switch (type) {
            case BOOLEAN ->
                byText
                        ? textLevel(value.toString(), false)
                        : pair != null ? (Boolean) value ? pair.trueLevel() : pair.falseLevel() : flag((Boolean) value);
            case INT8, INT16, INT32, INT64, YEAR, FLOAT32, FLOAT64, DECIMAL ->
                pair != null
                        ? zeroOne(value, pair.trueLevel(), pair.falseLevel())
                        : type != SampleType.YEAR
                                        && !byText
                                        && hasNoNumbers()
                                        && flag(true) != DocumentedCoercion.INVALID
                                ? zeroOne(value, flag(true), flag(false))
                                : numberLevel(value, byText);
            case STRING, ENUM -> word((String) value, textLevel((String) value, true), pair, byText);
            case ZONED_TIMESTAMP -> textLevel((String) value, true);
            case KAFKA_DATE, DEBEZIUM_DATE ->
                textLevel(
                        Instant.ofEpochMilli(
                                        DocumentedCoercion.moment(type, value).longValue())
                                .atOffset(ZoneOffset.UTC)
                                .toLocalDate()
                                .toString(),
                        false);
            case KAFKA_TIMESTAMP, DEBEZIUM_TIMESTAMP ->
                textLevel(
                        Instant.ofEpochMilli(
                                        DocumentedCoercion.moment(type, value).longValue())
                                .toString(),
                        false);
            case MICRO_TIMESTAMP ->
                textLevel(nanos(BigInteger.valueOf((Long) value).multiply(BigInteger.valueOf(1000))), false);
            case NANO_TIMESTAMP -> textLevel(nanos(BigInteger.valueOf((Long) value)), false);
            case KAFKA_TIME -> timeOfDay(((java.util.Date) value).getTime() * 1_000_000);
            case DEBEZIUM_TIME -> timeOfDay((Integer) value * 1_000_000L);
            case MICRO_TIME -> timeOfDay((Long) value * 1000);
            case MICRO_DURATION, BYTES -> DocumentedCoercion.INVALID;
        };
    }

    private static String nanos(BigInteger nanos) {
        BigInteger[] parts = nanos.divideAndRemainder(BigInteger.valueOf(1_000_000_000));
        return Instant.ofEpochSecond(parts[0].longValue(), parts[1].longValue()).toString();
    }

    private Object timeOfDay(long nano) {
        if (nano < 0 || nano >= 86_400_000_000_000L) {
            return DocumentedCoercion.INVALID;
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
        return found.size() == 1 ? found.get(0) : DocumentedCoercion.INVALID;
    }

    private List<String> spelled(String word) {
        return column.levels().names().stream()
                .filter(level -> level.toLowerCase(Locale.ROOT).equals(word))
                .toList();
    }

    /** A text that is no level takes the pair's level of the same meaning. */
    private Object word(String text, Object level, ColumnType.AsBoolean pair, boolean byText) {
        boolean hasPair = pair != null || flag(true) != DocumentedCoercion.INVALID;
        if (byText || !hasPair || level != DocumentedCoercion.UNKNOWN) {
            return level;
        }
        for (String[] words : PAIRS) {
            for (int i = 0; i < 2; i++) {
                if (DocumentedCoercion.trimmed(text).toLowerCase(Locale.ROOT).equals(words[i])) {
                    return pair == null ? flag(i == 0) : i == 0 ? pair.trueLevel() : pair.falseLevel();
                }
            }
        }
        return pair == null ? level : DocumentedCoercion.INVALID;
    }

    private boolean hasNoNumbers() {
        return column.levels().names().stream()
                .noneMatch(level -> PLAIN.matcher(level).matches());
    }

    private static Object zeroOne(Object value, Object whenTrue, Object whenFalse) {
        double number = ((Number) value).doubleValue();
        return Double.isNaN(number)
                ? (Object) Double.NaN
                : number == 1 ? whenTrue : number == 0 ? whenFalse : DocumentedCoercion.INVALID;
    }

    private Object textLevel(String text, boolean isText) {
        List<String> levels = column.levels().names();
        if (levels.contains(text)) {
            return text;
        }
        if (!isText) {
            return DocumentedCoercion.UNKNOWN;
        }
        if (numbers.missing(text)) {
            return Double.NaN;
        }
        String t = DocumentedCoercion.trimmed(text);
        return levels.contains(t) ? t : numbers.missing(t) ? (Object) Double.NaN : DocumentedCoercion.UNKNOWN;
    }

    Object levelOfNumber(SampleType type, Object value) {
        if (type == SampleType.STRING || type == SampleType.ENUM) {
            Object number = numbers.textNumber((String) value);
            if (!(number instanceof Double d) || d.isNaN()) {
                return number;
            }
            return d.isInfinite()
                    ? DocumentedCoercion.UNKNOWN
                    : find(new BigDecimal(DocumentedCoercion.trimmed((String) value)));
        }
        if (value instanceof Number) {
            return type == SampleType.MICRO_TIME || type == SampleType.MICRO_DURATION || isMoment(type)
                    ? numberLevel(numbers.number(type, value), true)
                    : numberLevel(value, true);
        }
        Object number = numbers.number(type, value);
        return number instanceof Double d && !d.isNaN() ? numberLevel(d, true) : number;
    }

    private static boolean isMoment(SampleType type) {
        return type.name().endsWith("_DATE") || type.name().endsWith("_TIMESTAMP");
    }

    private Object numberLevel(Object value, boolean evenWithoutNumbers) {
        if (!evenWithoutNumbers
                && column.levels().names().stream()
                        .noneMatch(l -> PLAIN.matcher(l).matches())) {
            return DocumentedCoercion.INVALID;
        }
        if (value instanceof Double || value instanceof Float) {
            double number = ((Number) value).doubleValue();
            if (Double.isNaN(number)) {
                return Double.NaN;
            }
            if (Double.isInfinite(number)) {
                return DocumentedCoercion.UNKNOWN;
            }
            Object found = find(shortest(number, value instanceof Float));
            return found == DocumentedCoercion.UNKNOWN ? find(new BigDecimal(number)) : found;
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
        return first == null ? DocumentedCoercion.UNKNOWN : first;
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

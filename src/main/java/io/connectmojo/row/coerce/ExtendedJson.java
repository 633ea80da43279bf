package io.connectmojo.row.coerce;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * MongoDB's extended JSON, canonical and relaxed: an object with the one member {@code $numberInt}, {@code $numberLong},
 * {@code $numberDouble}, {@code $numberDecimal}, {@code $date}, {@code $oid} or {@code $uuid} stands for the value in it.
 */
public final class ExtendedJson {
    /** Characters of a number; the longest that MongoDB writes has 42. */
    private static final int MAX_DIGITS = 64;

    private ExtendedJson() {}

    /** What a value without schema stands for: itself, unless it is an object of extended JSON. */
    public static Object plain(Object value) {
        return value instanceof Map<?, ?> object ? value(object) : value;
    }

    /** The value that an object stands for; the object itself when it stands for none. */
    static Object value(Map<?, ?> object) {
        if (object.size() != 1) {
            return object;
        }
        Map.Entry<?, ?> member = object.entrySet().iterator().next();
        if (!(member.getKey() instanceof String name) || !name.startsWith("$")) {
            return object;
        }
        Object value = of(name, member.getValue());
        return value == null ? object : value;
    }

    /** Null when the member is none of extended JSON, or its content is not what MongoDB writes there. */
    private static @Nullable Object of(String name, Object content) {
        return switch (name) {
            case "$numberInt", "$numberLong" -> whole(content);
            case "$numberDouble" -> number(content, true);
            case "$numberDecimal" -> number(content, false);
            case "$date" -> instant(content);
            case "$oid", "$uuid" -> content instanceof String text ? text : null;
            default -> null;
        };
    }

    private static @Nullable Long whole(Object content) {
        if (content instanceof Integer || content instanceof Long) {
            return ((Number) content).longValue();
        }
        Object number = content instanceof String ? number(content, false) : null;
        if (!(number instanceof BigDecimal decimal) || decimal.scale() != 0 || decimal.precision() > 19) {
            return null;
        }
        BigInteger whole = decimal.unscaledValue();
        return whole.bitLength() < Long.SIZE ? (Long) whole.longValue() : null;
    }

    private static @Nullable Object number(Object content, boolean binary) {
        if (content instanceof Number) {
            return content;
        }
        if (!(content instanceof String text) || text.length() > MAX_DIGITS) {
            return null;
        }
        double number = PlainDecimal.parse(text, 0, text.length());
        if (Coercion.isInvalid(number)) {
            return null;
        }
        boolean digits = text.charAt(text.length() - 1) <= '9';
        return digits && !binary ? new BigDecimal(text) : (Object) number;
    }

    private static @Nullable Instant instant(Object content) {
        if (content instanceof String text) {
            double millis = IsoText.epochMillis(text, 0, text.length());
            return !Double.isNaN(millis) ? Instant.ofEpochMilli((long) millis) : null;
        }
        Object millis = content instanceof Map<?, ?> object ? value(object) : content;
        return millis instanceof Long || millis instanceof Integer
                ? Instant.ofEpochMilli(((Number) millis).longValue())
                : null;
    }
}

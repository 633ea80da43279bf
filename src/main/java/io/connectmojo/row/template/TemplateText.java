package io.connectmojo.row.template;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** Which values of a record may become part of a path or a name, and as which text. */
final class TemplateText {
    static final int MAX_LENGTH = 128;

    /** Numbers of more bits have more digits than a text may have characters. */
    private static final int MAX_BITS = 425;

    private TemplateText() {}

    /** The text of a value: of a string, a whole number or a boolean; null for any other, and for a text that is not allowed. */
    static @Nullable String of(@Nullable Object value) {
        if (value instanceof String text) {
            return isAllowed(text) ? text : null;
        }
        if (value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return value.toString();
        }
        if (value instanceof Boolean) {
            return value.toString();
        }
        if (value instanceof BigInteger whole) {
            return whole(whole);
        }
        return value instanceof BigDecimal decimal ? whole(decimal) : null;
    }

    /** Whether a value of that class is equal to another only when both have the same text. */
    static boolean isComparable(@Nullable Object value) {
        return value instanceof String || value instanceof Number || value instanceof Boolean;
    }

    private static @Nullable String whole(BigInteger number) {
        return number.bitLength() > MAX_BITS ? null : number.toString();
    }

    /** What databases hand over for keys that are whole numbers. */
    private static @Nullable String whole(BigDecimal number) {
        boolean printable = number.unscaledValue().bitLength() <= MAX_BITS && Math.abs(number.scale()) <= MAX_LENGTH;
        if (!printable || number.signum() != 0 && number.stripTrailingZeros().scale() > 0) {
            return null;
        }
        return whole(number.toBigInteger());
    }

    /** Letters and digits of ASCII, point, underscore and hyphen; neither of the names by which folders call each other. */
    private static boolean isAllowed(String text) {
        int length = text.length();
        if (length == 0 || length > MAX_LENGTH || text.equals(".") || text.equals("..")) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            boolean allowed = c >= 'a' && c <= 'z'
                    || c >= 'A' && c <= 'Z'
                    || c >= '0' && c <= '9'
                    || c == '.'
                    || c == '_'
                    || c == '-';
            if (!allowed) {
                return false;
            }
        }
        return true;
    }
}

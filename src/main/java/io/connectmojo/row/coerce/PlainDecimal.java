package io.connectmojo.row.coerce;

/**
 * Numbers in text: an optional sign, ASCII digits with at most one point, an optional exponent; or {@code NaN}, or
 * {@code Infinity} with an optional sign. Nothing else that Java would read, such as {@code 1d} or {@code 0x1p3}.
 */
public final class PlainDecimal {
    private static final double[] POWERS = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };
    private static final long EXACT = 1L << 53;

    private PlainDecimal() {}

    /** The nearest double of that part of the text; {@link Coercion#INVALID} when it is not a number. */
    public static double parse(String s, int from, int to) {
        int at = from;
        if (at == to) {
            return Coercion.INVALID;
        }
        char sign = s.charAt(at);
        if (sign == '-' || sign == '+') {
            at++;
        }
        if (at < to && s.charAt(at) == 'I') {
            boolean infinity = to - at == 8 && s.startsWith("Infinity", at);
            return !infinity ? Coercion.INVALID : sign == '-' ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        if (to - from == 3 && s.startsWith("NaN", from)) {
            return Double.NaN;
        }
        long digits = 0;
        boolean exact = true;
        boolean any = false;
        int point = -1;
        for (; at < to; at++) {
            char c = s.charAt(at);
            if (c >= '0' && c <= '9') {
                any = true;
                exact = exact && digits < EXACT / 10 - 1;
                digits = exact ? digits * 10 + (c - '0') : digits;
            } else if (c == '.' && point < 0) {
                point = at;
            } else {
                break;
            }
        }
        if (!any) {
            return Coercion.INVALID;
        }
        int scale = point < 0 ? 0 : at - point - 1;
        if (at < to) {
            return isExponent(s, at, to) ? Double.parseDouble(s.substring(from, to)) : Coercion.INVALID;
        }
        if (!exact || scale >= POWERS.length) {
            return Double.parseDouble(s.substring(from, to));
        }
        // both operands are exact doubles, so the quotient is the nearest double of the text
        double value = digits / POWERS[scale];
        return sign == '-' ? -value : value;
    }

    private static boolean isExponent(String s, int from, int to) {
        char e = s.charAt(from);
        if (e != 'e' && e != 'E') {
            return false;
        }
        int at = from + 1;
        if (at < to && (s.charAt(at) == '-' || s.charAt(at) == '+')) {
            at++;
        }
        if (at == to) {
            return false;
        }
        for (; at < to; at++) {
            if (s.charAt(at) < '0' || s.charAt(at) > '9') {
                return false;
            }
        }
        return true;
    }

    /** Whether the text is a number without exponent: what a level must be to stand for a number. */
    static boolean isPlain(String s) {
        int at = s.startsWith("-") || s.startsWith("+") ? 1 : 0;
        int digits = 0;
        int points = 0;
        for (; at < s.length(); at++) {
            char c = s.charAt(at);
            if (c >= '0' && c <= '9') {
                digits++;
            } else if (c == '.') {
                points++;
            } else {
                return false;
            }
        }
        return digits > 0 && points <= 1;
    }
}

package io.connectmojo.row.coerce;

import java.util.List;

/** Reads text: what means missing, and what is left after trimming, without making new strings where it can. */
public final class Texts {
    private final String[] naStrings;

    public Texts(List<String> naStrings) {
        this.naStrings = naStrings.toArray(new String[0]);
    }

    /** Place of the first character that is not blank; the end when there is none. */
    public static int from(String s) {
        int from = 0;
        while (from < s.length() && isBlank(s.charAt(from))) {
            from++;
        }
        return from;
    }

    static int to(String s, int from) {
        int to = s.length();
        while (to > from && isBlank(s.charAt(to - 1))) {
            to--;
        }
        return to;
    }

    /** Without the blanks around it. */
    static String trimmed(String s) {
        int from = from(s);
        return s.substring(from, to(s, from));
    }

    /** What {@link String#trim()} cuts off, what Unicode calls white space, and the byte order mark. */
    private static boolean isBlank(char c) {
        return c <= ' ' || c >= '\u0085' && isWideBlank(c);
    }

    private static boolean isWideBlank(char c) {
        return switch (c) {
            case '\u0085', '\u00a0', '\u1680', '\u2028', '\u2029', '\u202f', '\u205f', '\u3000', '\ufeff' -> true;
            default -> c >= '\u2000' && c <= '\u200a';
        };
    }

    /** Whether a short text has the form of bytes in base64. */
    public static boolean mayBeBase64(String s) {
        int length = s.length();
        if (length == 0 || length % 4 != 0 || length > 64) {
            return false;
        }
        int end = s.endsWith("==") ? length - 2 : s.endsWith("=") ? length - 1 : length;
        for (int i = 0; i < end; i++) {
            char c = s.charAt(i);
            boolean digit =
                    c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '+' || c == '/';
            if (!digit) {
                return false;
            }
        }
        return true;
    }

    public boolean isMissing(String s, int from, int to) {
        if (from == to) {
            return true;
        }
        for (String word : naStrings) {
            if (word.length() == to - from && s.startsWith(word, from)) {
                return true;
            }
        }
        return false;
    }

    double number(String s) {
        int from = from(s);
        int to = to(s, from);
        return isMissing(s, from, to) ? Double.NaN : PlainDecimal.parse(s, from, to);
    }

    double isoMillis(String s) {
        int from = from(s);
        int to = to(s, from);
        return isMissing(s, from, to) ? Double.NaN : IsoText.epochMillis(s, from, to);
    }

    double isoMillisOfDay(String s) {
        int from = from(s);
        int to = to(s, from);
        return isMissing(s, from, to) ? Double.NaN : IsoText.millisOfDay(s, from, to);
    }

    double patternMillis(String s, TimeText format) {
        int from = from(s);
        int to = to(s, from);
        return isMissing(s, from, to) ? Double.NaN : format.epochMillis(s.substring(from, to));
    }

    /** The exact level, then missing, then the level of the trimmed text. */
    double level(String s, Levels levels) {
        int index = levels.ofText(s);
        if (index >= 0) {
            return index;
        }
        int from = from(s);
        int to = to(s, from);
        if (from > 0 || to < s.length()) {
            if (isMissing(s, 0, s.length())) {
                return Double.NaN;
            }
            index = levels.ofText(s.substring(from, to));
            if (index >= 0) {
                return index;
            }
        }
        return isMissing(s, from, to) ? Double.NaN : Coercion.UNKNOWN;
    }

    /**
     * The same, and then the level of the pair that has the text's meaning.
     *
     * @param pair the level for true and that for false
     * @param otherwise what a text becomes that has no meaning
     */
    double levelOrWord(String s, Levels levels, int[] pair, double otherwise) {
        double level = level(s, levels);
        if (!Coercion.isUnknown(level)) {
            return level;
        }
        return switch (Levels.meaning(trimmed(s))) {
            case 1 -> pair[0];
            case 0 -> pair[1];
            default -> otherwise;
        };
    }

    /** The level of the trimmed text's number. */
    double levelOfNumber(String s, Levels levels) {
        int from = from(s);
        int to = to(s, from);
        if (isMissing(s, from, to)) {
            return Double.NaN;
        }
        double number = PlainDecimal.parse(s, from, to);
        if (Double.isNaN(number) || Double.isInfinite(number)) {
            return Double.isInfinite(number) ? Coercion.UNKNOWN : number;
        }
        if (to - from > 1000) {
            return Coercion.UNKNOWN;
        }
        int index = levels.ofNumber(new java.math.BigDecimal(s.substring(from, to)));
        return index < 0 ? Coercion.UNKNOWN : index;
    }
}

package io.connectmojo.row.coerce;

import java.util.List;

/** Reads text: what means missing, and what is left after trimming, without making new strings where it can. */
public final class Texts {
    private final String[] naStrings;

    public Texts(List<String> naStrings) {
        this.naStrings = naStrings.toArray(new String[0]);
    }

    /** Place of the first character above the blank, as {@link String#trim()} counts; the end when there is none. */
    public static int from(String s) {
        int from = 0;
        while (from < s.length() && s.charAt(from) <= ' ') {
            from++;
        }
        return from;
    }

    static int to(String s, int from) {
        int to = s.length();
        while (to > from && s.charAt(to - 1) <= ' ') {
            to--;
        }
        return to;
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

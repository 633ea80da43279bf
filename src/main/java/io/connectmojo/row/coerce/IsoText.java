package io.connectmojo.row.coerce;

/**
 * Dates and times in ISO 8601's extended form, without throwing and without garbage. A date and a time are divided by
 * {@code T} or one blank; seconds and their fraction may be left out; an offset is {@code Z}, {@code ±hh}, {@code ±hhmm},
 * {@code ±hh:mm} or {@code ±hh:mm:ss}, and UTC when there is none.
 */
final class IsoText {
    private static final long DAY = 86_400_000L;
    private static final int[] MONTHS = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    private final String s;
    private final int end;
    private int at;
    private boolean ok = true;

    private IsoText(String s, int from, int to) {
        this.s = s;
        this.at = from;
        this.end = to;
    }

    /** Epoch milliseconds, floored; a date alone is its midnight. {@link Coercion#INVALID} when the text is not such. */
    static double epochMillis(String s, int from, int to) {
        IsoText text = new IsoText(s, from, to);
        long millis = text.date() * DAY;
        if (text.ok && (text.skip('T') || text.skip('t') || text.skip(' '))) {
            millis += text.time();
        }
        millis -= text.offset();
        return text.ok && text.at == to ? millis : Coercion.INVALID;
    }

    /** Milliseconds of the day, floored, in UTC; {@link Coercion#INVALID} when the text is not a time of day. */
    static double millisOfDay(String s, int from, int to) {
        IsoText text = new IsoText(s, from, to);
        long millis = text.time() - text.offset();
        return text.ok && text.at == to ? Math.floorMod(millis, DAY) : Coercion.INVALID;
    }

    /** Days since 1970-01-01 in the proleptic Gregorian calendar. */
    private long date() {
        boolean negative = skip('-');
        boolean signed = negative || skip('+');
        int start = at;
        while (at < end && at - start < (signed ? 6 : 4) && isDigit()) {
            at++;
        }
        ok &= at - start >= 4;
        long year = ok ? Integer.parseInt(s, start, at, 10) : 0;
        year = negative ? -year : year;
        expect('-');
        int month = twoDigits(1, 12);
        expect('-');
        int day = twoDigits(1, 31);
        boolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        ok = ok && day <= MONTHS[month - 1] + (leap && month == 2 ? 1 : 0);
        // years from March, so that the leap day is the last of its year
        long y = month > 2 ? year : year - 1;
        int fromMarch = (month + 9) % 12;
        long dayOfYear = (153L * fromMarch + 2) / 5 + day - 1;
        return 365 * y + Math.floorDiv(y, 4L) - Math.floorDiv(y, 100L) + Math.floorDiv(y, 400L) + dayOfYear - 719_468;
    }

    private long time() {
        long millis = twoDigits(0, 23) * 3_600_000L;
        expect(':');
        millis += twoDigits(0, 59) * 60_000L;
        if (skip(':')) {
            millis += twoDigits(0, 59) * 1000L;
            if (skip('.') || skip(',')) {
                int start = at;
                long weight = 100;
                for (; at < end && at - start < 9 && isDigit(); at++, weight /= 10) {
                    millis += weight * (s.charAt(at) - '0');
                }
                ok &= at > start;
            }
        }
        return millis;
    }

    private long offset() {
        if (at == end || skip('Z') || skip('z')) {
            return 0;
        }
        boolean west = skip('-');
        ok &= west || skip('+');
        long millis = twoDigits(0, 18) * 3_600_000L;
        if (at < end) {
            boolean colon = skip(':');
            millis += twoDigits(0, 59) * 60_000L;
            if (colon && skip(':')) {
                millis += twoDigits(0, 59) * 1000L;
            }
        }
        ok &= millis <= 18 * 3_600_000L;
        return west ? -millis : millis;
    }

    private int twoDigits(int least, int most) {
        if (!ok || at + 2 > end) {
            ok = false;
            return least;
        }
        int tens = s.charAt(at) - '0';
        int ones = s.charAt(at + 1) - '0';
        int value = tens * 10 + ones;
        at += 2;
        ok = tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 && value >= least && value <= most;
        return ok ? value : least;
    }

    private boolean isDigit() {
        return s.charAt(at) >= '0' && s.charAt(at) <= '9';
    }

    private boolean skip(char c) {
        boolean found = at < end && s.charAt(at) == c;
        at += found ? 1 : 0;
        return found;
    }

    private void expect(char c) {
        ok &= skip(c);
    }
}

package io.connectmojo.row.coerce;

import java.text.ParsePosition;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.chrono.IsoChronology;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Locale;

/**
 * Dates and times in text of one pattern of {@link DateTimeFormatter}. Names of months and days are those of
 * {@link Locale#ROOT}; a date that does not exist is invalid, not moved.
 */
public final class TimeText {
    private static final int MAX_LENGTH = 256;

    private final String pattern;
    private final ZoneId zone;
    private final DateTimeFormatter formatter;

    private TimeText(String pattern, ZoneId zone) {
        this.pattern = pattern;
        this.zone = zone;
        this.formatter = new DateTimeFormatterBuilder()
                .appendPattern(pattern)
                .parseDefaulting(ChronoField.ERA, 1)
                .toFormatter(Locale.ROOT)
                .withChronology(IsoChronology.INSTANCE)
                .withResolverStyle(ResolverStyle.STRICT);
    }

    /** {@code PATTERN} or {@code PATTERN|ZONE}, divided at the last bar outside quotes; C014 when either is not valid. */
    static TimeText parse(String column, String text) {
        int bar = TypeText.lastBar(text, '`', '\'');
        String given = bar < 0 ? text : text.substring(0, bar);
        boolean enclosed = given.trim().startsWith("`") && given.trim().endsWith("`");
        String pattern = enclosed ? TypeText.bare(given) : given;
        TimeText format;
        try {
            ZoneId zone = bar < 0 ? ZoneOffset.UTC : ZoneId.of(TypeText.bare(text.substring(bar + 1)));
            format = new TimeText(pattern, zone);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw TypeText.malformed(
                    column,
                    "time(" + text + ") has an unknown pattern or zone",
                    "use letters of Java's DateTimeFormatter and a zone such as Europe/Paris, as in time(yyyy-MM-dd HH:mm|UTC)");
        }
        if (!format.givesDateAndItsTime()) {
            throw TypeText.malformed(
                    column,
                    "time(" + text + ") does not give a whole date, or an hour without its minutes",
                    "give year, month and day, and the time of day whole or not at all");
        }
        return format;
    }

    /** Writes three moments and reads them back. */
    private boolean givesDateAndItsTime() {
        try {
            TemporalAccessor morning = formatter.parse(sample(7));
            boolean hours = !sample(7).equals(sample(19));
            return morning.query(TemporalQueries.localDate()) != null
                    && (!hours || morning.query(TemporalQueries.localTime()) != null);
        } catch (DateTimeException e) {
            return false;
        }
    }

    private String sample(int hour) {
        return formatter.format(ZonedDateTime.of(2024, 5, 6, hour, 8, 9, 0, zone));
    }

    /** Epoch milliseconds, floored; {@link Coercion#INVALID} when the text does not fit. */
    double epochMillis(String text) {
        if (text.length() > MAX_LENGTH) {
            return Coercion.INVALID;
        }
        ParsePosition position = new ParsePosition(0);
        if (formatter.parseUnresolved(text, position) == null || position.getIndex() != text.length()) {
            return Coercion.INVALID;
        }
        try {
            TemporalAccessor parsed = formatter.parse(text);
            LocalDate date = parsed.query(TemporalQueries.localDate());
            if (date == null) {
                return Coercion.INVALID;
            }
            LocalTime time = parsed.query(TemporalQueries.localTime());
            ZoneId said = parsed.query(TemporalQueries.zone());
            Instant instant = LocalDateTime.of(date, time == null ? LocalTime.MIDNIGHT : time)
                    .atZone(said == null ? zone : said)
                    .toInstant();
            return instant.toEpochMilli();
        } catch (DateTimeException | ArithmeticException e) {
            return Coercion.INVALID;
        }
    }

    @Override
    public String toString() {
        return pattern + "|" + zone;
    }
}

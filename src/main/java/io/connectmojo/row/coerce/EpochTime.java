package io.connectmojo.row.coerce;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.concurrent.TimeUnit;

/** Numbers that count a unit since the epoch become epoch milliseconds, floored; milliseconds stay as they are. */
final class EpochTime {
    private static final double WHOLE = 1L << 53;

    /** Below this a number of any unit is less than a millisecond. */
    private static final double TINY = 1e-9;

    /** Where numbers of seconds are nearer to each other than this, no two milliseconds are the same number. */
    private static final double FINE = 1e-4;

    /** How many places the decimal point moves to the right. */
    private final int places;

    /** By how much a number grows or shrinks. */
    private final double factor;

    EpochTime(TimeUnit unit) {
        this.places = switch (unit) {
            case SECONDS -> 3;
            case MILLISECONDS -> 0;
            case MICROSECONDS -> -3;
            case NANOSECONDS -> -6;
            default -> throw new IllegalArgumentException("not a unit of time columns: " + unit);
        };
        this.factor = places == -6 ? 1e6 : 1e3;
    }

    Coercion of(SourceType from) {
        return switch (from) {
            case FLOAT32 -> v -> floating((Float) v, true);
            case FLOAT64 -> v -> floating((Double) v, false);
            case DECIMAL -> v -> decimal((BigDecimal) v);
            case BIG_INTEGER -> v -> decimal(new BigDecimal((BigInteger) v));
            case VARIABLE_SCALE_DECIMAL ->
                v -> {
                    BigDecimal decimal = ConvertedValues.variableScale(v);
                    return decimal == null ? Coercion.INVALID : decimal(decimal);
                };
            default -> v -> whole(((Number) v).longValue());
        };
    }

    Coercion ofText(Texts texts) {
        return v -> {
            String text = (String) v;
            double number = texts.number(text);
            return Double.isNaN(number) ? number : text(number, text);
        };
    }

    private double text(double number, String text) {
        int from = Texts.from(text);
        int to = Texts.to(text, from);
        if (places == 0 || Double.isInfinite(number) || Math.abs(number) < TINY || to - from > 1000) {
            return coarse(number);
        }
        return exact(new BigDecimal(text.substring(from, to)));
    }

    private double decimal(BigDecimal decimal) {
        double number = ConvertedValues.nearest(decimal);
        return Double.isNaN(number) || places == 0 || Double.isInfinite(number) || Math.abs(number) < TINY
                ? coarse(number)
                : exact(decimal);
    }

    private double exact(BigDecimal number) {
        return number.movePointRight(places).setScale(0, RoundingMode.FLOOR).doubleValue();
    }

    private double whole(long number) {
        return switch (places) {
            case 3 ->
                Math.abs(number) < Long.MAX_VALUE / 1000 && number != Long.MIN_VALUE
                        ? number * 1000
                        : BigDecimal.valueOf(number, -3).doubleValue();
            case 0 -> number;
            case -3 -> Math.floorDiv(number, 1000L);
            default -> Math.floorDiv(number, 1_000_000L);
        };
    }

    /**
     * The double nearest to 1.001 seconds is less than 1001 milliseconds; it counts as 1001, because it is the double that
     * 1.001 is written as.
     */
    private double floating(double number, boolean single) {
        if (Double.isNaN(number)) {
            return Double.NaN;
        }
        if (places == 0 || Double.isInfinite(number) || Math.abs(number) < TINY) {
            return coarse(number);
        }
        if (number == Math.rint(number)) {
            return Math.abs(number) < WHOLE ? whole((long) number) : exact(new BigDecimal(number));
        }
        if (places < 0) {
            return exact(new BigDecimal(number));
        }
        double step = single ? Math.ulp((float) number) : Math.ulp(number);
        if (step > FINE) {
            return exact(ShortestDecimal.of(number, single));
        }
        double millis = Math.rint(moved(number));
        double back = millis / factor;
        boolean same = single ? (float) back == (float) number : back == number;
        return same ? millis + 0d : exact(new BigDecimal(number));
    }

    private double moved(double number) {
        return places > 0 ? number * factor : number / factor;
    }

    /** Without decimal arithmetic; never the zero below zero, unless it is given. */
    private double coarse(double number) {
        return places == 0 || Double.isNaN(number) ? number : Math.floor(moved(number)) + 0d;
    }

    static String abbreviation(TimeUnit unit) {
        return switch (unit) {
            case SECONDS -> "s";
            case MILLISECONDS -> "ms";
            case MICROSECONDS -> "us";
            default -> "ns";
        };
    }
}

package io.connectmojo.row;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.concurrent.TimeUnit;

/** Numbers that count a unit since the epoch become epoch milliseconds, floored; milliseconds stay as they are. */
final class EpochTime {
    /** How many places the decimal point moves to the right. */
    private final int places;

    EpochTime(TimeUnit unit) {
        this.places = switch (unit) {
            case SECONDS -> 3;
            case MILLISECONDS -> 0;
            case MICROSECONDS -> -3;
            case NANOSECONDS -> -6;
            default -> throw new IllegalArgumentException("not a unit of time columns: " + unit);
        };
    }

    Coercion of(SourceType from) {
        return switch (from) {
            case FLOAT32 -> v -> floating((Float) v, v);
            case FLOAT64 -> v -> floating((Double) v, v);
            case DECIMAL, BIG_INTEGER -> v -> decimal(from.number.applyAsDouble(v), v);
            case VARIABLE_SCALE_DECIMAL ->
                v -> {
                    double number = from.number.applyAsDouble(v);
                    return number != number ? number : decimal(number, Values.variableScale(v));
                };
            default -> v -> whole(((Number) v).longValue());
        };
    }

    Coercion ofText(Texts texts) {
        return v -> {
            double number = texts.number((String) v);
            return number != number ? number : decimal(number, ((String) v).trim());
        };
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

    private double floating(double number, Object value) {
        return number != number ? Double.NaN : decimal(number, value);
    }

    /**
     * By decimal arithmetic: 1.001 seconds are 1001 milliseconds, although the double 1.001 times 1000 is less.
     *
     * @param number the value's nearest double
     * @param value what prints as the number
     */
    private double decimal(double number, Object value) {
        if (places == 0) {
            return number;
        }
        double moved = places == 3 ? number * 1e3 : number / (places == -3 ? 1e3 : 1e6);
        if (Math.abs(number) > 1e18 || Math.abs(number) < 1e-9) {
            return Math.floor(moved);
        }
        boolean isDouble = value instanceof Double || value instanceof Float;
        if (isDouble && number == Math.rint(number) && Math.abs(number) < 1L << 53) {
            return whole((long) number);
        }
        String digits = value.toString();
        if (digits.length() > 1000) {
            return Math.floor(moved);
        }
        return new BigDecimal(digits)
                .movePointRight(places)
                .setScale(0, RoundingMode.FLOOR)
                .doubleValue();
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

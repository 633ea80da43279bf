package io.connectmojo.row.coerce;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The levels that are plain decimals, by value. Of several levels of one value the canonical text wins ({@code 3} before
 * {@code 3.0}), then the first. A floating point number finds the level of its shortest decimal, else that of its exact
 * value. Does not depend on how a Java version prints numbers.
 */
final class LevelNumbers {
    private final Map<BigDecimal, Integer> byValue = new HashMap<>();
    private final LongIndex longs;
    private volatile @Nullable LongIndex floats;
    private volatile @Nullable LongIndex doubles;

    LevelNumbers(List<String> names) {
        Map<Long, Integer> whole = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            if (name.length() <= 400 && PlainDecimal.isPlain(name)) {
                BigDecimal value = new BigDecimal(name).stripTrailingZeros();
                if (value.toPlainString().equals(name)) {
                    byValue.put(value, i);
                } else {
                    byValue.putIfAbsent(value, i);
                }
            }
        }
        byValue.forEach((value, index) -> {
            if (value.scale() <= 0 && value.precision() - value.scale() <= 19 && isLong(value)) {
                whole.put(value.longValue(), index);
            }
        });
        longs = new LongIndex(whole);
    }

    boolean isEmpty() {
        return byValue.isEmpty();
    }

    int ofLong(long number) {
        return longs.get(number);
    }

    int ofFloat(float number) {
        LongIndex made = floats;
        if (made == null) {
            made = floating(true);
            floats = made;
        }
        return made.get(Float.floatToIntBits(number + 0f));
    }

    int ofDouble(double number) {
        LongIndex made = doubles;
        if (made == null) {
            made = floating(false);
            doubles = made;
        }
        return made.get(Double.doubleToLongBits(number + 0d));
    }

    int ofDecimal(BigDecimal number) {
        // no level has more than 400 digits; stripping zeros off a longer number could take quadratic time
        if (number.unscaledValue().bitLength() > 8192 || Math.abs((long) number.scale()) > 100_000) {
            return number.signum() == 0 ? ofLong(0) : -1;
        }
        Integer index = byValue.get(number.stripTrailingZeros());
        return index == null ? -1 : index;
    }

    private static boolean isLong(BigDecimal whole) {
        return whole.toBigInteger().bitLength() <= 63;
    }

    /** The bits of each number that finds a level. */
    private LongIndex floating(boolean single) {
        Map<Long, Integer> exact = new HashMap<>();
        Map<Long, Integer> shortest = new HashMap<>();
        byValue.forEach((value, index) -> {
            double number = single ? value.floatValue() : value.doubleValue();
            if (!Double.isInfinite(number)) {
                long bits = single ? Float.floatToIntBits((float) number + 0f) : Double.doubleToLongBits(number + 0d);
                if (isShortest(value, number, single)) {
                    shortest.put(bits, index);
                } else if (new BigDecimal(number).compareTo(value) == 0) {
                    exact.put(bits, index);
                }
            }
        });
        exact.putAll(shortest);
        return new LongIndex(exact);
    }

    /** Whether no decimal of fewer digits, and none nearer of as many, stands for the same number. */
    private static boolean isShortest(BigDecimal value, double number, boolean single) {
        if (value.signum() == 0) {
            return true;
        }
        if (value.precision() <= (single ? 6 : 15) && Math.abs(number) > 1e-30 && Math.abs(number) < 1e30) {
            return true;
        }
        return ShortestDecimal.of(number, single).compareTo(value) == 0;
    }

    /** A map from numbers to indices without boxes. */
    private static final class LongIndex {
        private final long[] keys;
        private final int[] values;

        LongIndex(Map<Long, Integer> entries) {
            keys = entries.keySet().stream().mapToLong(Long::longValue).sorted().toArray();
            values = Arrays.stream(keys).mapToInt(entries::get).toArray();
        }

        int get(long key) {
            int at = Arrays.binarySearch(keys, key);
            return at < 0 ? -1 : values[at];
        }
    }
}

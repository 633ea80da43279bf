package io.connectmojo.score.compiled.tree.forest;

/**
 * Writes the keys of a row: see {@link Forest} for their layout and {@link OrderedKey} for numbers.
 *
 * <p>H2O's trees compare a double with a float threshold, XGBoost's round the double to the nearest float first, and its
 * sparse models take zero for missing.
 */
public final class Keys {
    private final int[] levels;
    private final int[] numeric;
    private final int[] categorical;
    private final boolean roundToNearest;
    private final boolean zeroIsMissing;

    public Keys(Forest forest, boolean roundToNearest, boolean zeroIsMissing) {
        this.roundToNearest = roundToNearest;
        this.zeroIsMissing = zeroIsMissing;
        boolean[] used = forest.used();
        this.levels = forest.levels();
        this.numeric = columns(used, levels, true);
        this.categorical = columns(used, levels, false);
    }

    private static int[] columns(boolean[] used, int[] levels, boolean numeric) {
        return java.util.stream.IntStream.range(0, levels.length)
                .filter(c -> used[c] && (levels[c] == Forest.NUMERIC) == numeric)
                .toArray();
    }

    /** The numeric columns that some split asks for. */
    public int[] numeric() {
        return numeric;
    }

    /** The categorical columns that some split asks for. */
    public int[] categorical() {
        return categorical;
    }

    /** How many levels a categorical column has. */
    public int levels(int column) {
        return levels[column];
    }

    /** Index of the row's level; the number of levels when it is missing or unknown. */
    public int level(double[] row, int column) {
        return level(row[column], levels[column]);
    }

    /** The same, of one of that many levels. */
    public static int level(double value, int levels) {
        return value >= 0 && value < levels ? (int) value : levels;
    }

    /** The key of a number; {@link OrderedKey#ABOVE_ALL} when it is missing. */
    public int of(double value) {
        if (Double.isNaN(value) || zeroIsMissing && (float) value == 0) {
            return OrderedKey.ABOVE_ALL;
        }
        return roundToNearest ? OrderedKey.of((float) value) : OrderedKey.floor(value);
    }

    public void readNumbers(double[] row, int[] keys) {
        keys[0] = OrderedKey.BELOW_ALL;
        int columns = levels.length;
        for (int column : numeric) {
            int key = of(row[column]);
            keys[1 + column] = key == OrderedKey.ABOVE_ALL ? OrderedKey.BELOW_ALL : key;
            keys[1 + columns + column] = key;
        }
    }

    public void readLevels(double[] row, int[] keys) {
        for (int column : categorical) {
            keys[1 + column] = level(row, column);
        }
    }
}

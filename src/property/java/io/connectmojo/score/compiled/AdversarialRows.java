package io.connectmojo.score.compiled;

import io.connectmojo.model.Model;
import io.connectmojo.model.ModelColumn;
import io.connectmojo.score.Row;
import java.util.Arrays;
import java.util.Random;

/**
 * Rows that look for a difference between two engines: the ends of the number line, denormals, zeros of both signs,
 * integers that a double rounds, thresholds and their neighbours as double and as float, each level, and missing cells, which
 * is also how a row holds a level that training did not see. A quarter of the rows has one such cell among usual ones.
 */
final class AdversarialRows {
    private static final double[] HARD = {
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        0.0,
        -0.0,
        Double.MIN_VALUE,
        -Double.MIN_VALUE,
        Math.nextDown(Double.MIN_NORMAL),
        Double.MIN_NORMAL,
        Float.MIN_VALUE,
        -Float.MIN_VALUE,
        Math.nextDown(Float.MIN_NORMAL),
        Float.MIN_VALUE / 2.0,
        1e300,
        -1e300,
        Double.MAX_VALUE,
        -Double.MAX_VALUE,
        Float.MAX_VALUE,
        -Float.MAX_VALUE,
        Math.nextUp((double) Float.MAX_VALUE),
        1e-300,
        1L << 24,
        (1L << 24) + 1,
        1L << 53,
        (1L << 53) + 2,
        -(1L << 53) - 2,
        Long.MAX_VALUE,
        Long.MIN_VALUE,
        1,
        -1,
        1.6e9,
        1.8e12
    };
    private static final double[] OFFSETS = {0.0, -0.0, 1, -1, 0.1, -0.3, 40, -40, 1e300, -1e300, Double.MIN_VALUE};

    private final double[][] cells;
    private final int[] levels;
    private final boolean offset;
    private final Random random;

    /** @param thresholds per column of the model */
    AdversarialRows(Model model, float[][] thresholds, long seed) {
        random = new Random(seed);
        offset = model.offsetColumn().isPresent();
        cells = new double[thresholds.length][];
        levels = new int[thresholds.length];
        for (int c = 0; c < thresholds.length; c++) {
            ModelColumn column = model.columns().get(c);
            levels[c] = column.kind() == ModelColumn.Kind.CATEGORICAL
                    ? column.levels().size()
                    : 0;
            cells[c] = neighbours(thresholds[c]);
        }
    }

    private static double[] neighbours(float[] thresholds) {
        double[] cells = Arrays.copyOf(HARD, HARD.length + 5 * thresholds.length);
        int at = HARD.length;
        for (float threshold : thresholds) {
            cells[at++] = threshold;
            cells[at++] = Math.nextUp((double) threshold);
            cells[at++] = Math.nextDown((double) threshold);
            cells[at++] = Math.nextUp(threshold);
            cells[at++] = Math.nextDown(threshold);
        }
        return cells;
    }

    void fill(Row row) {
        row.clear();
        int only = random.nextInt(4) == 0 ? random.nextInt(cells.length) : -1;
        double missing = random.nextInt(4) * 0.1;
        for (int c = 0; c < cells.length; c++) {
            boolean hard = only < 0 ? random.nextBoolean() : c == only;
            if (random.nextDouble() < missing) {
                continue;
            }
            if (levels[c] > 0) {
                row.values[c] = random.nextInt(levels[c]);
            } else if (hard) {
                row.values[c] = cells[c][random.nextInt(cells[c].length)];
            } else {
                row.values[c] = usual(c);
            }
        }
        row.offset = offset ? OFFSETS[random.nextInt(OFFSETS.length)] : 0;
    }

    /** A number about as large as the thresholds of the column. */
    private double usual(int column) {
        double[] known = cells[column];
        double near = known.length > HARD.length
                ? known[HARD.length + random.nextInt(known.length - HARD.length)]
                : Math.pow(10, random.nextInt(5) - 1);
        return near * (1 + 0.3 * random.nextGaussian());
    }
}

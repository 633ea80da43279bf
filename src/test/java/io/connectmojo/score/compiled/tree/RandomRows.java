package io.connectmojo.score.compiled.tree;

import hex.genmodel.GenModel;
import java.util.Random;

/**
 * Raw rows that are hard on trees: thresholds and their neighbours, infinities, zeros of both signs, denormals, numbers that
 * no float holds, missing cells, levels that no training saw.
 */
public final class RandomRows {
    private static final double[] HARD = {
        Double.NaN,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        0.0,
        -0.0,
        Double.MIN_VALUE,
        -Double.MIN_VALUE,
        Float.MIN_VALUE,
        -Float.MIN_VALUE,
        Float.MIN_NORMAL / 2,
        Double.MIN_NORMAL,
        Float.MAX_VALUE,
        -Float.MAX_VALUE,
        1e300,
        -1e300,
        1,
        -1,
        0.5
    };

    private final String[][] domains;
    private final float[][] thresholds;
    private final Random random;

    public RandomRows(GenModel model, float[][] thresholds, long seed) {
        this.domains = new String[model.nfeatures()][];
        for (int c = 0; c < domains.length; c++) {
            domains[c] = model.getDomainValues(c);
        }
        this.thresholds = thresholds;
        this.random = new Random(seed);
    }

    public void fill(double[] row) {
        double hardness = random.nextInt(4) * 0.2;
        for (int c = 0; c < row.length; c++) {
            boolean hard = random.nextDouble() < hardness;
            row[c] = domains[c] == null ? number(c, hard) : level(domains[c].length, hard);
        }
    }

    private double level(int levels, boolean hard) {
        if (!hard) {
            return random.nextInt(levels);
        }
        return switch (random.nextInt(4)) {
            case 0 -> levels;
            case 1 -> levels + 1 + random.nextInt(100_000);
            case 2 -> levels - 1;
            default -> Double.NaN;
        };
    }

    private double number(int column, boolean hard) {
        if (hard && random.nextBoolean()) {
            return HARD[random.nextInt(HARD.length)];
        }
        if (column < thresholds.length && thresholds[column].length > 0) {
            float threshold = thresholds[column][random.nextInt(thresholds[column].length)];
            if (!hard) {
                return threshold + random.nextGaussian() * Math.abs(threshold) * 0.3;
            }
            return switch (random.nextInt(5)) {
                case 0 -> threshold;
                case 1 -> Math.nextUp((double) threshold);
                case 2 -> Math.nextDown((double) threshold);
                case 3 -> Math.nextUp(threshold);
                default -> Math.nextDown(threshold);
            };
        }
        return random.nextGaussian() * Math.pow(10, random.nextInt(5) - 1);
    }
}

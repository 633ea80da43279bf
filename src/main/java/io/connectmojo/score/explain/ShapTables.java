package io.connectmojo.score.explain;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Makes the tables of {@link ShapForest}. Trees without repeated features share theirs. */
final class ShapTables {
    private static final int FIXED_ROWS = 2;
    private static final int FEWEST = ThreePoints.POINTS;
    private static final int MOST = FourPoints.POINTS;

    private final Map<Integer, Quadrature> quadratures = new HashMap<>();
    private final Map<Integer, ShapForest.Pass[]> shared = new HashMap<>();
    private double[] values = new double[1024];
    private int size;

    /**
     * The passes of one tree.
     *
     * @param points that it needs
     * @param products of the shares at earlier splits, one for each split with a repeated feature
     */
    ShapForest.Pass[] passes(int points, double[] products) {
        int[] parts = parts(points);
        int total = Arrays.stream(parts).sum();
        if (products.length > 0) {
            return make(parts, total, products);
        }
        return shared.computeIfAbsent(total, unknown -> make(parts, total, products));
    }

    private ShapForest.Pass[] make(int[] parts, int total, double[] products) {
        Quadrature quadrature = quadratures.computeIfAbsent(total, Quadrature::of);
        ShapForest.Pass[] passes = new ShapForest.Pass[parts.length];
        int first = 0;
        for (int i = 0; i < parts.length; i++) {
            double[] points = Arrays.copyOfRange(quadrature.points(), first, first + parts[i]);
            double[] weights = Arrays.copyOfRange(quadrature.weights(), first, first + parts[i]);
            passes[i] = new ShapForest.Pass(table(points, products), weights);
            first += parts[i];
        }
        return passes;
    }

    private int table(double[] points, double[] products) {
        int start = size;
        int width = 2 * points.length;
        size += width * (FIXED_ROWS + products.length);
        values = size > values.length ? Arrays.copyOf(values, 2 * size) : values;
        for (int row = 0; row < FIXED_ROWS + products.length; row++) {
            double p = row < FIXED_ROWS ? 1 : products[row - FIXED_ROWS];
            for (int q = 0; q < points.length; q++) {
                double all = p * (1 - points[q]) + points[q];
                int at = start + row * width + q;
                values[at] = row == ShapForest.DEAD ? 1 : p * (1 - points[q]) / all;
                values[at + points.length] = row == ShapForest.DEAD ? 0 : p / (all * all);
            }
        }
        return start;
    }

    /** Points come in passes of three or four: as few points as will do, then as few passes. */
    static int[] parts(int points) {
        int total = Math.max(FEWEST, points == 5 ? 6 : points);
        int threes = (MOST - total % MOST) % MOST;
        int[] parts = new int[(total - FEWEST * threes) / MOST + threes];
        Arrays.fill(parts, MOST);
        Arrays.fill(parts, parts.length - threes, parts.length, FEWEST);
        return parts;
    }

    double[] toArray() {
        return Arrays.copyOf(values, size);
    }
}

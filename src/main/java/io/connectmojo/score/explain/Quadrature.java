package io.connectmojo.score.explain;

/**
 * Gauss-Legendre points and weights on [0, 1]: n points integrate polynomials of degree up to 2n - 1 exactly.
 *
 * @param points ascending, strictly between 0 and 1
 * @param weights that sum up to 1
 */
record Quadrature(double[] points, double[] weights) {
    private static final int STEPS = 50;
    private static final double CLOSE_ENOUGH = 1e-16;

    /** How many points the contributions of a path with so many distinct features need. */
    static int pointsFor(int features) {
        return (features + 1) / 2;
    }

    /** Finds the roots of the Legendre polynomial by Newton's method. */
    static Quadrature of(int count) {
        double[] points = new double[count];
        double[] weights = new double[count];
        for (int i = 0; i < count; i++) {
            double x = Math.cos(Math.PI * (i + 0.75) / (count + 0.5));
            double slope = 1;
            for (int step = 0; step < STEPS; step++) {
                double before = 0;
                double value = 1;
                for (int k = 1; k <= count; k++) {
                    double next = ((2 * k - 1) * x * value - (k - 1) * before) / k;
                    before = value;
                    value = next;
                }
                slope = count * (x * value - before) / (x * x - 1);
                double move = value / slope;
                x -= move;
                if (Math.abs(move) < CLOSE_ENOUGH) {
                    break;
                }
            }
            points[i] = (1 - x) / 2;
            weights[i] = 1 / ((1 - x * x) * slope * slope);
        }
        return new Quadrature(points, weights);
    }
}

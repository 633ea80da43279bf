package io.connectmojo.cli.compare;

/** The mean of numbers with its standard error, by Welford's method. Not thread-safe. */
final class Mean {
    /** Of a normal distribution, for 95 %. */
    static final double Z = 1.959963984540054;

    private long count;
    private double mean;
    private double squares;

    void add(double value) {
        count++;
        double step = value - mean;
        mean += step / count;
        squares += step * (value - mean);
    }

    long count() {
        return count;
    }

    double mean() {
        return mean;
    }

    /** Half the width of the 95 % interval; NaN for fewer than two numbers. */
    double bound() {
        return count < 2 ? Double.NaN : Z * Math.sqrt(squares / (count - 1) / count);
    }
}

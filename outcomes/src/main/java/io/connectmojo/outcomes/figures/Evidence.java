package io.connectmojo.outcomes.figures;

/**
 * A figure with how sure it is.
 *
 * @param kind how its bound is calculated
 * @param records that it was calculated from
 * @param mean the figure; for {@link Kind#SQUARES} its square
 * @param variance of one record for {@link Kind#PROPORTION} unused; else of the mean itself
 */
public record Evidence(Kind kind, double records, double mean, double variance) {
    /** What a figure is a mean of. */
    public enum Kind {
        /** Records that are right: Wilson's bound, and the bound of Agresti and Caffo for two of them. */
        PROPORTION,
        /** Numbers: the normal bound of a mean. */
        MEAN,
        /** Squares, whose root is the figure: as a mean. */
        SQUARES
    }

    static Evidence proportion(long of, long records) {
        return new Evidence(Kind.PROPORTION, records, records == 0 ? 0 : (double) of / records, 0);
    }

    static Evidence mean(Kind kind, long records, double sum, double squares) {
        double mean = sum / records;
        double variance = Math.max(0, squares / records - mean * mean);
        return new Evidence(kind, records, mean, variance / records);
    }

    /** Both together, as if they had been one window. */
    public Evidence plus(Evidence more) {
        double all = records + more.records;
        double one = records / all;
        double other = more.records / all;
        return new Evidence(
                kind, all, one * mean + other * more.mean, one * one * variance + other * other * more.variance);
    }

    /** The figure as people know it. */
    public double value() {
        return kind == Kind.SQUARES ? Math.sqrt(mean) : mean;
    }

    /** What the true figure does not exceed, as surely as {@code z} standard deviations say. */
    public double upper(double z) {
        return root(kind == Kind.PROPORTION ? wilson(z, 1) : mean + z * Math.sqrt(variance));
    }

    /** The same from below. */
    public double lower(double z) {
        return root(kind == Kind.PROPORTION ? wilson(z, -1) : mean - z * Math.sqrt(variance));
    }

    private double root(double bound) {
        return kind == Kind.SQUARES ? Math.sqrt(Math.max(0, bound)) : bound;
    }

    private double wilson(double z, int side) {
        double square = z * z / records;
        double middle = mean + square / 2;
        double half = z * Math.sqrt(mean * (1 - mean) / records + square / (4 * records));
        return (middle + side * half) / (1 + square);
    }

    /** How many standard deviations this figure is above another one of the same kind. */
    public double above(Evidence other) {
        double variances = spread() + other.spread();
        double distance = shifted() - other.shifted();
        return variances > 0 ? distance / Math.sqrt(variances) : 0;
    }

    private double shifted() {
        return kind == Kind.PROPORTION ? (mean * records + 1) / (records + 2) : mean;
    }

    private double spread() {
        double p = shifted();
        return kind == Kind.PROPORTION ? p * (1 - p) / (records + 2) : variance;
    }
}

package io.connectmojo.metrics.stats;

/** Sums over records that two models have predicted. Not thread-safe. */
public final class AgreementSums {
    private long count;
    private long agreed;
    private double differences;
    private double largest;

    /**
     * Takes what both say of one record.
     *
     * @param agree whether both predict the same class or cluster
     * @param difference of their scores, not negative; 0 when they have none
     */
    public void add(boolean agree, double difference) {
        count++;
        agreed += agree ? 1 : 0;
        differences += difference;
        largest = Math.max(largest, difference);
    }

    public void addAll(AgreementSums more) {
        count += more.count;
        agreed += more.agreed;
        differences += more.differences;
        largest = Math.max(largest, more.largest);
    }

    public long count() {
        return count;
    }

    /** The share of the records of which both say the same; NaN without records. */
    public double agreement() {
        return (double) agreed / count;
    }

    /** NaN without records. */
    public double meanDifference() {
        return differences / count;
    }

    /** NaN without records. */
    public double maxDifference() {
        return count == 0 ? Double.NaN : largest;
    }
}

package io.connectmojo.scoring.challenge;

/** Takes a share of the records that come, evenly, and out of step with any rhythm of theirs. Not thread-safe. */
public final class Sampling {
    /** 2^64 divided by the golden ratio: its multiples fill the range evenly. */
    private static final long STEP = 0x9E3779B97F4A7C15L;

    private static final double RANGE = 0x1p53;

    /** Numbers of 53 bits below it are taken. */
    private final long limit;

    private long place;

    /** @param share of the records, 0 to 1 */
    public Sampling(double share) {
        limit = (long) Math.ceil(share * RANGE);
    }

    /** Whether to take the next record. */
    public boolean next() {
        place += STEP;
        return (place >>> 11) < limit;
    }
}

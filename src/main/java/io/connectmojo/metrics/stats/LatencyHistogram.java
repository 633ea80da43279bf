package io.connectmojo.metrics.stats;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Times of the current and the previous minute in bins that are a sixteenth of their value wide. One thread adds, any thread
 * reads; a reader that meets the turn of a minute may miss some of the older times.
 */
public final class LatencyHistogram {
    /** Sixteen bins for each power of two, up to 2^40 ns: 18 minutes. */
    private static final int BITS = 4;

    private static final int BINS = (41 - BITS) * (1 << BITS) + (1 << BITS);

    private final Counters[] bins = {new Counters(BINS), new Counters(BINS)};
    private final AtomicLongArray maximum = new AtomicLongArray(2);
    private final AtomicLongArray minutes = new AtomicLongArray(new long[] {Long.MIN_VALUE, Long.MIN_VALUE});

    /** @param minute goes up by one each minute */
    public void add(long nanos, long minute) {
        int slot = (int) (minute & 1);
        if (minutes.get(slot) != minute) {
            minutes.set(slot, Long.MIN_VALUE);
            bins[slot].clear();
            maximum.set(slot, 0);
            minutes.set(slot, minute);
        }
        if (nanos > maximum.get(slot)) {
            maximum.set(slot, nanos);
        }
        bins[slot].increment(bin(nanos));
    }

    /** In nanoseconds, exact to 1/32 and never above the maximum; NaN when there is none in the current and the previous minute. */
    public double quantile(double share, long minute) {
        long all = 0;
        for (int slot = 0; slot < 2; slot++) {
            all += isRecent(slot, minute) ? bins[slot].sum() : 0;
        }
        long rank = Math.max(1, (long) Math.ceil(share * all));
        long seen = 0;
        for (int bin = 0; bin < BINS; bin++) {
            for (int slot = 0; slot < 2; slot++) {
                seen += isRecent(slot, minute) ? bins[slot].get(bin) : 0;
            }
            if (seen >= rank) {
                return Math.min(middle(bin), maximum(minute));
            }
        }
        return Double.NaN;
    }

    /** In nanoseconds; NaN when there is none in the current and the previous minute. */
    public double maximum(long minute) {
        double highest = Double.NaN;
        for (int slot = 0; slot < 2; slot++) {
            if (isRecent(slot, minute) && !(highest > maximum.get(slot))) {
                highest = maximum.get(slot);
            }
        }
        return highest;
    }

    private boolean isRecent(int slot, long minute) {
        long of = minutes.get(slot);
        return of == minute || of == minute - 1;
    }

    public static int bin(long nanos) {
        long time = Math.max(0, nanos);
        int shift = Math.max(0, 63 - BITS - Long.numberOfLeadingZeros(time));
        return Math.min(BINS - 1, (shift << BITS) + (int) (time >>> shift));
    }

    private static double middle(int bin) {
        int shift = Math.max(0, (bin >> BITS) - 1);
        long lowest = (long) (bin - (shift << BITS)) << shift;
        return lowest + ((1L << shift) - 1) / 2.0;
    }
}

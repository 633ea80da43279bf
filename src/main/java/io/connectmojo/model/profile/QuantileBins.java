package io.connectmojo.model.profile;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * How numbers are distributed: bins that hold about equally many of them, each with its count. Bin 0 goes from the smallest
 * number to the first edge, any other from behind the edge before it to its own edge, which belongs to it; the last edge is
 * the largest number. A value that is frequent may fill a bin alone, so that there are fewer. Immutable.
 */
public final class QuantileBins {
    /** Below the smallest number. */
    public static final int BELOW = -1;

    private final double min;
    private final double[] edges;
    private final long[] counts;
    private final long total;

    /**
     * @param min the smallest number
     * @param edges upper ends of the bins, rising, finite, none below {@code min}
     * @param counts as many as edges
     */
    public QuantileBins(double min, double[] edges, long[] counts) {
        if (edges.length == 0 || edges.length != counts.length) {
            throw new IllegalArgumentException("there are " + edges.length + " edges and " + counts.length + " counts");
        }
        double below = min;
        for (int i = 0; i < edges.length; i++) {
            boolean rises = i == 0 ? edges[i] >= below : edges[i] > below;
            if (!rises || !Double.isFinite(edges[i]) || counts[i] < 0) {
                throw new IllegalArgumentException("its edges do not rise from min on, or a count is negative");
            }
            below = edges[i];
        }
        this.min = min;
        this.edges = edges.clone();
        this.counts = counts.clone();
        this.total = Arrays.stream(counts).sum();
    }

    /**
     * Bins of numbers that are all there.
     *
     * @param sorted at least one, finite, ascending
     * @param most how many bins there are when no number is frequent
     */
    public static QuantileBins ofSorted(double[] sorted, int most) {
        double[] edges = new double[most];
        long[] counts = new long[most];
        int bins = 0;
        int from = 0;
        while (from < sorted.length) {
            long share = (long) from * most / sorted.length;
            int to = (int) Math.min(sorted.length, ((share + 1) * sorted.length + most - 1) / most);
            while (to < sorted.length && sorted[to] == sorted[to - 1]) {
                to++;
            }
            edges[bins] = sorted[to - 1];
            counts[bins++] = (long) to - from;
            from = to;
        }
        return new QuantileBins(sorted[0], Arrays.copyOf(edges, bins), Arrays.copyOf(counts, bins));
    }

    public double min() {
        return min;
    }

    public double max() {
        return edges[edges.length - 1];
    }

    /** Number of bins. */
    public int size() {
        return edges.length;
    }

    /** Upper end of a bin, which belongs to it. */
    public double edge(int bin) {
        return edges[bin];
    }

    /** How many numbers fell into a bin. */
    public long count(int bin) {
        return counts[bin];
    }

    /** How many numbers there are. */
    public long total() {
        return total;
    }

    /** A copy of the upper ends, for somebody who counts into them again and again. */
    public double[] edges() {
        return edges.clone();
    }

    /**
     * The bin of a number that is not NaN: {@link #BELOW} when it is less than all that were seen, {@link #size()} when it is
     * more.
     */
    public int of(double value) {
        if (value < min) {
            return BELOW;
        }
        int low = 0;
        int high = edges.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (value > edges[middle]) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof QuantileBins bins
                && Double.compare(min, bins.min) == 0
                && Arrays.equals(edges, bins.edges)
                && Arrays.equals(counts, bins.counts);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(edges) + Arrays.hashCode(counts);
    }

    @Override
    public String toString() {
        return min + " to " + Arrays.toString(edges) + ": " + Arrays.toString(counts);
    }
}

package io.connectmojo.metrics.stats;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/** The last {@value #SIZE} values that were added, by one thread; any thread reads. */
public final class RecentValues {
    public static final int SIZE = 1024;

    private static final VarHandle VALUE = MethodHandles.arrayElementVarHandle(double[].class);

    private final double[] values = new double[SIZE];
    private final Counters added = new Counters(1);

    public void add(double value) {
        VALUE.setOpaque(values, (int) (added.get(0) & SIZE - 1), value);
        added.increment(0);
    }

    public boolean isFull() {
        return added.get(0) >= SIZE;
    }

    /** The least value that at least this share of the values does not exceed; NaN when there is no value. */
    public double quantile(double share) {
        double[] sorted = sorted();
        return sorted.length == 0 ? Double.NaN : sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
    }

    /** A copy of the values in rising order. */
    public double[] sorted() {
        double[] sorted = new double[(int) Math.min(SIZE, added.get(0))];
        Arrays.setAll(sorted, i -> (double) VALUE.getOpaque(values, i));
        Arrays.sort(sorted);
        return sorted;
    }
}

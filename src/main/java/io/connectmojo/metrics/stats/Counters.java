package io.connectmojo.metrics.stats;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** Counters that one thread adds to and any thread reads. Adding costs what adding to a plain array costs. */
public final class Counters {
    private static final VarHandle COUNT = MethodHandles.arrayElementVarHandle(long[].class);

    private final long[] counts;

    public Counters(int size) {
        counts = new long[size];
    }

    public void increment(int index) {
        COUNT.setOpaque(counts, index, counts[index] + 1);
    }

    void set(int index, long count) {
        COUNT.setOpaque(counts, index, count);
    }

    public long get(int index) {
        return (long) COUNT.getOpaque(counts, index);
    }

    int size() {
        return counts.length;
    }

    long sum() {
        long sum = 0;
        for (int i = 0; i < counts.length; i++) {
            sum += get(i);
        }
        return sum;
    }

    void clear() {
        for (int i = 0; i < counts.length; i++) {
            set(i, 0);
        }
    }
}

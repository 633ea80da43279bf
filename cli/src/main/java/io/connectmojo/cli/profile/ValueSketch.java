package io.connectmojo.cli.profile;

import io.connectmojo.model.profile.QuantileBins;
import java.util.Arrays;
import java.util.function.LongToDoubleFunction;

/**
 * How numbers are distributed, in constant memory and without regard to their order. Each different number is counted alone until
 * there are too many of them; from then on numbers that share their sign, exponent and first binary digits are counted together, with
 * the largest of them: as many digits as keep the number of groups within the limit. Counts are always exact, and every edge is a
 * number that was seen. Not thread-safe.
 */
final class ValueSketch {
    private static final int FIRST_SIZE = 64;
    private static final int MIN_BINS = 10;
    private static final int MAX_BINS = 20;
    private static final int ROWS_PER_BIN = 100;

    /** No group has this key: it would be that of a NaN. */
    private static final long EMPTY = Long.MAX_VALUE;

    private final int limit;
    private long[] keys = new long[FIRST_SIZE];
    private long[] counts = new long[FIRST_SIZE];
    private double[] largest = new double[FIRST_SIZE];
    private int groups;

    /** How many of the last binary digits do not count. */
    private int shift;

    private long total;
    private double min = Double.POSITIVE_INFINITY;

    /** @param limit most groups, at least 32 */
    ValueSketch(int limit) {
        this.limit = limit;
        Arrays.fill(keys, EMPTY);
    }

    /** Takes a number; an infinite one as the largest that is finite. NaN is not to be given. */
    void add(double number) {
        double value = Math.max(-Double.MAX_VALUE, Math.min(Double.MAX_VALUE, number)) + 0.0;
        total++;
        min = Math.min(min, value);
        put(ordered(value) >> shift, 1, value);
        while (groups > limit) {
            shift++;
            rebuild(keys.length);
        }
    }

    long total() {
        return total;
    }

    /** Whether every different number is still counted alone. */
    boolean isExact() {
        return shift == 0;
    }

    /** Bins of about equal counts: one for each hundred numbers, but 10 to 20. There must be a number. */
    QuantileBins bins() {
        int most = (int) Math.max(MIN_BINS, Math.min(MAX_BINS, total / ROWS_PER_BIN));
        int[] order = order();
        double[] edges = new double[most];
        long[] binCounts = new long[most];
        int bins = 0;
        long before = 0;
        long count = 0;
        for (int slot : order) {
            count += counts[slot];
            long target = before * most / total + 1;
            if (count * most >= target * total) {
                edges[bins] = largest[slot];
                binCounts[bins++] = count - before;
                before = count;
            }
        }
        return new QuantileBins(min, Arrays.copyOf(edges, bins), Arrays.copyOf(binCounts, bins));
    }

    /** By rank, from 1, the number of that rank, or a larger one that was seen. Ranks are to be asked for in ascending order. */
    LongToDoubleFunction byRank() {
        int[] order = order();
        int[] at = {0};
        long[] count = {counts[order[0]]};
        return rank -> {
            while (count[0] < rank) {
                count[0] += counts[order[++at[0]]];
            }
            return largest[order[at[0]]];
        };
    }

    /** The slots in use, by their numbers. */
    private int[] order() {
        long[] sorted = new long[groups];
        int n = 0;
        for (long key : keys) {
            if (key != EMPTY) {
                sorted[n++] = key;
            }
        }
        Arrays.sort(sorted);
        int[] slots = new int[groups];
        for (int i = 0; i < n; i++) {
            slots[i] = slot(sorted[i]);
        }
        return slots;
    }

    private void put(long key, long count, double value) {
        int slot = slot(key);
        if (keys[slot] == EMPTY) {
            keys[slot] = key;
            counts[slot] = count;
            largest[slot] = value;
            if (++groups * 2 > keys.length && groups <= limit) {
                rebuild(keys.length * 2);
            }
        } else {
            counts[slot] += count;
            largest[slot] = Math.max(largest[slot], value);
        }
    }

    private void rebuild(int size) {
        long[] oldCounts = counts;
        double[] oldLargest = largest;
        long[] oldKeys = keys;
        keys = new long[size];
        Arrays.fill(keys, EMPTY);
        counts = new long[size];
        largest = new double[size];
        groups = 0;
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldKeys[i] != EMPTY) {
                put(ordered(oldLargest[i]) >> shift, oldCounts[i], oldLargest[i]);
            }
        }
    }

    private int slot(long key) {
        int mask = keys.length - 1;
        long mixed = key * 0x9E3779B97F4A7C15L;
        int slot = (int) (mixed >>> 32) & mask;
        while (keys[slot] != EMPTY && keys[slot] != key) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    /** The bits of a number as a number of the same order. */
    private static long ordered(double value) {
        long bits = Double.doubleToLongBits(value);
        return bits ^ (bits >> 63) & Long.MAX_VALUE;
    }
}

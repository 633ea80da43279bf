package io.connectmojo.metrics.stats;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Sums of each of the last 60 full minutes of the clock and of the current one, and in total. Not thread-safe. */
public final class MinuteRing<S> {
    private static final int HOUR = 60;
    private static final long MINUTE_MILLIS = 60_000;

    private final Supplier<S> maker;
    private final LongSupplier clock;
    private final S total;
    private final List<@Nullable S> ring = new ArrayList<>();
    private final long[] minutes = new long[HOUR + 1];

    /**
     * Without any sums yet.
     *
     * @param maker gives sums of nothing
     * @param clock milliseconds of the epoch
     */
    public MinuteRing(Supplier<S> maker, LongSupplier clock) {
        this.maker = maker;
        this.clock = clock;
        this.total = maker.get();
        for (int slot = 0; slot <= HOUR; slot++) {
            ring.add(null);
        }
    }

    /** The sums of all time. */
    public S total() {
        return total;
    }

    /** The sums of the minute that the clock tells. */
    public S current() {
        long minute = minute();
        int slot = (int) (minute % ring.size());
        S there = ring.get(slot);
        if (there == null || minutes[slot] != minute) {
            there = maker.get();
            ring.set(slot, there);
            minutes[slot] = minute;
        }
        return there;
    }

    /** All that is to be added up for a window. */
    public List<S> in(Window window) {
        if (window == Window.TOTAL) {
            return List.of(total);
        }
        long now = minute();
        int oldest = window == Window.MINUTE ? 1 : HOUR;
        List<S> in = new ArrayList<>();
        for (int slot = 0; slot < ring.size(); slot++) {
            S there = ring.get(slot);
            long age = now - minutes[slot];
            if (there != null && age >= 1 && age <= oldest) {
                in.add(there);
            }
        }
        return in;
    }

    private long minute() {
        return clock.getAsLong() / MINUTE_MILLIS;
    }
}

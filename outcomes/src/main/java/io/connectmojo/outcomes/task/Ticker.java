package io.connectmojo.outcomes.task;

import java.time.Duration;
import java.util.OptionalLong;

/**
 * Lets the records' time go on when no record comes: the last window would otherwise wait for the next record. Times are epoch
 * milliseconds. Not thread-safe: one for each task.
 */
public final class Ticker {
    private final long size;
    private final long grace;
    private long latest = -1;
    private long arrived;
    private long emitted = -1;
    private boolean open;

    public Ticker(Duration window, Duration grace) {
        this.size = window.toMillis();
        this.grace = grace.toMillis();
    }

    /** A record was read. */
    public void seen(long time, long clock) {
        latest = Math.max(latest, time);
        arrived = clock;
    }

    /** A record was given on: a window is open. */
    public void emitted(long time) {
        emitted = Math.max(emitted, time);
        open = true;
    }

    /** The time at which the last open window closes, once when it has come. */
    public OptionalLong tick(long clock) {
        long close = emitted - Math.floorMod(emitted, size) + size + grace;
        if (open && latest + (clock - arrived) >= close) {
            open = false;
            return OptionalLong.of(close);
        }
        return OptionalLong.empty();
    }
}

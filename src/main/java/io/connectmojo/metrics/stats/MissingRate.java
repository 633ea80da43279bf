package io.connectmojo.metrics.stats;

import java.util.concurrent.atomic.AtomicReferenceArray;

/** The share of empty cells since the beginning of the previous minute. One thread records, any thread reads. */
public final class MissingRate {
    /** What had been counted when a minute's first record came. */
    private record Start(long minute, long cells, long nas) {}

    private final AtomicReferenceArray<Start> starts = new AtomicReferenceArray<>(2);

    /** Whether the minute has begun without {@link #record}: to add up all counts for each record would cost more than to score it. */
    public boolean isDue(long minute) {
        Start start = starts.get(slot(minute));
        return start == null || start.minute != minute;
    }

    /** Called before a record is read, with what has been counted so far; only the first call of a minute counts. */
    public void record(long minute, long cells, long nas) {
        if (isDue(minute)) {
            starts.set(slot(minute), new Start(minute, cells, nas));
        }
    }

    private static int slot(long minute) {
        return (int) (minute & 1);
    }

    /** NaN when no record came in the current and the previous minute. */
    public double share(long minute, long cells, long nas) {
        Start first = null;
        for (int slot = 0; slot < 2; slot++) {
            Start start = starts.get(slot);
            boolean recent = start != null && start.minute >= minute - 1;
            if (recent && (first == null || start.minute < first.minute)) {
                first = start;
            }
        }
        if (first == null || cells == first.cells) {
            return Double.NaN;
        }
        return (double) (nas - first.nas) / (cells - first.cells);
    }
}

package io.connectmojo.metrics.stats;

import io.connectmojo.metrics.ColumnTotals;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** The share of empty cells since the beginning of the previous minute. One thread notes, any thread reads. */
public final class MissingRate {
    /** What had been counted when a minute's first record came. */
    private record Start(long minute, long cells, long nas) {}

    private final AtomicReferenceArray<Start> starts = new AtomicReferenceArray<>(2);

    /** Called now and then, before a record is read. */
    public void record(long minute, ColumnTotals tally) {
        int slot = (int) (minute & 1);
        Start start = starts.get(slot);
        if (start == null || start.minute != minute) {
            starts.set(slot, new Start(minute, tally.cells(), tally.nas()));
        }
    }

    /** NaN when no record came in the current and the previous minute. */
    public double share(long minute, ColumnTotals tally) {
        Start first = null;
        for (int slot = 0; slot < 2; slot++) {
            Start start = starts.get(slot);
            boolean recent = start != null && start.minute >= minute - 1;
            if (recent && (first == null || start.minute < first.minute)) {
                first = start;
            }
        }
        long cells = first == null ? 0 : tally.cells() - first.cells;
        return cells == 0 ? Double.NaN : (double) (tally.nas() - first.nas) / cells;
    }
}

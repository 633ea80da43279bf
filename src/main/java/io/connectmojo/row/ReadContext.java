package io.connectmojo.row;

import io.connectmojo.problem.RecordProblems;

/** What reading one record has to tell besides the row. One per plan; the counters are those of the caller. */
final class ReadContext {
    final RecordProblems problems = new RecordProblems();

    /** Set by {@link #begin}. */
    @SuppressWarnings("NullAway.Init")
    ColumnCounts counts;

    /** A value stood in a field whose type its column never takes. */
    boolean impossible;

    void begin(ColumnCounts countsOfTransform) {
        counts = countsOfTransform;
        impossible = false;
        problems.clear();
    }
}

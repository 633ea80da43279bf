package io.connectmojo.row;

import io.connectmojo.problem.RecordProblems;

/** What reading one record has to tell besides the row. One per plan; the counters are those of the caller. */
final class ReadContext {
    final RecordProblems problems = new RecordProblems();
    ColumnCounts counts;

    /** A value stood in a field whose type its column never takes. */
    boolean impossible;

    /** Cells that are NA, whatever made them so. */
    int missing;

    /** Cells that hold a default of the configuration. */
    int defaulted;

    void begin(ColumnCounts countsOfTransform) {
        counts = countsOfTransform;
        impossible = false;
        missing = 0;
        defaulted = 0;
        problems.clear();
    }
}

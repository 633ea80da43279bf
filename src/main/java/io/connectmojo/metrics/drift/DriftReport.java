package io.connectmojo.metrics.drift;

import io.connectmojo.metrics.stats.Shift;

/**
 * What the last whole window has shown. Immutable.
 *
 * @param rows how many of its records were counted; 0 before the first window ends
 * @param endedAt in milliseconds of the epoch
 * @param columns by the position of the column in the model; of columns without a profile {@link Shift#UNKNOWN}
 * @param outOfRange by the same position, share of the counted cells that the profile's data never had; NaN like the shifts
 * @param prediction of the predictions
 */
record DriftReport(long rows, long endedAt, Shift[] columns, double[] outOfRange, Shift prediction) {
    private static final DriftReport NONE = new DriftReport(0, 0, new Shift[0], new double[0], Shift.UNKNOWN);

    /** Before the first window has ended. */
    static DriftReport none() {
        return NONE;
    }

    Shift column(int position) {
        return position < columns.length ? columns[position] : Shift.UNKNOWN;
    }

    double outOfRange(int position) {
        return position < outOfRange.length ? outOfRange[position] : Double.NaN;
    }
}

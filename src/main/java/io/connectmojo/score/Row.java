package io.connectmojo.score;

import java.util.Arrays;

/**
 * One record as the model sees it: a number per input column, in the model's order. Reused from record to record by the
 * transform that owns it; not thread-safe. Knows neither records nor models.
 */
public final class Row {
    /**
     * Per column: the number; for a categorical column the index of the level in the column's own levels; epoch
     * milliseconds for a time column; NaN when missing.
     */
    public final double[] values;

    /** The record's offset on the link scale; 0 when the model has none. */
    public double offset;

    /** The words of the one column of a word embedding; null elements are missing words. Empty for all other models. */
    public String[] words = NO_WORDS;

    private static final String[] NO_WORDS = {};

    public Row(int columns) {
        values = new double[columns];
    }

    /** Everything missing. */
    public void clear() {
        Arrays.fill(values, Double.NaN);
        offset = 0;
        words = NO_WORDS;
    }
}
